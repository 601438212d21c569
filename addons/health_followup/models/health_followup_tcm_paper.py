from odoo import models

from ..tools import tcm
from ..tools.paper import PaperForm, PaperRow
from .health_followup_tcm import ANSWERS

USUAL = "tcm_answer"
"""Answers of all questions but four."""


class HealthFollowupTcm(models.AbstractModel):
    """老年人中医药健康管理服务记录表 on paper: 33 answers, nine constitutions, guidance (domain C.6)."""

    _inherit = "health.followup.tcm"

    def _get_paper_tcm(self):
        """The form of one visit."""
        self.ensure_one()
        main = PaperRow("", self._get_label("tcm_main_id"), "", [self.tcm_main_id.name or ""])
        rows = [
            self._paper_value("date"),
            PaperRow("", self.env._("Points for the last year"), self._list_codes(USUAL), [""]),
            *(self._paper_answer(name) for name in ANSWERS.values()),
            *self._paper_constitutions(),
            main,
            self._paper_code("tcm_guidance_ids", text="tcm_guidance_other"),
            *self._paper_end(),
        ]
        title = self.env._("Record of Chinese medicine for an elder")
        return PaperForm(title, self, rows, columns=1, parts_beside=2, is_dense=True)

    def _list_codes(self, list_code):
        codes = self.env["health.code"].search(
            [("list_code", "=", list_code), ("valid_to", "=", False)]
        )
        return "  ".join(f"{code.code} {code.name}" for code in codes)

    def _paper_answer(self, name):
        """The points of an answer; those that aren't given as usual are listed beside it."""
        listed = self._fields[name].code_list
        hint = "" if listed == USUAL else self._list_codes(listed)
        points = str(self[name].score) if self[name] else ""
        return PaperRow("", self._get_label(name), hint, [points])

    def _paper_constitutions(self):
        """Sum and grade of each; of the balanced one, which comes last, the middle grade differs."""
        section = self._get_label("tcm_yes_ids")
        codes = self.env["health.code"]._get_ids("tcm_grade")
        names = {code: self.env["health.code"].browse(codes[code]).name for code in codes}
        found = self.env["health.tcm.constitution"]._get_in_force(self.date)
        rows = []
        for one in found.sorted("is_balanced"):
            grade = self._get_tcm_grade(one.code_id)
            words = names[str(grade)] if self._is_tcm_complete() else ""
            if one.is_balanced and grade == tcm.TENDENCY:
                words = self.env._("On the whole yes")
            points = str(self[f"tcm_{one.key}"] or "")
            row = PaperRow(section, one.code_id.name, "", [points])
            rows.append(row.with_words([words]))
        return rows

    def _get_tcm_grade(self, code):
        if code in self.tcm_yes_ids:
            return tcm.YES
        return tcm.TENDENCY if code in self.tcm_tendency_ids else tcm.NO
