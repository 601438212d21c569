from datetime import date as Date
from typing import NamedTuple

from odoo import models


class TimelineEvent(NamedTuple):
    """Something that happened to a resident.

    ``kind`` groups events on the screen (archive, disease, surgery, …); ``model`` and ``id`` say
    what to open, ``icon`` is a Font Awesome class.
    """

    date: Date
    kind: str
    title: str
    model: str
    id: int
    icon: str = "fa-circle-o"


class HealthArchive(models.Model):
    """All that happened, in one list; further add-ons add what they know."""

    _inherit = "health.archive"

    def _get_sorted_timeline(self):
        """Events of one archive, the latest first; dateless ones are left out."""
        self.ensure_one()
        self.check_access("read")
        events = [event for event in self._get_timeline() if event.date]
        return sorted(events, key=lambda event: (event.date, event.model, event.id), reverse=True)

    def _get_timeline(self):
        """Hook: events of one archive as the user may see them, in any order."""
        self.ensure_one()
        return [
            *self._get_archive_events(),
            *self._get_row_events("disease", self.disease_ids, "diagnosed_month", "fa-heartbeat"),
            *self._get_row_events("surgery", self.surgery_ids, "date", "fa-scissors"),
            *self._get_row_events("trauma", self.trauma_ids, "date", "fa-medkit"),
            *self._get_row_events("transfusion", self.transfusion_ids, "date", "fa-tint"),
            *self._get_sensitive_events(),
        ]

    def _get_archive_events(self):
        built = self.env._("Archive built by %(unit)s", unit=self.building_unit_id.name or "")
        events = [
            TimelineEvent(self.archive_date, "archive", built, self._name, self.id, "fa-folder")
        ]
        for former in self.number_ids:
            title = self.env._("Moved, formerly number %(number)s", number=former.number)
            events.append(
                TimelineEvent(former.valid_to, "archive", title, self._name, self.id, "fa-exchange")
            )
        if self._is_closed():
            title = self.close_reason_id.name or self.env._("Handed over")
            events.append(
                TimelineEvent(
                    self.closed_date, "archive", title, self._name, self.id, "fa-times-circle"
                )
            )
        return events

    def _get_sensitive_events(self):
        if not self.env.user.has_group("resident.group_health_sensitive"):
            return []
        own = self.sensitive_ids.filtered(lambda disease: disease.relative == "self")
        return self._get_row_events("disease", own, "diagnosed_month", "fa-heartbeat")

    def _get_row_events(self, kind, rows, date_name, icon):
        return [
            TimelineEvent(row[date_name], kind, row.display_name, row._name, row.id, icon)
            for row in rows
        ]
