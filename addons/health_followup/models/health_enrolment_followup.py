from odoo import models
from odoo.exceptions import UserError

FOLLOWUPS = {
    "health.enrolment": "health.followup",
    "health.enrolment.sensitive": "health.followup.sensitive",
}
"""Which model holds the visits of which enrolments."""


class HealthEnrolmentMixin(models.AbstractModel):
    """Visits move what is due."""

    _inherit = "health.enrolment.mixin"

    def action_follow_up(self):
        """Begin a visit, on the form of the programme; go on with today's if there is one."""
        self.ensure_one()
        self.check_access("read")
        self._check_open_for_followup()
        followups = self.env[FOLLOWUPS[self._name]]
        begun = followups.search(
            [("enrolment_id", "=", self.id), ("seal_state", "=", "open")],
            order="date desc, id desc",
            limit=1,
        )
        form = followups._get_forms().get(self.programme_id.code)
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": followups._name,
            "res_id": begun.id,
            "views": [[form and self.env.ref(form).id or False, "form"]],
            "context": {"default_enrolment_id": self.id, "default_archive_id": self.archive_id.id},
        }

    def action_open_followups(self):
        """List the visits of this enrolment, the latest first."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": FOLLOWUPS[self._name],
            "view_mode": "list,kanban,form,graph",
            "domain": [("enrolment_id", "=", self.id)],
            "context": {"default_enrolment_id": self.id, "default_archive_id": self.archive_id.id},
        }

    def _check_open_for_followup(self):
        """:raise UserError: one of the enrolments is closed, or its archive or resident is gone"""
        for enrolment in self:
            archive = enrolment.archive_id
            if enrolment.partner_id.death_date:
                raise UserError(
                    self.env._(
                        "%(name)s died on %(date)s: nobody is followed up after death.",
                        name=enrolment.name,
                        date=enrolment.partner_id.death_date,
                    )
                )
            if archive._is_closed():
                raise UserError(
                    self.env._(
                        "The archive of %(name)s was closed on %(date)s: nobody is followed up who "
                        "moved away. Reopen the archive of whoever came back, or have it "
                        "transferred.",
                        name=enrolment.name,
                        date=archive.closed_date,
                    )
                )
            archive._check_open()
            enrolment._check_not_closed()

    def _follow_visits(self):
        """The latest signed visit says when the next is due; who was visited isn't lost."""
        self._reschedule()
        for enrolment in self:
            if enrolment._is_found():
                enrolment.action_resume()
        self.filtered("planned_date").write({"planned_date": False})

    def _is_found(self):
        """Hook: whether the last signed visit was to a resident who counts as lost."""
        return self.state == "lost" and self.last_visit_date >= self.lost_date
