from typing import NamedTuple

from odoo import models

MIN_LINES = {"hospital": 2, "home_bed": 2, "drug_ids": 6, "vaccine_ids": 3}
"""Lines that the paper has, filled or not."""
FIXED, JOINT = "\u00a0", "\u2002 "
"""Space inside an option, where no line ends, and between two of them."""


class PaperCell(NamedTuple):
    """A printed answer: its label, the options, the digits in the boxes, the words.

    Boxes are ``wide`` where a code of the list has two digits.
    """

    label: str
    options: str
    digits: list
    text: str
    wide: bool = False


class PaperNumber(NamedTuple):
    """A measured number for the resident: result, what is normal, mark, last time."""

    label: str
    value: str
    normal: str
    flag: str
    before: str


class HealthExam(models.Model):
    """An exam in the layout of the paper, and its numbers in the words of the resident."""

    _inherit = "health.exam"

    def _get_paper(self, pages, boxes):
        """``[[(code, name of the section, [[PaperCell]])]]`` by page.

        :param pages: see ``report/exam_form.py``
        :param boxes: ``{box: value}`` of this exam
        """
        found = {code for page in pages for code in page}
        sections = self.env["health.exam.section"].search([("code", "in", list(found))])
        names = {section.code: section.name for section in sections}
        codes = self.env["health.code"].search([("valid_to", "=", False)]).grouped("list_code")
        return [
            [
                (
                    code,
                    names.get(code, ""),
                    [[self._get_paper_cell(cell, boxes, codes) for cell in row] for row in rows],
                )
                for code, rows in page.items()
            ]
            for page in pages
        ]

    def _get_paper_cell(self, cell, boxes, codes):
        first = self._fields[cell.names[0]]
        label = str(cell.label) or self._get_label(first.name)
        if not first.relational:
            texts = [self._show_box(name, boxes[name]) for name in cell.names]
            return PaperCell(label, "", [], cell.joint.join(texts) if any(texts) else "")
        listed = codes.get(first.code_list, ())
        options = JOINT.join(f"{code.code}{FIXED}{code.name}" for code in listed)
        chosen = boxes[first.name].sorted("sequence").mapped("code")
        digits = chosen + [""] * (cell.count - len(chosen))
        texts = [self._show_box(name, boxes[name]) for name in cell.names[1:]]
        wide = any(len(code.code) > 1 for code in listed)
        return PaperCell(label, options, digits, "\n".join(filter(None, texts)), wide)

    def _get_paper_numbers(self, boxes):
        """``[PaperNumber]`` of what was measured, what is outside the normal range first."""
        previous = self._get_previous()
        names = [name for name in self._get_kept_boxes() if boxes.get(name)]
        before = previous._read_boxes(names)[previous] if previous and names else {}
        rows = [
            PaperNumber(
                self._get_label(name),
                self._show_box(name, boxes[name]),
                self._show_range(name),
                self._get_flag_of(name, boxes[name]),
                self._show_box(name, before.get(name)),
            )
            for name in names
        ]
        return sorted(rows, key=lambda row: not row.flag)

    def _show_range(self, name):
        low, high = self._get_box_range(name)
        decimals = self._get_decimals(name) if self._fields[name].type == "float" else 0
        shown = [f"{limit:.{decimals}f}" if limit is not None else "" for limit in (low, high)]
        if all(shown):
            return f"{shown[0]}～{shown[1]}"
        return f"≤ {shown[1]}" if shown[1] else f"≥ {shown[0]}" if shown[0] else ""

    def _get_paper_stays(self, kind):
        """Stays of a kind, with empty lines up to those of the paper."""
        rows = list(self.stay_ids.filtered(lambda stay: stay.kind == kind))
        return rows + [self.stay_ids.browse()] * (MIN_LINES[kind] - len(rows))

    def _get_paper_lines(self, name):
        """Rows of a table, with empty lines up to those of the paper."""
        rows = list(self[name])
        return rows + [self[name].browse()] * (MIN_LINES[name] - len(rows))
