from odoo import api, fields, models


class FamilyConfirm(models.TransientModel):
    """The resident, or a relative, signs on the screen for what was done."""

    _name = "family.confirm"
    _description = "Confirmation by the Resident"

    service_id = fields.Many2one("family.service", "Service record", required=True)
    resident_name = fields.Char(related="service_id.resident_name", string="Resident")
    date = fields.Date(related="service_id.date")
    kind_id = fields.Many2one(related="service_id.kind_id")
    content = fields.Text(related="service_id.content")
    signer_name = fields.Char("Signed by", required=True)
    signature = fields.Binary(attachment=False)

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        service = self.env["family.service"].browse(values.get("service_id") or ())
        values.setdefault("signer_name", service.resident_name)
        return values

    def action_confirm(self):
        """Keep the signature; the unit counts as done."""
        self.ensure_one()
        self.service_id._confirm_by_signature(self.signature, self.signer_name)
