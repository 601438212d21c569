from odoo import api, fields, models


class FamilyDutyConfirmation(models.Model):
    """The resident signed that a service was given which a visit, an exam or another form proves.

    It is of one record and one service: where the record serves another unit of this service, the
    signature goes with it. Service records keep their signature themselves.
    """

    _name = "family.duty.confirmation"
    _inherit = ["server.guard.mixin"]
    _description = "Confirmation of a Service"
    _order = "id desc"
    _rec_name = "signer_name"

    archive_id = fields.Many2one("health.archive", required=True, ondelete="cascade", index=True)
    resident_name = fields.Char(related="archive_id.partner_id.name", string="Resident")
    item_id = fields.Many2one("family.service.item", "Service", required=True, ondelete="restrict")
    res_model = fields.Char("Kind of proof", required=True, export_string_translation=False)
    res_id = fields.Many2oneReference("Proof", model_field="res_model", required=True)
    done_date = fields.Date("Done on", required=True)
    signature = fields.Binary("Signature of the resident", attachment=True, required=True)
    signer_name = fields.Char("Confirmed by", required=True)
    signed_at = fields.Datetime("Confirmed at", required=True)
    user_id = fields.Many2one(
        "res.users", "Taken by", required=True, ondelete="restrict",
        help="Who was logged in on the device on which it was signed.",
    )  # fmt: skip

    _once = models.UniqueIndex(
        "(item_id, res_model, res_id)", "The resident has confirmed this already."
    )

    @api.model
    def _take(self, duty, image, name):
        """Keep the signature ``image`` (base64) for the record that serves ``duty``."""
        # sudo: signatures are made by signing only, which was checked
        return self.sudo().create(
            {
                "archive_id": duty.archive_id.id,
                "item_id": duty.item_id.id,
                "res_model": duty.res_model,
                "res_id": duty.res_id,
                "done_date": duty.done_date,
                "signature": image,
                "signer_name": name,
                "signed_at": fields.Datetime.now(),
                "user_id": self.env.uid,
            }
        )

    @api.model
    def _find(self, item, res_model, res_id):
        """The signature that this record served the service ``item``; empty while nobody signed."""
        return self.search(
            [("res_model", "=", res_model), ("res_id", "=", res_id), ("item_id", "=", item.id)],
            limit=1,
        )
