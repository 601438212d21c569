from odoo import models
from odoo.fields import Domain

from ..tools import Figure

ALERT, TASK = "health.exam.alert", "health.exam.task"
URGENT = ("urgent", "critical")
MAX_PERSONS = 1000
MOST_FREQUENT = 5
"""Findings that the advice names."""


class HealthExamGroupReport(models.TransientModel):
    """What was done about it: calls, tasks, proposals; who needs help now; what is advised."""

    _inherit = "health.exam.group.report"

    def _get_figures(self):
        return [
            *super()._get_figures(),
            *self._get_alert_figures(),
            *self._get_task_figures(),
            *self._get_proposed(),
        ]

    def _get_alert_figures(self):
        domain = self._get_exam_domain("exam_id.") & Domain("state", "!=", "withdrawn")
        groups = self.env[ALERT]._read_group(domain, ["state", "is_late"], ["__count"])
        total = sum(count for *_key, count in groups)
        if not total:
            return []
        kinds = {
            "alert/all": (self.env._("Critical values"), Domain.TRUE, total, None),
            "alert/in_time": (
                self.env._("Called in time"),
                Domain("state", "=", "answered") & Domain("is_late", "=", False),
                sum(count for state, late, count in groups if state == "answered" and not late),
                total,
            ),
            "alert/late": (
                self.env._("Called late"),
                Domain("state", "=", "answered") & Domain("is_late", "=", True),
                sum(count for state, late, count in groups if state == "answered" and late),
                total,
            ),
            "alert/open": (
                self.env._("Not called yet"),
                Domain("state", "=", "open"),
                sum(count for state, _late, count in groups if state == "open"),
                total,
            ),
        }
        return [
            Figure("alert", key, label, count, ALERT, list(domain & more), whole)
            for key, (label, more, count, whole) in kinds.items()
        ]

    def _get_call_minutes(self):
        """``(average, longest)`` minutes from a critical value to the call, or None."""
        domain = self._get_exam_domain("exam_id.") & Domain("state", "=", "answered")
        [(average, longest, count)] = self.env[ALERT]._read_group(
            domain, aggregates=["minutes:avg", "minutes:max", "__count"]
        )
        return (round(average), longest) if count else None

    def _get_task_figures(self):
        domain, tasks = self._get_exam_domain("exam_id."), self.env[TASK]
        groups = tasks._read_group(domain, ["kind", "state"], ["__count"])
        kinds, states = (
            dict(tasks._fields[name]._description_selection(self.env)) for name in ("kind", "state")
        )
        totals = {kind: 0 for kind in kinds}
        for kind, _state, count in groups:
            totals[kind] += count
        return [
            Figure(
                "task", f"task/{kind}/{state}", f"{kinds[kind]}：{states[state]}", count, TASK,
                list(domain & Domain("kind", "=", kind) & Domain("state", "=", state)),
                totals[kind],
            )
            for kind, state, count in groups
        ]  # fmt: skip

    def _get_proposed(self):
        """Diseases that were proposed for the history, and how many of them are confirmed."""
        domain = self._get_exam_domain("exam_id.") & Domain("kind", "=", "disease")
        groups = self.env[TASK]._read_group(domain, ["disease_code_id"], ["__count"])
        total = sum(count for _code, count in groups)
        return [
            Figure(
                "proposed", f"proposed/{code.id}", code.name or self.env._("Other"), count, TASK,
                list(domain & Domain("disease_code_id", "=", code.id)), total,
            )
            for code, count in sorted(groups, key=lambda group: (-group[1], group[0].id))
        ]  # fmt: skip

    def _get_urgent(self):
        """``{exam: its urgent findings}`` of the persons whom the user may see."""
        findings = self.env["health.exam.finding"].search(
            self._get_exam_domain("exam_id.")
            & Domain("severity", "in", URGENT)
            & Domain("state", "=", "open"),
            order="date, exam_id, sequence, id",
            limit=MAX_PERSONS,
        )
        return findings.grouped("exam_id")

    def _propose_advice(self, figures):
        """What follows from the figures, for the doctor in charge to complete."""
        by_key = {figure.key: figure for figure in figures}
        found = [figure for figure in figures if figure.section == "finding"][:MOST_FREQUENT]
        waiting = sum(
            figure.count for figure in figures
            if figure.section == "task" and figure.key.endswith("/open")
        )  # fmt: skip
        lines = []
        if urgent := len(self._get_urgent()):
            lines.append(
                self.env._("See to the %(count)s persons with urgent findings first.", count=urgent)
            )
        if found:
            names = "、".join(f"{figure.label}（{figure.count}）" for figure in found)
            lines.append(
                self.env._("Most frequent: %(names)s. Teach the village about these.", names=names)
            )
        if waiting:
            lines.append(
                self.env._("Finish the %(count)s open tasks within their terms.", count=waiting)
            )
        if (absent := by_key.get("absent")) and absent.count:
            lines.append(
                self.env._("Invite the %(count)s who were absent once more.", count=absent.count)
            )
        if by_key["refused"].count:
            lines.append(
                self.env._(
                    "Talk with the %(count)s who refused an item.", count=by_key["refused"].count
                )
            )
        return "\n".join(lines)
