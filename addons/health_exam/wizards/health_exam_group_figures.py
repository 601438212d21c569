from odoo import models
from odoo.fields import Domain

from ..models.health_exam_gap import REFUSED
from ..models.health_exam_reporting import REPORTED
from ..tools import Figure

FINISHED = ("station_done", "final", *REPORTED)
"""States of exams whose stations are done: of these the findings are counted."""
EXAM, APPOINTMENT = "health.exam", "health.exam.appointment"


class HealthExamGroupReport(models.TransientModel):
    """Who was expected, came and was examined, by sex and age."""

    _inherit = "health.exam.group.report"

    def _get_figures(self):
        """All :class:`~..tools.Figure`, counted in grouped queries with the rights of the user."""
        self.ensure_one()
        self.check_access("read")
        turnout = self._get_turnout()
        return [*turnout, *self._get_people()]

    def _get_turnout(self):
        now, before = self._count_exams(), self._count_exams(before=True)
        expected = self._get_expected()
        whole = {"registered": expected[0].count if expected else None}
        labels = {
            "registered": self.env._("Registered"),
            "finished": self.env._("Examined at all stations"),
            "reported": self.env._("Reported"),
            "complete": self.env._("Reported complete"),
            "refused": self.env._("Refused an item"),
        }
        for key in ("finished", "reported", "refused"):
            whole[key] = now["registered"]
        whole["complete"] = now["reported"]
        return expected + [
            Figure(
                "turnout", key, label, now[key], EXAM, self._get_turnout_domain(key), whole[key],
                before[key] if before["registered"] else None,
                before["reported" if key == "complete" else "registered"]
                if key != "registered" else None,
            )
            for key, label in labels.items()
        ]  # fmt: skip

    def _get_turnout_domain(self, key):
        more = {
            "registered": Domain.TRUE,
            "finished": Domain("state", "in", FINISHED),
            "reported": Domain("state", "in", REPORTED),
            "complete": Domain("state", "in", REPORTED) & Domain("is_complete", "=", True),
            "refused": Domain("gap_ids.reason_id", "=", self._get_refused().id),
        }
        return list(self._get_exam_domain() & more[key])

    def _get_refused(self):
        return self.env["health.code"]._get("exam_gap_reason", REFUSED)

    def _count_exams(self, before=False):
        """``{key: number of exams}``."""
        groups = self.env[EXAM]._read_group(
            self._get_exam_domain(before=before), ["state", "is_complete"], ["__count"]
        )
        [(refused,)] = self.env["health.exam.gap"]._read_group(
            self._get_exam_domain("exam_id.", before)
            & Domain("reason_id", "=", self._get_refused().id),
            aggregates=["exam_id:count_distinct"],
        )
        return {
            "registered": sum(count for *_key, count in groups),
            "finished": sum(count for state, _whole, count in groups if state in FINISHED),
            "reported": sum(count for state, _whole, count in groups if state in REPORTED),
            "complete": sum(count for state, whole, count in groups if state in REPORTED and whole),
            "refused": refused,
        }

    def _get_expected(self):
        """Who was on the lists of the campaigns; a list knows no packages."""
        if self.package_id:
            return []
        groups = self.env[APPOINTMENT]._read_group(
            self._get_appointment_domain(), ["state"], ["__count"]
        )
        counts = dict(groups)
        expected = sum(counts.values())
        if not expected:
            return []
        return [
            Figure(
                "turnout", "expected", self.env._("Invited in all"), expected, APPOINTMENT,
                list(self._get_appointment_domain()),
            ),
            Figure(
                "turnout", "absent", self.env._("Absent"), counts.get("absent", 0), APPOINTMENT,
                list(self._get_appointment_domain() & Domain("state", "=", "absent")), expected,
            ),
        ]  # fmt: skip

    def _get_appointment_domain(self):
        domain = Domain("state", "!=", "cancelled")
        if self.campaign_id:
            return domain & Domain("campaign_id", "=", self.campaign_id.id)
        domain &= Domain("org_unit_id", "child_of", self.org_unit_id.id)
        if self.region_ids:
            domain &= Domain("region_id", "in", self.region_ids.ids)
        first, last = self._get_period()
        return domain & Domain("date", ">=", first) & Domain("date", "<=", last)

    def _get_people(self):
        """Exams by sex and band of age."""
        domain, exams = self._get_exam_domain(), self.env[EXAM]
        groups = exams._read_group(domain, ["age_band", "sex"], ["__count"])
        bands, sexes = (
            dict(exams._fields[name]._description_selection(self.env))
            for name in ("age_band", "sex")
        )
        total = sum(count for *_key, count in groups)
        return [
            Figure(
                "people", f"{band}/{sex}", f"{bands.get(band, '')} {sexes.get(sex, '')}".strip(),
                count, EXAM, list(domain & Domain("age_band", "=", band) & Domain("sex", "=", sex)),
                total,
            )
            for band, sex, count in sorted(groups, key=lambda group: (group[0] or "", group[1] or ""))
        ]  # fmt: skip
