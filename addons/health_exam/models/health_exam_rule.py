import operator
import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.health_archive.tools import many_codes, one_code
from odoo.addons.resident.models.res_partner import SEXES

CODED = ("many2one", "many2many")
NUMBERS = ("integer", "float")
COMPARE = {">=": operator.ge, ">": operator.gt, "<=": operator.le, "<": operator.lt}
FLAGS = {"high": ("H", "HH"), "low": ("L", "LL"), "critical": ("LL", "HH")}
SEVERITIES = [("abnormal", "Abnormal"), ("urgent", "Urgent"), ("critical", "Critical")]
# right before a word it says that the thing was looked for and isn't there, also in a list of words;
# only so near, because a denial that was meant for something else would hide an infarction
_DENIED = r"(?:未见|未发现|无|排除|除外)(?:明显|典型)?(?:{0})(?:[、及和或/](?:{0}))*"


class HealthExamRule(models.Model):
    """When an exam has a finding, what is said of it and where it leads (domain F.3).

    One comparison of one box. Of the rules of a topic the first that holds counts, together with
    those that hold under the same name (the systolic and the diastolic pressure). A number that
    wasn't measured (0) matches none.
    """

    _name = "health.exam.rule"
    _inherit = ["dated.mixin", "health.coded.mixin"]
    _description = "Rule of a Finding"
    _order = "sequence, id"
    _rec_names_search = ["name", "code"]
    _is_kept = True

    code = fields.Char(required=True)
    name = fields.Char("Finding", required=True, help="In the words of the report.")
    sequence = fields.Integer(default=500, help="The gravest first.")
    topic = fields.Char(help="Of the rules of one topic only the first that holds counts.")
    field_name = fields.Char("Box code", required=True, help="Technical name of the box.")
    field_label = fields.Char("Box", compute="_compute_field_label")
    comparison = fields.Selection(
        [
            (">=", "≥"), (">", ">"), ("<=", "≤"), ("<", "<"),
            ("in", "one of the codes"),
            ("high", "above the reference"),
            ("low", "below the reference"),
            ("critical", "critical by the reference"),
            ("words", "says one of the words"),
        ],
        required=True,
        default=">=",
    )  # fmt: skip
    value = fields.Float("Limit", digits=(10, 2), aggregator=None)
    codes = fields.Char("Codes or words", help="Separated by commas.")
    sex = fields.Selection(SEXES[:2], help="Only for this sex; empty: both.")
    age_from = fields.Integer("From age", aggregator=None, help="In whole years at the exam.")
    age_to = fields.Integer(
        "To age", aggregator=None, help="Last year of age; 0 when there is no upper limit."
    )
    needs_symptom = fields.Boolean("With symptoms", help="Holds only for who has a symptom.")
    only_programme_id = fields.Many2one(
        "health.programme", "Only in the programme", ondelete="restrict", index="btree_not_null",
        domain=[("is_sensitive", "=", False)], 
        help="Holds only for who is enrolled in it, or has its disease in his history.",
    )  # fmt: skip
    unless_programme_id = fields.Many2one(
        "health.programme", "Unless in the programme", ondelete="restrict", index="btree_not_null",
        domain=[("is_sensitive", "=", False)], 
        help="Holds only for who neither is enrolled in it nor has its disease in his history.",
    )  # fmt: skip
    severity = fields.Selection(SEVERITIES, required=True, default="abnormal", index=True)
    evaluation_text = fields.Text(help="Proposed for the evaluation.")
    guidance_text = fields.Text(help="Advice in words the resident understands.")
    guidance_ids = many_codes("exam_guidance", "Guidance", "health_exam_rule_guidance")
    risk_control_ids = many_codes(
        "exam_risk_control", "Control of risks", "health_exam_rule_risk_control"
    )
    is_referral = fields.Boolean("Refer", help="A referral is followed up after the report.")
    recheck_code = fields.Char(
        "Recheck rule", help="Code of the rule that says the days until it is looked at again."
    )
    disease_code_id = one_code(
        "disease", "Proposes the disease",
        help="Proposed to the history of the resident, for a doctor to confirm.",
    )  # fmt: skip

    _code_unique = models.UniqueIndex(
        "(code, valid_from)", "Another rule has this code from that date on."
    )

    @api.depends("field_name")
    def _compute_field_label(self):
        exams = self.env["health.exam"]
        for rule in self:
            known = rule.field_name in exams._fields
            rule.field_label = known and exams._get_short_label(rule.field_name)

    @api.constrains("field_name", "comparison", "codes")
    def _check_field(self):
        exams = self.env["health.exam"]
        for rule in self:
            field = exams._fields.get(rule.field_name)
            if not exams._get_section_of(rule.field_name) or field.type not in rule._get_types():
                raise ValidationError(
                    self.env._(
                        "“%(name)s” is no box that can be compared so.", name=rule.field_name
                    )
                )
            if rule.comparison in FLAGS and not exams._get_reference_kind(rule.field_name):
                raise ValidationError(
                    self.env._("“%(name)s” has no reference range.", name=rule.field_name)
                )
            if rule.comparison in ("in", "words") and not rule.codes:
                raise ValidationError(self.env._("Say which answers: write their codes."))

    def _get_types(self):
        return {"in": CODED, "words": ("char", "text")}.get(self.comparison, NUMBERS)

    @api.constrains("recheck_code")
    def _check_recheck(self):
        rules = self.env["health.rule"]
        for code in {rule.recheck_code for rule in self if rule.recheck_code}:
            if not rules.search_count([("code", "=", code)], limit=1):
                raise ValidationError(
                    self.env._("There is no rule “%(code)s” yet: add it first.", code=code)
                )

    @api.model
    def _get_in_force(self, date):
        """All rules on the day of an exam, the gravest first."""
        found = [
            rule.id
            for level, _label in SEVERITIES
            for rule in self._get_in_force_where("severity", level, date)
        ]
        # sudo: a norm is public; read together, in the order of the model
        return self.sudo().browse(found).sorted()

    @api.model
    def _get_critical(self, date, sections=None):
        """The rules of critical values on a day, of the boxes of some sections or of all."""
        exams = self.env["health.exam"]
        found = self._get_in_force_where("severity", "critical", date)
        return found.filtered(
            lambda rule: (
                not sections
                or exams._get_section_of(rule.field_name) in sections
                # a symptom makes a number critical that was written before
                or (rule.needs_symptom and "symptom" in sections)
            )
        )

    @api.model
    def _get_groups(self, rules):
        """``[rules]``: those that make one finding together, of each topic the first."""
        first = {}
        for rule in rules:
            first.setdefault(rule.topic or rule.name, rule.name)
        counting = rules.filtered(lambda rule: first[rule.topic or rule.name] == rule.name)
        return list(counting.grouped("name").values())

    def _holds(self, exam, person):
        """Whether the rule holds for an exam.

        :param person: what ``health.exam._get_rule_persons`` tells of who was examined
        """
        self.ensure_one()
        return self._is_for(exam, person) and self._is_met(exam)

    def _is_for(self, exam, person):
        return (
            self.sex in (False, exam.sex)
            and exam.age >= self.age_from
            and (not self.age_to or exam.age <= self.age_to)
            and (person.has_symptom or not self.needs_symptom)
            and (not self.only_programme_id or self.only_programme_id.id in person.programme_ids)
            and self.unless_programme_id.id not in person.programme_ids
        )

    def _is_met(self, exam):
        found = exam[self.field_name]
        if not found:
            return False
        if self.comparison in FLAGS:
            kind = exam._get_reference_kind(self.field_name)
            return exam._get_box_flag(self.field_name, kind) in FLAGS[self.comparison]
        if self.comparison == "in":
            return bool(self._get_codes() & set(found.mapped("code")))
        if self.comparison == "words":
            return self._says(found)
        return COMPARE[self.comparison](round(found, 2), round(self.value, 2))

    def _get_codes(self):
        return {code.strip() for code in self.codes.replace("，", ",").split(",")} - {""}

    def _says(self, text):
        """Whether one of the words stands in the text, and not that it wasn't found."""
        words = "|".join(map(re.escape, sorted(self._get_codes(), key=len, reverse=True)))
        asserted = re.sub(_DENIED.format(words), "", text, flags=re.IGNORECASE)
        return bool(re.search(words, asserted, re.IGNORECASE))
