from odoo import api, models

from ..tools.paper import PaperRow, show
from .health_followup_child import CHILD, NO_WARNING

TIMES = {"2": "child_pneumonia_times", "3": "child_diarrhoea_times", "4": "child_injury_times"}
"""Code of an illness: box with how often."""


class HealthFollowupChild(models.AbstractModel):
    """The four forms of the checks of children on paper, row by row (domain C.8, C.9).

    A dash stands where a form doesn't ask at an age; the warning signs stand in the column of
    theirs.
    """

    _inherit = "health.followup.child"

    @api.model
    def _get_paper_title(self, programme):
        titles = {
            "newborn": self.env._("Record of the home visit to a newborn"),
            "infant": self.env._("Record of the checks of a child of 1 to 8 months"),
            "toddler": self.env._("Record of the checks of a child of 12 to 30 months"),
            "preschool": self.env._("Record of the checks of a child of 3 to 6 years"),
        }
        title = titles.get(self[:1].form_kind) if programme.code == CHILD else None
        return title or super()._get_paper_title(programme)

    def _get_paper_heads(self):
        heads = super()._get_paper_heads()
        # the paper counts from 3 years on in years
        return heads | {"36": self.env._("3 years")} if "36" in heads else heads

    def _get_paper_rows(self):
        kind = self[:1].form_kind if self.programme_id.code == CHILD else None
        if kind == "newborn":
            return self._get_paper_newborn()
        checks = {
            "infant": self._get_paper_infant,
            "toddler": self._get_paper_toddler,
            "preschool": self._get_paper_preschool,
        }
        if kind not in checks:
            return super()._get_paper_rows()
        guidance = "child_preschool_guidance_ids" if kind == "preschool" else "child_guidance_ids"
        return [
            self._paper_value("date"),
            *checks[kind](),
            self._paper_warnings(),
            self._paper_illnesses(),
            self._paper_value("child_abnormal"),
            self._paper_value("child_other"),
            *self._paper_advised(guidance, text="child_guidance_other"),
            self._paper_code("child_tcm_ids", text="child_tcm_other")._replace(
                asked=("06", "12", "18", "24", "30", "36")
            ),
            *self._paper_end(),
        ]

    def _paper_illnesses(self):
        """Illnesses with how often, as “2×1/3×2”."""
        cells = [
            "/".join(
                "×".join(filter(None, (code, show(name and visit[name]))))
                for code in visit.child_illness_ids.mapped("code")
                for name in [TIMES.get(code)]
            )
            for visit in self
        ]
        row = self._paper_code("child_illness_ids")
        return row._replace(cells=cells).with_words([v.child_illness_other for v in self])

    def _paper_warnings(self):
        """Each column lists the four signs of its age; a sign of another age is told in words."""
        codes = self.env["health.code"].search(
            [("list_code", "=", "child_warning"), ("valid_to", "=", False)]
        )
        notes, none = {}, codes.filtered(lambda code: code.code == NO_WARNING)
        for code in codes - none:
            age, _dash, number = code.code.partition("-")
            notes.setdefault(age, []).append(f"{number} {code.name}")
        return PaperRow(
            "",
            self.env._("Development: warning signs"),
            f"{NO_WARNING} {none.name}",
            ["/".join(map(v._get_paper_sign, v.child_warning_ids)) for v in self],
            tuple(notes),
            {age: "\n".join(signs) for age, signs in notes.items()},
        )

    def _get_paper_sign(self, code):
        age, _dash, number = code.code.partition("-")
        if age in (NO_WARNING, self.form_code):
            return number or age
        return f"{code.code} {code.name}"
