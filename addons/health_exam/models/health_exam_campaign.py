from odoo import api, fields, models
from odoo.exceptions import UserError


class HealthExamCampaign(models.Model):
    """Examinations in the villages or on site (下乡体检批次): where, when, who comes, who examines."""

    _name = "health.exam.campaign"
    _inherit = ["server.guard.mixin", "org.scoped.mixin"]
    _description = "Examination Campaign"
    _order = "date_from desc, id desc"
    _server_fields = frozenset({"state"})

    name = fields.Char(required=True)
    org_unit_id = fields.Many2one(string="Hospital", index=False)
    region_ids = fields.Many2many(
        "cn.region", string="Villages", domain="[('level', '=', 'village')]"
    )
    date_from = fields.Date("From", required=True, default=fields.Date.context_today)
    date_to = fields.Date("To", required=True, default=fields.Date.context_today)
    place = fields.Char(help="Where the residents come to; printed on the list.")
    package_ids = fields.Many2many(
        "health.exam.package", string="Packages",
        help="Everybody registered from the list gets these. Empty: what his groups entitle him to.",
    )  # fmt: skip
    user_ids = fields.Many2many(
        "res.users", "health_exam_campaign_team_rel", string="Team",
        domain=lambda self: [
            ("all_group_ids", "in", self.env.ref("health_exam.group_exam_staff").ids)
        ],
    )  # fmt: skip
    target_count = fields.Integer("Target", help="How many are to be examined; 0: all on the list.")
    state = fields.Selection(
        [("planned", "Planned"), ("running", "Running"), ("done", "Done")],
        required=True, readonly=True, default="planned", copy=False,
    )  # fmt: skip
    note = fields.Text()
    appointment_ids = fields.One2many("health.exam.appointment", "campaign_id", "Appointments")
    appointment_count = fields.Integer("On the list", compute="_compute_counts")
    came_count = fields.Integer("Came", compute="_compute_counts")
    waiting_count = fields.Integer("Expected", compute="_compute_counts")
    exam_count = fields.Integer("Exams", compute="_compute_counts")
    progress = fields.Integer(
        "Came (%)", compute="_compute_counts", help="Of the target, or of the list without one."
    )

    _unit_list = models.Index("(org_unit_id, date_from DESC, id DESC)")
    _dates_order = models.Constraint(
        "CHECK (date_to >= date_from)", "A campaign cannot end before it begins."
    )
    _target_range = models.Constraint(
        "CHECK (COALESCE(target_count, 0) >= 0)", "The target is 0 or more."
    )

    @api.depends("appointment_ids.state", "target_count")
    def _compute_counts(self):
        appointments = self.env["health.exam.appointment"]
        counts = {
            (campaign, state): count
            for campaign, state, count in appointments._read_group(
                [("campaign_id", "in", self.ids)], ["campaign_id", "state"], ["__count"]
            )
        }
        exams = self.env["health.exam"]._read_group(
            [("campaign_id", "in", self.ids), ("state", "!=", "void")],
            ["campaign_id"],
            ["__count"],
        )
        exams = dict(exams)
        for campaign in self:
            campaign._take_counts(
                {state: counts.get((campaign._origin, state), 0) for state in appointments.STATES}
            )
            campaign.exam_count = exams.get(campaign._origin, 0)

    def _take_counts(self, counts):
        self.came_count = counts["came"]
        self.waiting_count = counts["invited"] + counts["confirmed"]
        self.appointment_count = sum(counts.values()) - counts["cancelled"]
        whole = self.target_count or self.appointment_count
        self.progress = min(100, 100 * self.came_count // whole) if whole else 0

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        if self.filtered(lambda campaign: campaign.state != "planned" or campaign.exam_count):
            raise UserError(
                self.env._("Only a planned campaign without exams is deleted. End it instead.")
            )

    def action_start(self):
        """The campaign begins: who is on the list can be registered."""
        self._move("planned", "running")

    def action_finish(self):
        """The campaign ends; who was expected and didn't come is absent."""
        self._move("running", "done")
        expected = self.appointment_ids.filtered("is_open")
        expected._write_server({"state": "absent"})

    def action_reopen(self):
        """A campaign that was ended too early goes on; the absent are expected again."""
        self._move("done", "running")
        absent = self.appointment_ids.filtered(lambda row: row.state == "absent")
        absent._write_server({"state": "invited"})

    def _move(self, before, after):
        self.check_access("write")
        self.filtered(lambda campaign: campaign.state == before)._write_server({"state": after})

    def _check_running(self):
        """:raise UserError: one of the campaigns hasn't begun, or is over"""
        for campaign in self:
            if campaign.state == "planned":
                raise UserError(
                    self.env._(
                        "“%(campaign)s” hasn't begun. Start the campaign first.",
                        campaign=campaign.name,
                    )
                )
            if campaign.state == "done":
                raise UserError(
                    self.env._(
                        "“%(campaign)s” is over. Open it again if somebody still comes.",
                        campaign=campaign.name,
                    )
                )

    def action_open_appointments(self):
        """The list of who is to come."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "health_exam.health_exam_appointment_action"
        )
        context = {"default_campaign_id": self.id}
        return action | {"domain": [("campaign_id", "=", self.id)], "context": context}

    def action_print_reports(self):
        """Print all reports of this campaign that are signed.

        :raise UserError: there is none yet
        """
        exams = self.env["health.exam"].search(
            [("campaign_id", "=", self.id), ("state", "in", ("reported", "synced"))],
            order="region_id, date, id",
        )
        if not exams:
            raise UserError(
                self.env._("No report of “%(campaign)s” is signed yet.", campaign=self.name)
            )
        return exams.action_print_report()

    def action_open_exams(self):
        """The exams of this campaign."""
        action = self.env["ir.actions.act_window"]._for_xml_id("health_exam.health_exam_action")
        return action | {"domain": [("campaign_id", "=", self.id)], "context": {}}
