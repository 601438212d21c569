from typing import NamedTuple

from odoo import api, fields, models

COMPARED_STATES = ("reported", "synced")
TABLE_NAMES = {"stay_ids": "reason", "drug_ids": "name", "vaccine_ids": "name"}
"""What a row of a table is called in a comparison."""
SHOWN_BY_ARM = ("sbp", "dbp")
"""The pressure that counts stands there as that of its arm."""


class ComparedBox(NamedTuple):
    """A box of this exam beside the same one of the exam before."""

    name: str
    label: str
    now: str
    before: str
    difference: str
    flag: str
    flag_before: str
    is_changed: bool


class HealthExam(models.Model):
    """Last year's exam beside this year's (domain F.1)."""

    _inherit = "health.exam"

    previous_id = fields.Many2one(
        "health.exam", "Exam before", compute="_compute_comparison",
        help="The last one that was reported.",
    )  # fmt: skip
    comparison = fields.Html("Last exam beside this one", compute="_compute_comparison",
                             sanitize=False)  # fmt: skip

    @api.depends("archive_id", "date")
    def _compute_comparison(self):
        for exam in self:
            exam.previous_id = exam._get_previous()
            exam.comparison = exam._render_comparison(exam.previous_id)

    def _get_previous(self):
        """The last exam of this person before this one that was reported."""
        self.ensure_one()
        return self.search(
            [
                ("archive_id", "=", self.archive_id.id),
                ("date", "<", self.date),
                ("state", "in", COMPARED_STATES),
            ],
            limit=1,
        )

    def _render_comparison(self, previous):
        sections = self._get_comparison(previous)
        outside = [row for _name, rows in sections for row in rows if row.flag]
        values = {"sections": sections, "outside": outside, "previous": previous, "exam": self}
        return self.env["ir.qweb"]._render("health_exam.health_exam_comparison", values)

    def _get_comparison(self, previous):
        """``[(name of the section, [ComparedBox])]`` of what was answered in either exam.

        Only boxes that the user may read; in a few queries, whatever the length of the form.
        """
        self.ensure_one()
        self._read_kinds()
        names = self._get_compared_boxes()
        both = self | previous
        boxes = both._read_boxes([name for name in names if name not in TABLE_NAMES])
        for name in names.keys() & TABLE_NAMES.keys():
            both.mapped(name)  # of both exams in one query
        now, before = boxes[self], boxes.get(previous, {})
        by_section = {}
        for name, section in names.items():
            pair = (
                (self._show_table(name), previous._show_table(name))
                if name in TABLE_NAMES
                else (now[name], before.get(name))
            )
            if any(pair):
                by_section.setdefault(section, []).append(self._compare_box(name, *pair))
        sections = self.env["health.exam.section"].search([("code", "in", list(by_section))])
        return [(section.name, by_section[section.code]) for section in sections]

    @api.model
    def _get_compared_boxes(self):
        """``{box: code of its section}`` that the user may read, in the order of the form."""
        return {
            name: self._get_section_of(name)
            for name in self._get_boxes()
            if name not in SHOWN_BY_ARM and self._has_field_access(self._fields[name], "read")
        }

    def _compare_box(self, name, now, before):
        is_number = self._fields[name].type in ("integer", "float")
        both = is_number and now and before
        return ComparedBox(
            name,
            self._get_label(name),
            self._show_box(name, now),
            self._show_box(name, before),
            self._show_difference(name, now - before) if both else "",
            self._get_flag_of(name, now) if is_number else "",
            self._get_flag_of(name, before) if is_number else "",
            bool(before) and now != before,
        )

    @api.model
    def _show_difference(self, name, difference):
        decimals = self._get_decimals(name) if self._fields[name].type == "float" else 0
        rounded = round(difference, decimals)
        return f"{rounded:+.{decimals}f}" if rounded else ""

    def _show_table(self, name):
        return "；".join(row[TABLE_NAMES[name]] for row in self[name])
