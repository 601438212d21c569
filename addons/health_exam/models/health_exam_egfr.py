from odoo import api, fields, models

METHOD = "filtration_rate"


class HealthExam(models.Model):
    """The filtration rate of the kidneys, estimated from creatinine, age and sex (domain G.3)."""

    _inherit = "health.exam"

    egfr = fields.Float(
        "eGFR (ml/min/1.73 m²)", digits=(6, 2), aggregator="avg", compute="_compute_egfr",
        store=True, section="laboratory", prefetch="laboratory", reference="egfr",
        help="CKD-EPI; the edition in use is the one that is offered under Risk tools.",
    )  # fmt: skip

    @api.depends("crea", "age", "sex", "date")
    def _compute_egfr(self):
        measured = self.filtered("crea")
        (self - measured).egfr = 0
        for date, exams in measured.grouped("date").items():
            tool = self._get_filtration_tool(date)
            for exam in exams:
                exam.egfr = self._estimate_filtration(tool, exam.crea, exam.age, exam.sex)

    @api.model
    def _get_filtration_tool(self, date):
        """The risk tool with the edition of the formula in use on a day; may be empty."""
        offered = self.env["health.risk.tool"]._get_offered(date)
        return offered.filtered(lambda tool: tool.method == METHOD)[:1]

    @api.model
    def _estimate_filtration(self, tool, crea, age, sex):
        """ml/min/1.73 m²; 0 for whom the formula isn't made."""
        of_age = age >= tool.age_from and (not tool.age_to or age <= tool.age_to)
        if not tool or not of_age or sex not in ("1", "2"):
            return 0
        return tool._score_filtration_rate({"crea": crea, "age": age, "sex": sex})
