from odoo import api, fields, models
from odoo.fields import Domain

PLEDGE = "pledge"


class ServiceAssignment(models.Model):
    """Who serves these people pledges in writing to keep what he learns of them to himself."""

    _inherit = "service.assignment"

    has_pledge = fields.Boolean(
        "Pledged Confidentiality", compute="_compute_has_pledge", search="_search_has_pledge"
    )

    @api.depends("evidence_ids.requirement_code")
    def _compute_has_pledge(self):
        for row in self:
            row.has_pledge = PLEDGE in row.evidence_ids.mapped("requirement_code")

    @api.model
    def _search_has_pledge(self, operator, value):
        if operator != "in":
            return NotImplemented
        # sudo: that there is a proof, not what it shows
        pledges = self.env["evidence.item"].sudo()
        items = pledges._search(
            Domain("res_model", "=", self._name) & Domain("requirement_code", "=", PLEDGE)
        )
        return [("id", "in" if True in value else "not in", items.subselect("res_id"))]

    def _evidence_required_kinds(self):
        kinds = super()._evidence_required_kinds()
        return [*kinds, (PLEDGE, self.env._("Confidentiality pledge"))]
