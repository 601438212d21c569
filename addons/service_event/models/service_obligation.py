from odoo import models

from odoo.addons.service_project.tools import service_today

EVENT_KINDS = {
    "lecture": "lecture", "lecture_audience": "lecture", "lecture_coverage": "lecture",
    "lecture_theme": "lecture", "round": "round", "clinic": "clinic", "clinic_audience": "clinic",
    "clinic_departments": "clinic",
}  # fmt: skip
"""Which events serve an obligation that is claimed by this kind."""
STATES_TOLD = ("lacking", "due")


class ServiceObligation(models.Model):
    """What to do next about events: which one lacks what, and whom to invite."""

    _inherit = "service.obligation"

    def _get_next_steps(self, figures, date=None):
        steps = super()._get_next_steps(figures, date)
        own = self.filtered(lambda row: row.kind_id.code in EVENT_KINDS)
        events = self.env["event.event"].search(
            [
                ("service_project_id", "in", own.project_id.ids),
                ("service_state", "!=", "called_off"),
                ("service_date", "<=", date or service_today()),
            ]
        )
        for obligation in own:
            if figures[obligation.id].state == "met":
                continue
            kind = EVENT_KINDS[obligation.kind_id.code]
            told = [
                self.env._("“%(event)s”: %(note)s", event=event.name, note=event.count_note)
                for event in events
                if (event.service_project_id, event.service_kind) == (obligation.project_id, kind)
                and event.count_state in STATES_TOLD
            ]
            steps[obligation.id] = self._join_steps([*told[:2], steps[obligation.id]])
        return steps
