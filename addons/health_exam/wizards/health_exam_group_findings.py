from odoo import models
from odoo.fields import Domain

from ..tools import Figure
from .health_exam_group_figures import EXAM, FINISHED

FINDING, ARCHIVE = "health.exam.finding", "health.archive"


class HealthExamGroupReport(models.TransientModel):
    """What was found, how often, and how often the year before."""

    _inherit = "health.exam.group.report"

    def _get_figures(self):
        finished = Domain("state", "in", FINISHED)
        exams = self.env[EXAM]
        whole = exams.search_count(self._get_exam_domain() & finished)
        before = exams.search_count(self._get_exam_domain(before=True) & finished)
        return [
            *super()._get_figures(),
            *self._get_found("disease", "disease_code_id", whole, before),
            *self._get_found("finding", "name", whole, before),
            *self._get_known(),
        ]

    def _get_found(self, section, field, whole, whole_before):
        """Exams with a finding, by its name or by the disease it makes suspected; most first."""
        counts, before = self._count_found(field), self._count_found(field, before=True)
        finished = self._get_exam_domain() & Domain("state", "in", FINISHED)
        return [
            Figure(
                section, f"{section}/{_key(what)}", what if field == "name" else what.name, count,
                EXAM,
                list(finished & Domain(
                    "finding_ids", "any", [(field, "=", _key(what)), ("state", "=", "open")]
                )),
                whole, before.get(what, 0) if whole_before else None, whole_before or None,
            )
            for what, count in sorted(counts.items(), key=lambda pair: (-pair[1], str(_key(pair[0]))))
        ]  # fmt: skip

    def _count_found(self, field, before=False):
        domain = (
            self._get_exam_domain("exam_id.", before)
            & Domain("exam_id.state", "in", FINISHED)
            & Domain("state", "=", "open")
            & Domain(field, "!=", False)
        )
        return dict(self.env[FINDING]._read_group(domain, [field], ["exam_id:count_distinct"]))

    def _get_known(self):
        """Persons examined whose archive knows a disease."""
        examined = self._get_exam_domain()
        persons = Domain("exam_ids", "any", list(examined))
        whole = self.env[ARCHIVE].search_count(persons)
        groups = self.env["health.archive.disease"]._read_group(
            Domain("archive_id.exam_ids", "any", list(examined)),
            ["code_id"],
            ["archive_id:count_distinct"],
        )
        return [
            Figure(
                "known", f"known/{code.id}", code.name, count, ARCHIVE,
                list(persons & Domain("disease_ids", "any", [("code_id", "=", code.id)])), whole,
            )
            for code, count in sorted(groups, key=lambda group: (-group[1], group[0].id))
        ]  # fmt: skip


def _key(what):
    return what if isinstance(what, str) else what.id
