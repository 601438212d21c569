from odoo import fields, models

from .health_archive_merge import OTHER_REASON


class HealthEnrolmentMixin(models.AbstractModel):
    """Two open enrolments of one person in a programme become one; closed ones are history."""

    _inherit = "health.enrolment.mixin"

    def _merge_into(self, target, journal):
        """Continue these enrolments in those of the archive ``target``; see ``resident.merge``.

        :return: none of them: all go to the archive, those continued elsewhere as closed ones
        """
        is_open = [("state", "!=", "closed")]
        mine = self.search([("archive_id", "=", target.id), *is_open]).grouped("programme_id")
        for spare in self.filtered_domain(is_open):
            if survivor := mine.get(spare.programme_id):
                survivor._absorb(spare, journal)
        return self.browse()

    def _absorb(self, spare, journal):
        self._take_answers(spare, journal)
        if self.state == "lost" and spare.state == "open":  # found again by the other doctor
            journal.write(self, "state", "open")
            journal.write(self, "lost_date", None)
        for name in ("enrolled_date", "next_due_date"):
            if spare[name] and (not self[name] or spare[name] < self[name]):
                journal.write(self, name, spare[name])
        closing = {
            "state": "closed",
            "closed_date": max(fields.Date.context_today(self), spare.enrolled_date),
            "close_reason_id": self.env["health.code"]._get("close_reason", OTHER_REASON).id,
            "close_note": self.env._("Continued in the other enrolment of this person"),
            "closed_by_id": self.env.uid,
            "reviewed_by_id": self.env.uid,
            "reviewed_at": fields.Datetime.now(),
        }
        for name, value in closing.items():
            journal.write(spare, name, value)
        journal.move(spare, self, stay={self._name})
