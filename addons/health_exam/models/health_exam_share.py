from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

LIMITS = {
    "pressure": {"sbp": "exam_share_sbp", "dbp": "exam_share_dbp"},
    "glucose": {"fbg": "exam_share_fbg"},
    "obesity": {"bmi": "exam_share_bmi"},
    "lipids": {"tc": "exam_share_tc", "tg": "exam_share_tg", "ldl": "exam_share_ldl"},
}
"""``{what: {box: code of the rule with its lowest abnormal value}}``; one of the boxes is enough."""
ANSWERS = {"ecg": "ecg_id", "ultrasound": "ultrasound_id"}
"""``{what: box}`` of boxes with a normal answer."""
COUNTED = ("reported", "synced")


class HealthExam(models.Model):
    """Shares for statistics: how many of those measured are abnormal, and how many are complete.

    They are aggregated in the database, so that each cell of a pivot divides by its own exams.
    """

    _inherit = "health.exam"

    abnormal = fields.Selection(
        [
            ("pressure", "Blood pressure raised"),
            ("glucose", "Fasting glucose raised"),
            ("obesity", "Obese"),
            ("lipids", "Blood lipids raised"),
            ("ecg", "Electrocardiogram abnormal"),
            ("ultrasound", "Ultrasound abnormal"),
        ],
        store=False,
        search="_search_abnormal",
    )
    complete_share = fields.Float(
        "Complete (%)", compute="_compute_shares", digits=(4, 1), aggregator="avg",
        help="Of the exams that were reported.",
    )  # fmt: skip
    pressure_share = fields.Float(
        "Blood pressure raised (%)", compute="_compute_shares", digits=(4, 1), aggregator="avg",
        help="Of those measured; the limits stand under Rules.",
    )  # fmt: skip
    glucose_share = fields.Float(
        "Fasting glucose raised (%)", compute="_compute_shares", digits=(4, 1), aggregator="avg",
        help="Of those measured; the limit stands under Rules.",
    )  # fmt: skip
    obesity_share = fields.Float(
        "Obese (%)", compute="_compute_shares", digits=(4, 1), aggregator="avg",
        help="Of those weighed; the limit of the BMI stands under Rules.",
    )  # fmt: skip
    lipids_share = fields.Float(
        "Blood lipids raised (%)", compute="_compute_shares", digits=(4, 1), aggregator="avg",
        help="Total cholesterol, triglycerides or LDL, of those measured; see Rules.",
    )  # fmt: skip
    ecg_share = fields.Float(
        "Electrocardiogram abnormal (%)", compute="_compute_shares", digits=(4, 1),
        aggregator="avg", help="Of those recorded.",
    )  # fmt: skip
    ultrasound_share = fields.Float(
        "Ultrasound abnormal (%)", compute="_compute_shares", digits=(4, 1), aggregator="avg",
        help="Of the abdomen, of those examined.",
    )  # fmt: skip

    # a year of the county, beside the years before it
    _county_list = models.Index("(date DESC, id DESC)")

    def _compute_shares(self):
        """Of a single exam: 100 or 0."""
        found = {what: self.filtered_domain(self._get_abnormal_domain(what)) for what in
                 (*LIMITS, *ANSWERS)}  # fmt: skip
        for exam in self:
            exam.complete_share = 100 if exam.is_complete else 0
            for what, exams in found.items():
                exam[f"{what}_share"] = 100 if exam in exams else 0

    @api.model
    def _search_abnormal(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain.OR(self._get_abnormal_domain(what) for what in value if what)

    @api.model
    def _get_abnormal_domain(self, what):
        if what in ANSWERS:
            box = ANSWERS[what]
            return Domain(box, "not in", [False, self._get_normal_answer(box)])
        return Domain.OR(
            Domain(box, ">=", limit) for box, limit in self._get_share_limits(what).items()
        )

    @api.model
    def _get_share_limits(self, what):
        """``{box: lowest abnormal value}`` by the rules of today."""
        rules, today = self.env["health.rule"], fields.Date.context_today(self)
        return {box: rules._get(code, today) for box, code in LIMITS[what].items()}

    @api.model
    def _get_normal_answer(self, box):
        return self.env["health.code"]._get_normal_id(self._fields[box].code_list)

    def _read_group_select(self, aggregate_spec, query):
        name, _colon, function = aggregate_spec.partition(":")
        what = name.removesuffix("_share")
        if what == name or function != "avg":
            return super()._read_group_select(aggregate_spec, query)
        measured, abnormal = self._get_share_conditions(what, query)
        return SQL("AVG(CASE WHEN %s THEN CASE WHEN %s THEN 100 ELSE 0 END END)",
                   measured, abnormal)  # fmt: skip

    def _get_share_conditions(self, what, query):
        """``(belongs to the whole, belongs to the part)``; refused to who may not read the boxes."""

        def column(name):
            return self._field_to_sql(self._table, name, query)

        if what == "complete":
            return SQL("%s IN %s", column("state"), COUNTED), column("is_complete")
        if what in ANSWERS:
            box = column(ANSWERS[what])
            normal = self._get_normal_answer(ANSWERS[what])
            return SQL("%s IS NOT NULL", box), SQL("%s <> %s", box, normal)
        limits = {column(box): limit for box, limit in self._get_share_limits(what).items()}
        return (
            SQL(" OR ").join(SQL("%s > 0", box) for box in limits),
            SQL(" OR ").join(SQL("%s >= %s", box, limit) for box, limit in limits.items()),
        )
