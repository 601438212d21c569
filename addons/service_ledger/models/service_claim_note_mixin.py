from odoo import api, fields, models

WORST_FIRST = ("rejected", "claimed", "accepted")


class ServiceClaimNoteMixin(models.AbstractModel):
    """Records that claim and say themselves whether they count, and why not."""

    _name = "service.claim.note.mixin"
    _inherit = ["service.claim.mixin"]
    _description = "Says Whether It Counts"

    claim_state = fields.Selection(
        "_selection_claim_state", "Counts", compute="_compute_claim_state", search="_search_claim_state",
        help="Of several obligations the worst.",
    )  # fmt: skip
    claim_note = fields.Char(
        "Why Not", compute="_compute_claim_state", help="Why it doesn't count, or not yet."
    )

    @api.model
    def _selection_claim_state(self):
        # a method, because the labels of a plain list stay English in inheriting models
        return self.env["service.claim"]._fields["state"]._description_selection(self.env)

    @api.depends_context("uid", "lang")
    def _compute_claim_state(self):
        domain = [("res_model", "=", self._name), ("res_id", "in", self.ids)]
        claims = self.env["service.claim"].search(domain).grouped("res_id")
        for record in self:
            own = claims.get(record.id, self.env["service.claim"])
            states = set(own.mapped("state"))
            record.claim_state = next((state for state in WORST_FIRST if state in states), False)
            record.claim_note = own._get_joint_reason()

    @api.model
    def _search_claim_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        claims = self.env["service.claim"]._search(
            [("res_model", "=", self._name), ("state", "in", list(value))]
        )
        return [("id", "in", claims.subselect("res_id"))]

    @api.readonly
    def action_open_claims(self):
        """List what these records claim."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "service_obligation.service_claim_action"
        )
        return action | {"domain": [("res_model", "=", self._name), ("res_id", "in", self.ids)]}
