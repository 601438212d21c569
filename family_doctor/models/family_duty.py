from odoo import api, fields, models

STATES = [
    ("open", "Not done"),
    ("unconfirmed", "Not confirmed"),
    ("done", "Done"),
    ("lapsed", "Term over, not done"),
    ("cancelled", "Agreement ended"),
]


class FamilyDuty(models.Model):
    """One unit of a signed service: who does it for whom, from when to when, and what proves it.

    A unit is served by one record, and a record serves one unit of a service: no number is typed
    (domain E.4).
    """

    _name = "family.duty"
    _inherit = ["bulk.create.mixin", "server.guard.mixin"]
    _description = "Duty"
    _order = "date_due, id"
    _rec_name = "item_id"
    _server_fields = frozenset(
        {
            "agreement_id", "line_id", "item_id", "archive_id", "team_id", "doctor_id", "user_id",
            "unit_number", "date_from", "date_due", "must_finish", "state", "done_date",
            "done_by_id", "way", "res_model", "res_id", "is_manual", "match_reason", "confirmed_at",
        }
    )  # fmt: skip

    agreement_id = fields.Many2one(
        "family.agreement", required=True, index=True, ondelete="cascade", readonly=True
    )
    line_id = fields.Many2one(
        "family.agreement.line", "Clause", required=True, index=True, ondelete="cascade",
        readonly=True,
    )  # fmt: skip
    item_id = fields.Many2one(
        "family.service.item", "Service", required=True, ondelete="restrict", readonly=True,
        index=True,
    )  # fmt: skip
    archive_id = fields.Many2one("health.archive", required=True, ondelete="cascade", readonly=True)
    resident_name = fields.Char(related="archive_id.partner_id.name", string="Resident")
    org_unit_id = fields.Many2one(
        related="archive_id.org_unit_id", store=True, related_sudo=True, precompute=True
    )
    team_id = fields.Many2one("care.team", required=True, ondelete="restrict", readonly=True)
    doctor_id = fields.Many2one(
        "care.practitioner", "Family doctor", required=True, ondelete="restrict", readonly=True
    )
    user_id = fields.Many2one("res.users", "Responsible", ondelete="restrict", readonly=True)
    unit_number = fields.Integer("Which time", readonly=True, aggregator=None)
    date_from = fields.Date("From", required=True, readonly=True)
    date_due = fields.Date("Due", required=True, readonly=True)
    must_finish = fields.Boolean("Must be finished", readonly=True)
    state = fields.Selection(STATES, required=True, default="open", readonly=True)
    is_overdue = fields.Boolean(compute="_compute_is_overdue", search="_search_is_overdue")
    done_date = fields.Date("Done on", readonly=True)
    done_by_id = fields.Many2one("res.users", "Done by", readonly=True, ondelete="restrict")
    way = fields.Selection(
        [("1", "At the clinic"), ("2", "At home"), ("3", "By telephone")], readonly=True
    )
    res_model = fields.Char("Kind of proof", readonly=True, export_string_translation=False)
    res_id = fields.Many2oneReference("Proof", model_field="res_model", readonly=True)
    proof_name = fields.Char("Proved by", compute="_compute_proof_name")
    is_manual = fields.Boolean("Matched by hand", readonly=True)
    match_reason = fields.Char("Reason of the match", readonly=True)
    confirmed_at = fields.Datetime("Confirmed by the resident", readonly=True)

    _once = models.UniqueIndex(
        "(item_id, res_model, res_id) WHERE res_id IS NOT NULL",
        "This record serves another unit of this service already.",
    )
    _unit_once = models.UniqueIndex("(line_id, unit_number)", "This unit exists already.")
    _proved = models.Constraint(
        "CHECK ((state IN ('done', 'unconfirmed')) = (res_id IS NOT NULL AND done_date IS NOT NULL))",
        "A unit is done by a record, on a day.",
    )
    _dates = models.Constraint(
        "CHECK (date_due >= date_from)", "A duty cannot end before it begins."
    )
    _open_of_resident = models.Index("(archive_id, date_due) WHERE state = 'open'")
    _open_of_user = models.Index("(user_id, date_due) WHERE state = 'open'")
    _open_of_unit = models.Index("(org_unit_id, date_due) WHERE state = 'open'")
    _statistic = models.Index(
        "(done_date) INCLUDE (org_unit_id, team_id, doctor_id) WHERE state = 'done'"
    )
    _statistic_due = models.Index(
        "(date_due) INCLUDE (org_unit_id, team_id, doctor_id) WHERE state = 'open'"
    )
    _done = models.Index("(org_unit_id, done_date) WHERE done_date IS NOT NULL")
    _proof = models.Index("(res_model, res_id) WHERE res_id IS NOT NULL")

    @api.depends("date_due", "state")
    def _compute_is_overdue(self):
        today = fields.Date.context_today(self)
        for duty in self:
            duty.is_overdue = duty.state == "open" and duty.date_due < today

    @api.model
    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("state", "=", "open"), ("date_due", "<", fields.Date.context_today(self))]

    @api.depends("res_model", "res_id")
    def _compute_proof_name(self):
        for duty in self:
            duty.proof_name = duty._get_proof_name()

    def _get_proof_name(self):
        """Kind and day of the record; nothing of what it says."""
        if not self.res_id:
            return False
        # sudo: the name of a kind of records is no secret
        kind = self.env["ir.model"].sudo()._get(self.res_model).name
        return f"{kind} {self.done_date}"

    def action_open_proof(self):
        """Open the record that proves the unit, for those who may read it."""
        self.ensure_one()
        record = self.env[self.res_model].browse(self.res_id)
        record.check_access("read")
        return record.get_formview_action()

    def _get_bulk_columns(self, vals_list):
        archives = self.env["health.archive"].browse({vals["archive_id"] for vals in vals_list})
        # sudo: a duty is of the unit of the resident, whoever makes it
        units = {archive.id: archive.org_unit_id.id for archive in archives.sudo()}
        return [{"org_unit_id": units[vals["archive_id"]]} for vals in vals_list]
