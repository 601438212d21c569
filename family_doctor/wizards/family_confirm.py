from odoo import api, fields, models


class FamilyConfirm(models.TransientModel):
    """The resident, or a relative, signs on the screen for what was done."""

    _name = "family.confirm"
    _inherit = ["server.guard.mixin"]
    _description = "Confirmation by the Resident"

    service_id = fields.Many2one("family.service", "Service record")
    duty_id = fields.Many2one("family.duty", help="What another record than that proves.")
    resident_name = fields.Char("Resident", compute="_compute_shown")
    date = fields.Date(compute="_compute_shown")
    what = fields.Char("Service", compute="_compute_shown")
    proof_name = fields.Char(related="duty_id.proof_name")
    content = fields.Text(related="service_id.content", related_sudo=False)
    signer_name = fields.Char("Signed by", required=True)
    signature = fields.Binary(attachment=False)

    @api.depends("service_id", "duty_id")
    def _compute_shown(self):
        for dialog in self:
            service, duty = dialog.service_id, dialog.duty_id
            dialog.resident_name = (service or duty).resident_name
            dialog.date = service.date or duty.done_date
            dialog.what = service.kind_id.name or duty.item_id.name

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        service = self.env["family.service"].browse(values.get("service_id") or ())
        duty = self.env["family.duty"].browse(values.get("duty_id") or ())
        values.setdefault("signer_name", (service or duty).resident_name)
        return values

    def action_confirm(self):
        """Keep the signature; the unit counts as done."""
        self.ensure_one()
        (self.service_id or self.duty_id)._confirm_by_signature(self.signature, self.signer_name)
