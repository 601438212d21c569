from odoo import api, fields, models


class HealthFollowupYearMixin(models.AbstractModel):
    """What a calendar year of an enrolment asked for, and what was done (domain C.15, E.5).

    Tallied by the system from signed visits, see ``_tally``. Figures, lists of those who are
    behind and “managed per norm” go by these rows instead of counting millions of visits.
    """

    _name = "health.followup.year.mixin"
    _inherit = ["health.archive.part.mixin"]
    _description = "Year of an Enrolment"
    _order = "year desc, enrolment_id"

    enrolment_id = fields.Many2one("health.enrolment.mixin", "Programme of the resident")
    year = fields.Integer(required=True, aggregator=None)
    programme_id = fields.Many2one("health.programme", required=True, ondelete="cascade")
    name = fields.Char(related="partner_id.name", string="Name of the resident")
    # of the year: a later transfer of the archive doesn't move what was due, and done, before
    org_unit_id = fields.Many2one("org.unit", "Managing unit", required=True, ondelete="restrict")
    region_id = fields.Many2one("cn.region", "Village", ondelete="restrict")
    township_id = fields.Many2one("cn.region", ondelete="restrict")
    doctor_id = fields.Many2one("res.users", "Responsible doctor", ondelete="restrict", index=True)
    is_open = fields.Boolean("Still followed up", help="Not closed, neither temporarily lost.")
    days_managed = fields.Integer(help="Days of the year in the programme, to its last day.")
    required = fields.Integer(
        "Visits required", help="By rule in the whole year, in proportion to the days managed."
    )
    required_by_today = fields.Integer(
        "Visits required so far", help="In proportion to the days that are over."
    )
    visits_done = fields.Integer("Visits", help="Signed ones, in whatever way.")
    face_to_face_done = fields.Integer("Visits face to face")
    largest_gap_days = fields.Integer(
        "Longest time without a visit (days)", aggregator="max",
        help="Within the year and while managed, between visits face to face.",
    )  # fmt: skip
    last_date = fields.Date("Last visit")
    last_class_id = fields.Many2one("health.code", "Last class", ondelete="restrict")
    is_controlled = fields.Boolean(
        "On target", help="At the last visit with a class, by rule; who is lost isn't."
    )
    rechecks_done = fields.Integer(
        "Two-week visits in time", help="After drugs were changed, or a referral."
    )
    rechecks_late = fields.Integer("Two-week visits late or missing")
    intervals_late = fields.Integer(
        "Visits later than their class allows", help="After the interval by rule and its window."
    )
    is_evaluated = fields.Boolean("Evaluated", help="The yearly evaluation is done.")
    is_behind = fields.Boolean(
        "Behind schedule", help="Fewer visits face to face than required so far."
    )
    is_standard_count = fields.Boolean(
        "By the number of visits face to face", help="As many face to face as required."
    )
    is_standard_count_any_way = fields.Boolean(
        "By the number of visits in any way", help="As many as required, calls included."
    )
    is_standard_strict = fields.Boolean(
        "Managed per norm",
        help="As many face to face as required, evenly spread, intervals of the classes kept, "
        "two-week visits in time, and evaluated.",
    )
    behind_q1 = fields.Integer("Behind at the end of quarter 1")
    behind_q2 = fields.Integer("Behind at the end of quarter 2")
    behind_q3 = fields.Integer("Behind at the end of quarter 3")
    behind_q4 = fields.Integer("Behind at the end of quarter 4")
    tallied_on = fields.Date(help="Day up to which visits and missing ones are counted.")

    _once = models.UniqueIndex("(enrolment_id, year)", "This year is tallied already.")
    _programme_list = models.Index("(programme_id, year, org_unit_id)")
    _unit_list = models.Index("(org_unit_id, year, programme_id)")
    _township_list = models.Index("(township_id, year, programme_id)")
    _village_list = models.Index("(region_id, year, programme_id)")
    _behind_list = models.Index("(year, enrolment_id) WHERE is_behind")

    @api.depends("partner_id.name", "programme_id.name", "year")
    def _compute_display_name(self):
        for row in self:
            row.display_name = (
                f"{row.partner_id.name or ''} · {row.programme_id.name or ''} · {row.year}"
            )

    def action_open_visits(self):
        """List the visits of this year that the tally counts."""
        self.ensure_one()
        action = self.enrolment_id.action_open_followups()
        first, last = f"{self.year}-01-01", f"{self.year}-12-31"
        within = [("date", ">=", first), ("date", "<=", last), ("seal_state", "=", "sealed")]
        return action | {"domain": [*action["domain"], *within]}
