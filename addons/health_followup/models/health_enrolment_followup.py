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
            enrolment.archive_id._check_open()
            if enrolment.partner_id.death_date:
                raise UserError(
                    self.env._(
                        "%(name)s died on %(date)s: nobody is followed up after death.",
                        name=enrolment.name,
                        date=enrolment.partner_id.death_date,
                    )
                )
            enrolment._check_not_closed()

    def _follow_visits(self):
        """The latest signed visit says when the next is due; who was visited isn't lost."""
        followups = self.env[FOLLOWUPS[self._name]]
        for enrolment in self:
            latest = followups.search(
                [("enrolment_id", "=", enrolment.id), ("seal_state", "=", "sealed")],
                order="date desc, id desc",
                limit=1,
            )
            if not latest:
                continue
            if enrolment.state == "lost" and latest.date >= enrolment.lost_date:
                enrolment.action_resume()
            enrolment._write_server({"next_due_date": latest.next_date})
