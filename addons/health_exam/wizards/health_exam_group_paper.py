from odoo import api, fields, models
from odoo.tools import format_date

from ..tools import SECTIONS, write_group_workbook


class HealthExamGroupReport(models.TransientModel):
    """The group report on paper and as a spreadsheet."""

    _inherit = "health.exam.group.report"

    def _get_paper(self):
        """What the print shows; whoever is named in it was recorded as printed."""
        self.ensure_one()
        figures = self._get_figures()
        by_section = {section: [] for section in SECTIONS}
        for figure in figures:
            by_section[figure.section].append(figure)
        return {
            "about": self._get_about(),
            "sections": by_section,
            "people": self._get_people_table(by_section["people"]),
            "minutes": self._show_call_minutes(),
            "persons": self._get_urgent_rows("report"),
            "advice": (self.advice or self._propose_advice(figures)).splitlines(),
        }

    def _get_about(self):
        """``[(label, text)]``: whose exams these are."""
        first, last = (format_date(self.env, day) for day in self._get_period())
        before = [format_date(self.env, day) for day in self._get_period(before=True)]
        villages = self.region_ids.with_context(short_region=True).mapped("display_name")
        return [
            (self.env._("Examined by"), self.org_unit_id.name),
            (self.env._("Campaign"), self.campaign_id.name or "–"),
            (self.env._("Villages"), "、".join(villages) or self.env._("All")),
            (self.env._("Period"), f"{first} – {last}"),
            (self.env._("Compared with"), " – ".join(before)),
            (self.env._("Group"), self.package_id.name or self.env._("All")),
            (
                self.env._("Made on"),
                f"{format_date(self.env, fields.Date.context_today(self))} {self.env.user.name}",
            ),
        ]

    @api.model
    def _get_people_table(self, figures):
        """``(names of the sexes, [(band, numbers of these sexes)])``, in the order of the ages."""
        counts = {figure.key: figure.count for figure in figures}
        bands = self.env["health.exam"]._fields["age_band"]._description_selection(self.env)
        sexes = {
            sex: name for sex, name in self._get_sexes().items()
            if any(key.endswith(f"/{sex}") for key in counts)
        }  # fmt: skip
        rows = [
            (label, [counts.get(f"{band}/{sex}", 0) for sex in sexes])
            for band, label in bands
            if any(f"{band}/{sex}" in counts for sex in sexes)
        ]
        return list(sexes.values()), rows

    @api.model
    def _get_sexes(self):
        return dict(self.env["health.exam"]._fields["sex"]._description_selection(self.env))

    def _show_call_minutes(self):
        found = self._get_call_minutes()
        return found and self.env._(
            "From the value to the call: %(average)s minutes on average, %(longest)s at the longest.",
            average=found[0],
            longest=found[1],
        )

    def _get_urgent_rows(self, purpose):
        """``[(name, sex, age, village, masked identity number, exam number, what to do)]``.

        :param purpose: of the access audit, where each of these persons is recorded
        """
        found = self._get_urgent()
        exams = self.env["health.exam"].union(*found)
        if exams:
            self.env["access.event"]._record(purpose, exams, ["partner_id", "finding_ids"])
        sexes = self._get_sexes()
        return [
            (
                exam.name,
                sexes.get(exam.sex, ""),
                exam.age,
                exam.region_id.with_context(short_region=True).display_name or "",
                exam.partner_id.identity_number or "",
                exam.exam_number,
                "；".join(finding.display_name for finding in findings),
            )
            for exam, findings in found.items()
        ]

    def _get_workbook(self):
        """The spreadsheet, as bytes."""
        self.ensure_one()
        labels = dict(self.line_ids._fields["section"]._description_selection(self.env))
        rows = [
            (
                labels[figure.section],
                figure.label,
                figure.count,
                _as_part(figure.share),
                figure.before,
                _as_part(figure.before_share),
            )
            for figure in self._get_figures()
        ]
        heads = (
            self.env._("Part"), self.env._("Figure"), self.env._("Number"), self.env._("Share"),
            self.env._("Year before"), self.env._("Share of the year before"),
        )  # fmt: skip
        return write_group_workbook(
            self.env._("Group report of examinations"),
            self._get_about(),
            (self.env._("Figures"), heads, rows),
            (
                self.env._("Urgent findings"),
                self._get_person_heads(),
                self._get_urgent_rows("export"),
            ),
        )

    @api.model
    def _get_person_heads(self):
        return (
            self.env._("Name of the resident"), self.env._("Sex"), self.env._("Age"),
            self.env._("Village"), self.env._("Identity number"), self.env._("Exam number"),
            self.env._("Findings"),
        )  # fmt: skip


def _as_part(percent):
    return None if percent is None else percent / 100
