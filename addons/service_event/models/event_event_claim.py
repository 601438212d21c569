from odoo import models
from odoo.fields import Domain

from odoo.addons.service_obligation.tools import Claim


class EventEvent(models.Model):
    """What an event claims once it was held: of several parts each has an obligation of its own."""

    _inherit = "event.event"

    def _claim_anew(self):
        """Only events of service projects ever claim."""
        # the roster decides who counts, and it knows nothing of events
        self.registration_ids.invalidate_recordset(["is_guest", "guest_reason"], flush=False)
        self.invalidate_recordset(["attendance_count", "guest_count"], flush=False)
        super(EventEvent, self.filtered("service_project_id"))._claim_anew()

    def _get_claims(self):
        self.ensure_one()
        if self.service_state != "held":
            return []
        return getattr(self, f"_get_{self.service_kind}_claims")()

    def _get_lecture_claims(self):
        day, refused = self.service_date, self._get_refusal()
        gaps = tuple(self._get_gaps().values())
        people = tuple(self._get_people_gap().values())
        missing = () if self.theme_id else (self.env._("theme"),)
        coverage = [
            Claim("lecture_coverage", day, person, 1.0, gaps, refused)
            for person in self._get_counted_people()
        ]
        return [
            Claim("lecture", day, missing=gaps, refused=refused),
            Claim("lecture_audience", day, value=self.attendance_count, missing=people),
            Claim("lecture_theme", day, missing=missing, refused=self._get_theme_refusal()),
            *coverage,
        ]

    def _get_round_claims(self):
        gaps = tuple(self._get_gaps().values())
        return [Claim("round", self.service_date, missing=gaps, refused=self._get_refusal())]

    def _get_clinic_claims(self):
        day, count = self.service_date, self.attendance_count
        gaps = tuple(self._get_gaps().values())
        people = tuple(self._get_people_gap().values())
        departments = tuple(filter(None, [self._get_department_gap()]))
        return [
            Claim("clinic", day, missing=gaps, refused=self._get_refusal()),
            Claim("clinic_audience", day, value=count, missing=people),
            Claim("clinic_departments", day, missing=departments),
        ]

    def _get_theme_refusal(self):
        theme = self.theme_id
        if not theme or theme.is_listed:
            return ""
        return self.env._(
            "“%(theme)s” is no theme of the contract: the centre decides whether it joins the list.",
            theme=theme.name,
        )

    def _get_refusal(self):
        """Why it never counts: the same day and place can't serve two obligations."""
        for other in self._get_neighbours():
            earlier = (other.date_begin, other.id) < (self.date_begin, self.id)
            if other.service_state == "held" and earlier:
                return self.env._(
                    "“%(event)s” on the same day at the same place counts already.",
                    event=other.name,
                )
        return ""

    def _get_neighbours(self):
        """Events of other kinds on the days and at the places of these, for the same projects."""
        own = self.filtered(lambda event: event.service_project_id and event.service_place)
        if not own:
            return self.browse()
        found = self.search(
            Domain("service_project_id", "in", own.service_project_id.ids)
            & Domain("service_date", "in", list(set(own.mapped("service_date"))))
            & Domain("service_place", "!=", False),
            order="date_begin, id",
        )
        return found.filtered(lambda event: any(event._is_beside(other) for other in own))

    def _is_beside(self, other):
        """Whether both are on one day at one place and of two kinds."""
        return (
            self.service_kind != other.service_kind
            and self.service_project_id == other.service_project_id
            and self.service_date == other.service_date
            and _plain(self.service_place) == _plain(other.service_place)
        )


def _plain(place):
    return "".join((place or "").split()).casefold()
