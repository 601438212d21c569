from odoo import api, fields, models
from odoo.tools import SQL

from .health_enrolment_followup import FOLLOWUPS


class HealthEnrolmentMixin(models.AbstractModel):
    """The next day follows from the last signed visit, for one enrolment as for all of a county."""

    _inherit = "health.enrolment.mixin"

    def _compute_next_due_date(self):
        """Visits have set the day of who was visited; none, when the schedule is done."""
        visited = self.filtered("last_visit_date")
        super(HealthEnrolmentMixin, self - visited)._compute_next_due_date()
        for enrolment in visited:
            enrolment.next_due_date = enrolment.next_due_date

    @api.model
    def action_reschedule_all(self):
        """Set the next days anew by the rules of today, of all who are in the user's scope."""
        self.env["health.archive"]._check_role("group_health_manager")
        changed = self.search([("state", "!=", "closed")])._reschedule()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("%(count)s due dates were set anew.", count=changed),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _reschedule(self):
        """Take the next day, and what was found last, from the last signed visit.

        A rule that became stricter since moves the day forward; a day that was overruled with a
        reason stays. In SQL, because a county has 200,000 of them.

        :return: number of enrolments that changed
        """
        self.env.flush_all()
        # compiling the statement takes PostgreSQL longer than running it
        self.env.cr.execute(SQL("SET LOCAL jit = off"))
        self.env.cr.execute(
            SQL(
                """
                UPDATE %(enrolment)s e
                   SET next_due_date = due.date, last_visit_date = due.visited,
                       last_class_id = due.class_id, write_uid = %(uid)s,
                       write_date = now() AT TIME ZONE 'UTC'
                  FROM (SELECT v.enrolment_id, v.date AS visited, class.class_id,
                               CASE WHEN v.next_date > v.latest_next_date THEN v.next_date
                                    WHEN v.next_date IS NULL THEN NULL
                                    ELSE LEAST(v.next_date, v.date + rule.value::int) END AS date
                          FROM (SELECT DISTINCT ON (enrolment_id) enrolment_id, date, next_date,
                                       latest_next_date, decision_id
                                  FROM %(followup)s
                                 WHERE enrolment_id = ANY(%(ids)s) AND seal_state = 'sealed'
                                 ORDER BY enrolment_id, date DESC, id DESC) v
                          LEFT JOIN health_decision_rule d ON d.id = v.decision_id
                          LEFT JOIN LATERAL (
                               SELECT MIN(value) AS value FROM (
                                   SELECT DISTINCT ON (r.code) r.value FROM health_rule r
                                    WHERE r.code = ANY(regexp_split_to_array(d.interval_code, '[ ,]+'))
                                      AND r.valid_from <= %(today)s
                                      AND (r.valid_to IS NULL OR r.valid_to >= %(today)s)
                                    ORDER BY r.code, r.valid_from DESC) named) rule ON TRUE
                          LEFT JOIN LATERAL (
                               SELECT c.class_id FROM %(followup)s c
                                WHERE c.enrolment_id = v.enrolment_id AND c.seal_state = 'sealed'
                                  AND c.class_id IS NOT NULL
                                ORDER BY c.date DESC, c.id DESC LIMIT 1) class ON TRUE) due
                 WHERE e.id = due.enrolment_id AND e.state <> 'closed'
                   AND (e.next_due_date, e.last_visit_date, e.last_class_id)
                       IS DISTINCT FROM (due.date, due.visited, due.class_id)
                """,
                enrolment=SQL.identifier(self._table),
                followup=SQL.identifier(self.env[FOLLOWUPS[self._name]]._table),
                ids=self.ids,
                today=fields.Date.context_today(self),
                uid=self.env.uid,
            )
        )
        self.invalidate_recordset(["next_due_date", "last_visit_date", "last_class_id"])
        return self.env.cr.rowcount
