from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

WORKING = ("registered", "in_progress", "station_done", "final")
FIXED = ("reported", "synced", "void")


class HealthExam(models.Model):
    """The way of an exam from registration to the archive (domain F.1)."""

    _inherit = "health.exam"
    _server_fields = frozenset({"exam_number", "state", "void_reason", "revoke_reason"})

    state = fields.Selection(
        [
            ("registered", "Registered"),
            ("in_progress", "At the stations"),
            ("station_done", "Stations done"),
            ("final", "Final review"),
            ("reported", "Reported"),
            ("synced", "In the archive"),
            ("void", "Void"),
        ],
        required=True,
        readonly=True,
        default="registered",
        copy=False,
        group_expand=True,
    )
    void_reason = fields.Char("Void because", readonly=True, copy=False)
    revoke_reason = fields.Char("Last revoked because", readonly=True, copy=False)

    _one_a_day = models.UniqueIndex(
        "(archive_id, date) WHERE state <> 'void'",
        "This resident is registered for an exam on that day already. Open that exam.",
    )
    _working = models.Index("(org_unit_id, state, date DESC) WHERE state NOT IN ('synced', 'void')")

    @api.model_create_multi
    def create(self, vals_list):
        # one made void just now has to be void in the database, where uniqueness is decided
        self.flush_model(["state"])
        return super().create(vals_list)

    def write(self, vals):
        if not self._is_server():
            self._check_working()
        result = super().write(vals)
        self._start_working(vals)
        return result

    def _start_working(self, vals):
        """The first result takes an exam from registration to the stations."""
        if any(vals[name] for name in vals if self._get_section_of(name)):
            fresh = self.filtered(lambda exam: exam.state == "registered")
            fresh._write_server({"state": "in_progress"})

    def action_void(self):
        """Ask why this exam doesn't count."""
        return self._ask_reason("void", self.env._("Make void"))

    def _void(self, reason):
        """The exam doesn't count any more; it stays to be seen, with the reason.

        :raise UserError: it was reported; revoke the report first
        """
        self._check_may_void()
        self.check_access("write")
        for exam in self:
            if exam.state in FIXED:
                raise UserError(
                    self.env._(
                        "Exam %(number)s is %(state)s. Revoke the report first, with a reason.",
                        number=exam.exam_number,
                        state=exam._get_state_name(),
                    )
                )
        self._write_server({"state": "void", "void_reason": self._clean_reason(reason)})

    def _check_may_void(self):
        """:raise AccessError: the user may not make one of these void"""
        self._check_role_of("group_exam_chief")

    def _check_working(self):
        """:raise UserError: one of the exams is reported or void and takes no change"""
        for exam in self:
            if exam.state in FIXED:
                raise UserError(
                    self.env._(
                        "Exam %(number)s is %(state)s and doesn't change any more. The chief "
                        "examiner can revoke the report, with a reason.",
                        number=exam.exam_number,
                        state=exam._get_state_name(),
                    )
                )

    def _is_fixed(self):
        """Whether the exam is reported or void and takes no change."""
        self.ensure_one()
        return self.state in FIXED

    def _get_state_name(self):
        self.ensure_one()
        return dict(self._fields["state"]._description_selection(self.env))[self.state]

    @api.model
    def _clean_reason(self, reason):
        """:raise ValidationError: there is none"""
        if not (reason or "").strip():
            raise ValidationError(self.env._("Say why."))
        return reason.strip()

    def _ask_reason(self, what, title):
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": "health.exam.reason",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_exam_ids": self.ids, "default_what": what},
        }
