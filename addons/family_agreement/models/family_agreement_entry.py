from odoo import api, fields, models
from odoo.fields import Domain


class FamilyAgreement(models.Model):
    """What helps while an agreement is entered: who has the resident, who is next at home."""

    _inherit = "family.agreement"

    holder_id = fields.Many2one(
        "family.agreement", "Agreement that binds the resident", compute="_compute_holder",
        help="Another agreement of this resident that is in force or waits for its review.",
    )  # fmt: skip
    holder_note = fields.Char("Signed already", compute="_compute_holder")
    is_holder_mine = fields.Boolean(
        "Signed with my team", compute="_compute_holder",
        help="A team of the user holds the resident: there is nothing to apply for.",
    )  # fmt: skip
    next_archive_id = fields.Many2one(
        "health.archive", "Next in the household", compute="_compute_next_archive_id",
        help="Somebody of the same household who has no agreement yet.",
    )  # fmt: skip
    has_no_text = fields.Boolean(
        "No text in force", compute="_compute_has_no_text",
        help="Nothing that could be signed is published for the team and the day of signing.",
    )  # fmt: skip
    return_reason = fields.Text("Why it was returned", compute="_compute_return_reason")

    @api.depends("archive_id", "state", "slot", "previous_id")
    def _compute_holder(self):
        drafts = self.filtered(lambda row: row.state in ("draft", "returned"))
        # sudo: also those of units that the user doesn't see bind the resident
        found = self.sudo().search(
            self._get_holding_domain(drafts.archive_id) & Domain("slot", "=", "current")
        )
        holders = {row.archive_id.id: row for row in found}
        for agreement in self:
            holder = holders.get(agreement.archive_id.id)
            if agreement not in drafts or holder in (None, agreement.previous_id):
                agreement.holder_id = agreement.holder_note = agreement.is_holder_mine = False
                continue
            agreement.holder_id = holder.with_env(self.env)._filtered_access("read")
            agreement.holder_note = str(holder._make_taken_error())
            agreement.is_holder_mine = holder.team_id in self.env.user.care_team_ids
            if transfer := holder._get_open_transfer():
                agreement.holder_note = transfer._get_under_way_message()
                agreement.is_holder_mine = False

    @api.depends("template_id", "archive_id", "team_id", "sign_date")
    def _compute_has_no_text(self):
        for agreement in self:
            unit = agreement.team_id.org_unit_id
            date = agreement.sign_date or fields.Date.context_today(self)
            begun = agreement.archive_id and unit and not agreement.template_id
            agreement.has_no_text = bool(
                begun and not self.env["family.template"]._get_for(unit, date)
            )

    @api.depends("archive_id", "state")
    def _compute_next_archive_id(self):
        for agreement in self:
            agreement.next_archive_id = agreement.archive_id._get_unsigned_at_home()[:1]

    @api.depends("review_ids.result", "review_ids.reason")
    def _compute_return_reason(self):
        for agreement in self:
            last = agreement.review_ids.sorted("id")[-1:]
            agreement.return_reason = last.result == "returned" and last.reason

    @api.onchange("archive_id")
    def _onchange_representative(self):
        """Propose who spoke for the resident last time, else the head of the household."""
        if not self.archive_id or self.representative_name or not self._is_protected():
            return
        last = self.search(
            [("archive_id", "=", self.archive_id.id), ("representative_name", "!=", False)],
            limit=1,
        )
        head = self.partner_id.household_id.head_id - self.partner_id
        self.representative_name = last.representative_name or head.name
        self.representative_relation_id = last.representative_relation_id
        self.representative_phone = last.representative_phone or head.phone

    def action_sign_next(self):
        """Go on with the next of the household, with the same team and doctor."""
        self.ensure_one()
        return self.next_archive_id._open_signing(
            {"default_team_id": self.team_id.id, "default_doctor_id": self.doctor_id.id}
        )
