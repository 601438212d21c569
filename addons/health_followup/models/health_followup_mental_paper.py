from odoo import api, models

from ..tools.paper import PaperRow
from .health_followup_mental import ACTS, FUNCTIONS, MENTAL

DRUG_ROWS = 3
"""Rows for drugs on the paper; further drugs stand in the last one."""


class HealthFollowupMental(models.AbstractModel):
    """严重精神障碍患者随访服务记录表 on paper: its rows in their order (domain C.3.3)."""

    _inherit = "health.followup.mental"

    @api.model
    def _get_paper_title(self, programme):
        if programme.code == MENTAL:
            return self.env._("Follow-up record of a patient with a severe mental disorder")
        return super()._get_paper_title(programme)

    def _get_paper_body(self):
        if self.programme_id.code != MENTAL:
            return super()._get_paper_body()
        function, acts = self.env._("Social functions"), self.env._("Dangerous acts")
        return [
            self._paper_code("smd_lost_id", text="smd_lost_text"),
            *self._paper_death(),
            self._paper_risk(),
            self._paper_code("smd_symptom_ids", text="smd_symptom_other"),
            self._paper_code("smd_insight_id"),
            self._paper_code("smd_sleep_id"),
            self._paper_code("smd_diet_id"),
            *(self._paper_code(name, function) for name in FUNCTIONS),
            *(self._paper_count(name, acts) for name in ACTS),
            PaperRow(acts, self.env._("None"), "0", [v._has_no_acts() for v in self]),
            self._paper_code("smd_restraint_id"),
            self._paper_code("smd_hospital_id"),
            self._paper_value("smd_discharge_date"),
            self._paper_code("smd_laboratory_id", text="smd_laboratory_text"),
            self._paper_code("smd_adherence_id"),
            self._paper_code("smd_adr_id", text="smd_adr_text"),
            self._paper_code("smd_effect_id"),
            self._paper_is_referred(),
            *self._paper_referral(),
            *self._paper_lines("drug_ids"),
            *self._paper_lines("guidance_ids"),
            self._paper_code("smd_rehab_ids", text="smd_rehab_other"),
        ]

    def _get_paper_foot(self):
        if self.programme_id.code != MENTAL:
            return super()._get_paper_foot()
        row = self._paper_code("class_id")
        missed = f"0 {self._get_label('is_missed')}"
        cells = [
            "0" if visit.is_missed else cell for visit, cell in zip(self, row.cells, strict=True)
        ]
        return [row._replace(hint=f"{row.hint}  {missed}", cells=cells), *self._paper_end()]

    def _paper_risk(self):
        """The levels without what they mean, which stands overleaf on the paper."""
        row = self._paper_code("smd_risk_id")
        codes = self.env["health.code"].search(
            [("list_code", "=", "smd_risk"), ("valid_to", "=", False)]
        )
        levels = (f"{code.code}（{code.name.partition('：')[0]}）" for code in codes)
        return row._replace(hint="  ".join(levels))

    def _paper_death(self):
        section = self.env._("If dead")
        return [
            self._paper_value("smd_death_date", section),
            self._paper_code("smd_death_cause_id", section),
            self._paper_code("smd_death_disease_id", section),
        ]

    def _paper_count(self, name, section):
        """How many times; what didn't happen stays empty."""
        return PaperRow(section, self._get_label(name), "", [visit[name] or "" for visit in self])

    def _has_no_acts(self):
        return "0" if self._met_resident() and not any(self[name] for name in ACTS) else ""

    def _is_visited(self):
        return self._met_resident()

    def _paper_lines(self, name):
        """A row for each of the first drugs of these visits."""
        rows = []
        for number in range(DRUG_ROWS):
            last = None if number == DRUG_ROWS - 1 else number + 1
            cells = ["\n".join(v[name][number:last].mapped("display_name")) for v in self]
            label = self.env._("Drug %(number)s", number=number + 1)
            rows.append(PaperRow(self._get_label(name), label, "", cells))
        return rows
