from odoo import api, fields, models


class ServiceKind(models.Model):
    _inherit = "service.kind"

    is_home_visit = fields.Boolean("At home", help="Answers a request for a visit.")

    @api.model
    def _get_home_visit(self):
        """The kind of service by which a visit at home is entered."""
        return self.search([("is_home_visit", "=", True)], limit=1)


class ServiceEntry(models.Model):
    """A row about a visit at home answers the request for it, wherever it was entered."""

    _inherit = "service.entry"

    visit_id = fields.Many2one(
        "service.visit", "Request", index="btree_not_null", ondelete="restrict",
        domain="[('partner_id', '=', partner_id), ('project_id', '=', project_id)]",
    )  # fmt: skip

    def action_submit(self):
        for entry in self.filtered(lambda row: row.kind_id.is_home_visit and not row.visit_id):
            entry.visit_id = entry._find_visit()
        return super().action_submit()

    def _find_visit(self):
        """The oldest open request of the person, made before the visit."""
        return self.env["service.visit"].search(
            [
                ("project_id", "=", self.project_id.id),
                ("partner_id", "=", self.partner_id.id),
                ("state", "in", ("requested", "planned")),
                ("requested_at", "<=", self.performed_at),
            ],
            order="requested_at",
            limit=1,
        )

    def _get_entry_hours(self):
        """Hours from the service until it was entered, a correction as early as what it corrects."""
        first = self._get_versions().sorted("id")[:1]
        return max((first.entered_at - first.performed_at).total_seconds() / 3600, 0)

    def _claim_anew(self):
        super()._claim_anew()
        # sudo: what counts is the same, whoever changes a row
        self.sudo().visit_id._claim_anew()
