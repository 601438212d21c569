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
        tools = self.env["health.risk.tool"]
        measured = self.filtered("crea")
        (self - measured).egfr = 0
        for date, exams in measured.grouped("date").items():
            offered = tools._get_offered(date)
            tool = offered.filtered(lambda tool: tool.method == METHOD)[:1]
            for exam in exams:
                exam.egfr = exam._estimate_filtration(tool)

    def _estimate_filtration(self, tool):
        """ml/min/1.73 m²; 0 for whom the formula isn't made."""
        self.ensure_one()
        of_age = self.age >= tool.age_from and (not tool.age_to or self.age <= tool.age_to)
        if not tool or not of_age or self.sex not in ("1", "2"):
            return 0
        answers = {"crea": self.crea, "age": self.age, "sex": self.sex}
        return tool._score_filtration_rate(answers)
