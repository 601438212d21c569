from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain

from .health_enrolment_proposal import PROPOSALS

DIED, MOVED, COMPLETED, LEFT_GROUP = "1", "2", "5", "6"
PREGNANCY = "pregnancy"


class HealthEnrolmentMixin(models.AbstractModel):
    """Plans end by themselves when what they are for has ended (domain C.15.2)."""

    _inherit = "health.enrolment.mixin"

    def _open_programme(self):
        super()._open_programme()
        # sudo: what was proposed is done with, whoever enrols
        proposals = self.env[PROPOSALS[self._name]].sudo()
        pairs = {(e.archive_id.id, e.programme_id.id) for e in self}
        found = proposals.search(
            [
                ("archive_id", "in", self.archive_id.ids),
                ("programme_id", "in", self.programme_id.ids),
            ]
        )
        found.filtered(lambda p: (p.archive_id.id, p.programme_id.id) in pairs).unlink()

    @api.model
    def _cron_close(self, limit=1000):
        """Close every night, a batch at a time, what has ended."""
        today = fields.Date.context_today(self)
        done = remaining = 0
        for domain, reason, get_date in self._get_endings(today):
            within = Domain("state", "!=", "closed") & domain
            found = self.search(within, order="id", limit=limit)
            for enrolment in found:
                enrolment._close_by_system(reason, get_date(enrolment), today)
            done += len(found)
            remaining += self.search_count(within)
        self.env["ir.cron"]._commit_progress(done, remaining=remaining)

    @api.model
    def _get_endings(self, today):
        """``[(domain, code of the reason, function that gives the day)]``; blocks add theirs."""
        return [
            (
                Domain("archive_id.partner_id.death_date", "!=", False),
                DIED,
                lambda enrolment: enrolment.partner_id.death_date,
            ),
            (
                Domain("archive_id.partner_id.resident_state", "=", "moved_out"),
                MOVED,
                lambda enrolment: today,
            ),
        ]

    def _close_by_system(self, reason_code, date, today):
        """What follows from the records: nothing is left to review."""
        reason = self.env["health.code"]._get("close_reason", reason_code)
        day = min(max(date, self.enrolled_date), today)
        note = self.env._("Closed by the system")
        now = {"reviewed_by_id": self.env.uid, "reviewed_at": fields.Datetime.now()}
        self._set_closed(reason, day, note, **now)


class HealthEnrolment(models.Model):
    """Children grow up, mothers recover, and who was helped leaves the list."""

    _inherit = "health.enrolment"

    @api.model
    def _get_endings(self, today):
        programmes = self.env["health.programme"].search([("tag_id", "!=", False)])
        return [
            *super()._get_endings(today),
            *self._get_pregnancy_endings(today),
            *(
                self._get_age_ending(p, today)
                for p in programmes
                if p.is_automatic and p.tag_id.age_to
            ),
            *(self._get_group_ending(p, today) for p in programmes if p.tag_id.origin == "social"),
        ]

    @api.model
    def _get_age_ending(self, programme, today):
        """Too old for the programme since a birthday."""
        years = relativedelta(years=programme.tag_id.age_to + 1)
        too_old = Domain("archive_id.partner_id.birth_date", "<=", today - years)
        return (
            Domain("programme_id", "=", programme.id) & too_old,
            COMPLETED,
            lambda enrolment: enrolment.birth_date + years,
        )

    @api.model
    def _get_group_ending(self, programme, today):
        """The list that named the resident names him no more."""
        of_group = Domain("tag_id", "=", programme.tag_id.id)
        lines = self.env["resident.population.tag.line"]
        ended = of_group & Domain("date_to", "<", today)
        current = of_group & lines._get_current_domain(today)
        person = Domain("population_tag_line_ids", "any", ended)
        person &= Domain("population_tag_line_ids", "not any", current)
        return (
            Domain("programme_id", "=", programme.id)
            & Domain("archive_id.partner_id", "any", person),
            LEFT_GROUP,
            lambda enrolment: max(
                enrolment.partner_id.population_tag_line_ids.filtered_domain(ended).mapped(
                    "date_to"
                )
            ),
        )

    @api.model
    def _get_pregnancy_endings(self, today):
        """Mothers: after the last check of the schedule, or when its time is over."""
        days = relativedelta(days=int(self.env["health.rule"]._get("preg_close_days", today)))
        of_programme = Domain("programme_id.code", "=", PREGNANCY)
        checked = Domain("next_due_date", "=", False) & Domain("last_visit_date", "!=", False)
        delivered = Domain("preg_delivery_date", "!=", False)
        return [
            (
                of_programme & delivered & checked,
                COMPLETED,
                lambda enrolment: enrolment.last_visit_date,
            ),
            (
                of_programme & Domain("preg_delivery_date", "<", today - days),
                COMPLETED,
                lambda enrolment: enrolment.preg_delivery_date + days,
            ),
        ]
