from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.family_agreement.models.family_agreement_state import VALID

from ..tools import join_ids


class FamilyAgreement(models.Model):
    """What of an agreement was served: counted from its duties, never typed (domain E.4)."""

    _inherit = "family.agreement"

    duty_ids = fields.One2many("family.duty", "agreement_id", "Duties")
    units_planned = fields.Integer(
        "Units signed", compute="_compute_units", store=True, compute_sudo=True
    )
    units_done = fields.Integer(
        "Units done", compute="_compute_units", store=True, compute_sudo=True
    )
    is_performed = fields.Boolean(
        "Fully performed", compute="_compute_units", store=True, compute_sudo=True,
        help="Every service that must be finished is done (足额履约).",
    )  # fmt: skip
    rate = fields.Float(
        "Performed (%)", compute="_compute_rate", digits=(5, 1), aggregator=None,
        help="Units done of units signed (履约率).",
    )  # fmt: skip
    # ids of the groups at signing: statistics by group are counted without joining them
    tag_key = fields.Char(
        compute="_compute_tag_key", store=True, precompute=True, export_string_translation=False
    )
    half_date = fields.Date("Half of the term", compute="_compute_half_date", store=True)
    is_unserved = fields.Boolean(
        "Signed but not served", compute="_compute_is_unserved", search="_search_is_unserved",
        help="Nothing was done although half of the term has passed (签而不约).",
    )  # fmt: skip
    units_overdue = fields.Integer("Overdue", compute="_compute_units_overdue")

    _units = models.Constraint(
        "CHECK (units_done >= 0 AND units_done <= units_planned)",
        "Not more than what was signed can be done.",
    )
    _unserved = models.Index(
        "(org_unit_id, half_date) WHERE units_done = 0 AND state IN ('active', 'expiring')"
    )
    # the tables of statistics are counted from these indexes alone
    _statistic = models.Index(
        "(end_date, start_date) INCLUDE (org_unit_id, team_id, doctor_id, tag_key, ended_on, "
        "half_date, has_paid_package, is_performed, units_planned, units_done) "
        "WHERE state IN "
        "('signed', 'active', 'expiring', 'renewed', 'expired', 'terminated', 'transferred')"
    )
    _statistic_signed = models.Index(
        "(sign_date) INCLUDE (org_unit_id, team_id, doctor_id, tag_key, state)"
    )
    _statistic_term = models.Index(
        "(end_date) INCLUDE (org_unit_id, team_id, doctor_id, tag_key, state) "
        "WHERE ended_on IS NULL"
    )
    _statistic_ended = models.Index(
        "(ended_on) INCLUDE (org_unit_id, team_id, doctor_id, tag_key, state) "
        "WHERE ended_on IS NOT NULL"
    )
    _to_review = models.Index("(org_unit_id, sign_date) WHERE state = 'submitted'")

    @api.depends("duty_ids.state", "duty_ids.must_finish")
    def _compute_units(self):
        counts = {agreement.id: [0, 0, 0] for agreement in self}
        groups = self.env["family.duty"]._read_group(
            [("agreement_id", "in", self.ids), ("state", "!=", "cancelled")],
            ["agreement_id", "state", "must_finish"],
            ["__count"],
        )
        for agreement, state, must_finish, count in groups:
            row = counts[agreement.id]
            row[0] += count
            row[1] += count if state == "done" else 0
            row[2] += count if state != "done" and must_finish else 0
        for agreement in self:
            planned, done, missing = counts.get(agreement.id, (0, 0, 0))
            agreement.units_planned, agreement.units_done = planned, done
            agreement.is_performed = bool(planned) and not missing

    @api.depends("units_planned", "units_done")
    def _compute_rate(self):
        for agreement in self:
            planned = agreement.units_planned
            agreement.rate = 100 * agreement.units_done / planned if planned else 0

    @api.depends("tag_ids")
    def _compute_tag_key(self):
        for agreement in self:
            agreement.tag_key = join_ids(agreement.with_context(active_test=False).tag_ids.ids)

    @api.depends("start_date", "end_date")
    def _compute_half_date(self):
        for agreement in self:
            first, last = agreement.start_date, agreement.end_date
            agreement.half_date = first and last and first + (last - first) / 2

    def _compute_is_unserved(self):
        today = fields.Date.context_today(self)
        for agreement in self:
            begun = agreement.state in VALID and agreement.half_date < today
            agreement.is_unserved = bool(
                begun and agreement.units_planned and not agreement.units_done
            )

    @api.model
    def _search_is_unserved(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = fields.Date.context_today(self)
        return (
            Domain("state", "in", VALID)
            & Domain("half_date", "<", today)
            & Domain("units_done", "=", 0)
            & Domain("units_planned", ">", 0)
        )

    def _compute_units_overdue(self):
        groups = self.env["family.duty"]._read_group(
            [("agreement_id", "in", self.ids), ("is_overdue", "=", True)],
            ["agreement_id"],
            ["__count"],
        )
        counts = {agreement.id: count for agreement, count in groups}
        for agreement in self:
            agreement.units_overdue = counts.get(agreement.id, 0)

    def _get_open_state(self):
        """State of the units of this agreement that nothing serves."""
        if self.state in VALID:
            return "open"
        return "lapsed" if self.state in ("expired", "renewed") else "cancelled"

    def _after_approval(self):
        super()._after_approval()
        self.env["family.duty"]._plan(self)

    def _after_end(self):
        super()._after_end()
        # sudo: duties follow from agreements; what was done after the last day is free for the next
        late = self.sudo().duty_ids.filtered(
            lambda duty: duty.done_date and duty.done_date > duty.agreement_id.last_day
        )
        late._empty()
        late.flush_recordset(["res_id"])
        self.duty_ids._close()

    def action_open_duties(self):
        """List the duties of these agreements."""
        action = self.env["ir.actions.act_window"]._for_xml_id("family_doctor.family_duty_action")
        return action | {"domain": [("agreement_id", "in", self.ids)], "context": {}}
