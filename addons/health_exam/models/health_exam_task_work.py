from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.resident.tools import mask_name


class HealthExamTask(models.Model):
    """How a task ends: with a result, or with the reason why nothing is to be done."""

    _inherit = "health.exam.task"

    def write(self, vals):
        if not self._is_server():
            self._check_open()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_system(self):
        if not self._is_server():
            raise UserError(self.env._("A task is done or cancelled, with a result, not deleted."))

    def action_done(self):
        """These are done.

        :raise UserError: nobody wrote what came of it
        """
        self._end("done")

    def action_cancel(self):
        """Nothing is to be done any more.

        :raise UserError: nobody wrote why
        """
        self._end("cancelled")

    def action_confirm(self):
        """The residents have the proposed diseases: add them to their histories, each once."""
        self._confirm()

    def action_confirm_enrol(self):
        """Confirm the diseases, and enrol in the programmes for them who isn't in them yet."""
        self._confirm()
        self._enrol()

    def _confirm(self):
        self._check_may_end()
        for task in self:
            if task.kind != "disease":
                raise UserError(self.env._("Only a proposed disease is confirmed."))
            task._add_disease()
            if not task.result:
                task.result = self.env._("Confirmed; it stands in the history.")
        self._end("done")

    def _add_disease(self):
        """Write the disease into the history unless it stands there."""
        diseases = self.archive_id.disease_ids
        if self.disease_code_id in diseases.code_id and not self.disease_needs_text:
            return
        month = fields.Date.start_of(self.diagnosed_month or self.exam_id.date, "month")
        diseases.create(
            {
                "archive_id": self.archive_id.id,
                "code_id": self.disease_code_id.id,
                "name": self.disease_name,
                "diagnosed_month": month,
            }
        )

    def _enrol(self):
        enrolments, programmes = self.env["health.enrolment"], self.env["health.programme"]
        for task in self:
            today = fields.Date.context_today(self)
            programme = programmes.search(
                [
                    ("disease_code_id", "=", task.disease_code_id.id),
                    ("is_sensitive", "=", False),
                    *programmes._in_force_domain(today),
                ],
                limit=1,
            )
            enrolled = task.archive_id.enrolment_ids.filtered(lambda row: row.state != "closed")
            if programme and programme not in enrolled.programme_id:
                enrolments.create({"archive_id": task.archive_id.id, "programme_id": programme.id})

    def _end(self, state):
        self._check_may_end()
        for task in self:
            if not (task.result or "").strip():
                raise UserError(
                    self.env._(
                        "%(task)s: write under “Result” what came of it, or why nothing is to be "
                        "done.",
                        task=task._get_masked_label(),
                    )
                )
        today = fields.Date.context_today(self)
        self._write_server({"state": state, "done_date": today, "done_by_id": self.env.uid})

    def _cancel(self, reason):
        """By the system: what these were for is gone."""
        waiting = self.filtered(lambda task: task.state == "open")
        waiting._write_server(
            {"state": "cancelled", "result": reason, "done_date": fields.Date.context_today(self)}
        )

    def _check_may_end(self):
        self.env["health.archive"]._check_role("group_village_doctor")
        self.check_access("write")
        self._check_archive_open()
        self._check_open()

    def _check_open(self):
        """:raise UserError: one of these has ended"""
        for task in self:
            if task.state != "open":
                raise UserError(
                    self.env._("%(task)s has ended already.", task=task._get_masked_label())
                )

    def _get_masked_label(self):
        """The task in a message: such a text also stands in the log of the server."""
        return f"{mask_name(self.name)} · {self.finding or ''}"
