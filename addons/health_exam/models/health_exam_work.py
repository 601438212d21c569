from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class HealthExamWork(models.Model):
    """What a station has to do for an exam, and its summary when it is done (分检、小结)."""

    _name = "health.exam.work"
    _inherit = ["server.guard.mixin"]
    _description = "Exam at a Station"
    _order = "exam_id, sequence, id"
    _fixed_fields = frozenset({"exam_id", "station_id"})
    _server_fields = frozenset({"state", "doctor_id", "done_at"})

    exam_id = fields.Many2one("health.exam", required=True, index=True, ondelete="cascade")
    station_id = fields.Many2one(
        "health.exam.station", required=True, index=True, ondelete="restrict"
    )
    sequence = fields.Integer(related="station_id.sequence", store=True)
    section_ids = fields.Many2many(related="station_id.section_ids")
    state = fields.Selection(
        [("todo", "To do"), ("done", "Done")], required=True, readonly=True, default="todo"
    )
    is_abnormal = fields.Boolean("Abnormal", help="Something needs attention.")
    summary = fields.Char(help="What the station found, in a sentence (小结).")
    doctor_id = fields.Many2one("res.users", "Done by", readonly=True, ondelete="restrict")
    done_at = fields.Datetime(readonly=True)
    missing_text = fields.Char("Missing here", compute="_compute_missing_text")

    _once = models.UniqueIndex("(exam_id, station_id)", "The exam has this station already.")
    _todo = models.Index("(station_id, exam_id) WHERE state = 'todo'")

    @api.depends("exam_id.missing_item_ids", "section_ids")
    def _compute_missing_text(self):
        for work in self:
            work.missing_text = "、".join(work._get_missing_items().mapped("name"))

    @api.depends("station_id.name", "exam_id")
    def _compute_display_name(self):
        for work in self:
            work.display_name = f"{work.station_id.name or ''} · {work.exam_id.display_name or ''}"

    def write(self, vals):
        if not self._is_server():
            self._check_may_work()
        return super().write(vals)

    def action_finish(self):
        """The station is done with these exams.

        :raise UserError: an item is neither done nor said why not, or the summary is missing
        """
        self._check_may_work()
        for work in self:
            work._check_can_finish()
        self._write_server(
            {"state": "done", "doctor_id": self.env.uid, "done_at": fields.Datetime.now()}
        )
        self.exam_id._follow_stations()

    def action_reopen(self):
        """The station works on these exams again."""
        self._check_may_work()
        self._write_server({"state": "todo", "doctor_id": False, "done_at": False})
        self.exam_id._follow_stations()

    def _get_missing_items(self):
        self.ensure_one()
        sections = self.section_ids
        items = self.exam_id.item_ids.filtered(lambda item: item.section_id in sections)
        # not of the whole form: a list of those who wait shows what their station has to do
        return self.exam_id._get_missing(items)

    def _check_can_finish(self):
        if missing := self.missing_text:
            raise UserError(
                self.env._(
                    "%(station)s: still missing %(items)s. Fill them in, or say under “Not done” "
                    "why not.",
                    station=self.station_id.name,
                    items=missing,
                )
            )
        if self.station_id.needs_summary and not (self.summary or "").strip():
            raise UserError(
                self.env._("%(station)s: write the summary first.", station=self.station_id.name)
            )

    def _check_may_work(self):
        """:raise UserError: the exam is fixed. :raise AccessError: another station's work"""
        self.exam_id._check_working()
        if self.env.su or self.env.user.has_group("health_exam.group_exam_chief"):
            return
        for station in self.station_id:
            # sudo: who works where is no secret
            if self.env.user not in station.sudo().doctor_ids:
                raise AccessError(
                    self.env._(
                        "“%(station)s” is finished by who works there. If you work there today, "
                        "have yourself entered under Settings / Stations.",
                        station=station.name,
                    )
                )
