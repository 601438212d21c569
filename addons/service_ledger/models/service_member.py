from odoo import api, fields, models


class ServiceMember(models.Model):
    _inherit = "service.member"

    entry_count = fields.Integer("Services", compute="_compute_entry_count")

    def _compute_entry_count(self):
        entries = self.env["service.entry"]
        counts = {}
        if entries.has_access("read"):
            domain = [
                ("project_id", "in", self.project_id.ids),
                ("partner_id", "in", self.partner_id.ids),
                ("state", "=", "done"),
            ]
            groups = entries._read_group(domain, ["project_id", "partner_id"], ["__count"])
            counts = {(project, person): count for project, person, count in groups}
        for member in self:
            member.entry_count = counts.get((member.project_id, member.partner_id), 0)

    def _claim_anew(self):
        """Satisfaction as well, whose claims name nobody."""
        self.env["service.entry"].invalidate_model(["member_id"], flush=False)
        super()._claim_anew()
        # sudo: what counts is the same, whoever keeps the roster
        self.env["service.feedback"].sudo().search(
            [
                ("project_id", "in", self.project_id.ids),
                ("entry_id.partner_id", "in", self.partner_id.ids),
            ]
        )._claim_anew()

    @api.readonly
    def action_open_entries(self):
        """List what was done for this person in the project."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "service_ledger.service_entry_action"
        )
        return action | {
            "domain": [
                ("project_id", "=", self.project_id.id),
                ("partner_id", "=", self.partner_id.id),
            ],
            "context": {
                "default_project_id": self.project_id.id,
                "default_partner_id": self.partner_id.id,
                "search_default_valid": 1,
            },
        }
