from odoo import api, fields, models

from .health_archive_timeline import TimelineEvent


class HealthArchive(models.Model):
    """The timeline as a screen, with measurements, assessments and consents on it."""

    _inherit = "health.archive"

    def action_open_timeline(self):
        """Show all that happened to this resident, the latest first."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id("health_archive.health_timeline_action")
        return action | {
            "context": {"active_id": self.id, "active_model": self._name},
            "display_name": self.env._("Timeline: %(name)s", name=self.display_name),
        }

    @api.readonly
    def get_timeline(self):
        """What the screen shows of one archive.

        :return: ``name`` of the archive and ``events``, the latest first: date (ISO), kind and
            its label, title, icon, and model and id of what to open
        """
        self.ensure_one()
        events = self._get_sorted_timeline()
        labels = self._get_timeline_labels()
        return {
            "name": self.display_name,
            "events": [
                event._asdict()
                | {
                    "date": fields.Date.to_string(event.date),
                    "label": labels.get(event.kind, event.kind),
                }
                for event in events
            ],
        }

    @api.model
    def _get_timeline_labels(self):
        """Names of the kinds of events; extended with the kinds that other add-ons tell of."""
        return {
            "archive": self.env._("Archive"),
            "disease": self.env._("Disease"),
            "surgery": self.env._("Operation"),
            "trauma": self.env._("Injury"),
            "transfusion": self.env._("Transfusion"),
            "programme": self.env._("Programme"),
            "measurement": self.env._("Measurement"),
            "assessment": self.env._("Risk assessment"),
            "consent": self.env._("Consent"),
        }

    def _get_timeline(self):
        return (
            super()._get_timeline()
            + self._get_measurement_events()
            + self._get_assessment_events()
            + self._get_consent_events()
        )

    def _get_measurement_events(self):
        """One event for what was measured in one go."""
        groups = self.measurement_ids.grouped(lambda row: (row.taken_at, row.source_model))
        events = []
        for rows in groups.values():
            title = "；".join(rows.sorted(lambda row: row.kind_id.sequence).mapped("display_name"))
            first = rows[0]
            events.append(
                TimelineEvent(
                    first._get_day(), "measurement", title, first._name, first.id, "fa-line-chart"
                )
            )
        return events

    def _get_assessment_events(self):
        return [
            TimelineEvent(
                row.date, "assessment", row._get_title(), row._name, row.id, "fa-calculator"
            )
            for row in self.assessment_ids
        ]

    def _get_consent_events(self):
        events = []
        for consent in self.consent_ids:
            place = (consent._name, consent.id, "fa-pencil-square-o")
            events.append(TimelineEvent(consent.date, "consent", consent.display_name, *place))
            if consent.withdrawn_date:
                title = self.env._("Withdrawn: %(consent)s", consent=consent.display_name)
                events.append(TimelineEvent(consent.withdrawn_date, "consent", title, *place))
        return events
