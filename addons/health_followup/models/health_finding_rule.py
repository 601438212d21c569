import operator

from odoo import api, fields, models
from odoo.exceptions import ValidationError

CODED = ("many2one", "many2many", "selection", "boolean")
COMPARE = {">=": operator.ge, ">": operator.gt, "<=": operator.le, "<": operator.lt}


class HealthFindingRule(models.Model):
    """When a finding holds: one comparison of one box of the form, in force for a time.

    A finding holds when any of its rules does. A number that wasn't measured (0) matches none.
    """

    _name = "health.finding.rule"
    _inherit = ["dated.mixin"]
    _description = "Rule of a Finding"
    _order = "programme_id, finding_id, sequence, id"
    _is_kept = True

    sequence = fields.Integer(default=10)
    programme_id = fields.Many2one(
        "health.programme", required=True, index=True, ondelete="cascade"
    )
    finding_id = fields.Many2one("health.finding", required=True, index=True, ondelete="restrict")
    field_name = fields.Char("Box code", required=True, help="Technical name of the box.")
    field_label = fields.Char("Box", compute="_compute_field_label")
    comparison = fields.Selection(
        [(">=", "≥"), (">", ">"), ("<=", "≤"), ("<", "<"), ("in", "one of the codes")],
        required=True,
        default=">=",
    )
    value = fields.Float(digits=(10, 2), aggregator=None)
    codes = fields.Char(help="Codes of the answers, separated by commas.")
    age_from = fields.Integer(
        "From age", aggregator=None, help="In whole years on the day of the follow-up."
    )
    age_to = fields.Integer(
        "To age", aggregator=None, help="Last year of age; 0 when there is no upper limit."
    )

    @api.depends("field_name", "programme_id")
    def _compute_field_label(self):
        for rule in self:
            field = rule.programme_id._get_followups()._fields.get(rule.field_name or "")
            rule.field_label = field and field._description_string(self.env)

    @api.depends("finding_id", "field_label", "comparison", "value", "codes")
    def _compute_display_name(self):
        signs = dict(self._fields["comparison"]._description_selection(self.env))
        for rule in self:
            limit = rule.codes if rule.comparison == "in" else f"{rule.value:g}"
            sign = "=" if rule.comparison == "in" else signs[rule.comparison or ">="]
            rule.display_name = (
                f"{rule.finding_id.name or ''}: {rule.field_label or ''} {sign} {limit}"
            )

    @api.constrains("field_name", "programme_id", "comparison", "codes")
    def _check_field(self):
        for rule in self:
            field = rule.programme_id._get_followups()._fields.get(rule.field_name)
            kinds = CODED if rule.comparison == "in" else ("integer", "float")
            if not field or field.type not in kinds:
                raise ValidationError(
                    self.env._("“%(name)s” is no box that can be compared.", name=rule.field_name)
                )
            if rule.comparison == "in" and not rule.codes:
                raise ValidationError(self.env._("Say which answers: write their codes."))

    @api.model
    def _get_in_force(self, programme, date):
        """Rules of a programme on the day of a follow-up."""
        return self._get_in_force_where("programme_id", programme.id, date)

    def _holds(self, followup, age):
        """Whether the box of a follow-up matches, for a person of this age."""
        self.ensure_one()
        if not self._is_for_age(age):
            return False
        if self.comparison == "in":
            return bool(self._get_codes() & self._get_found_codes(followup))
        found = followup[self.field_name]
        return bool(found) and COMPARE[self.comparison](round(found, 2), round(self.value, 2))

    def _is_for_age(self, age):
        return age >= self.age_from and (not self.age_to or age <= self.age_to)

    def _get_codes(self):
        return {code.strip() for code in self.codes.split(",")}

    def _get_found_codes(self, followup):
        """Codes of the answers in the box; those of a tick are 1 and 0."""
        found = followup[self.field_name]
        if isinstance(found, models.BaseModel):
            return set(found.mapped("code"))
        return {str(int(found)) if isinstance(found, bool) else found} if found else set()

    def _describe_held(self, followup):
        """A line per finding and source, of these rules that hold."""
        return [
            f"{finding.name}：{'、'.join(rule._describe(followup) for rule in rules)}（{source}）"
            for (finding, source), rules in self.grouped(_get_origin).items()
        ]

    def _describe(self, followup):
        """What was found: ``"Systolic pressure 165 ≥ 140"``."""
        self.ensure_one()
        if self.comparison != "in":
            limit = f"{self._get_sign()} {self.value:g}"
            return f"{self.field_label} {followup[self.field_name]:g} {limit}"
        field, found = followup._fields[self.field_name], followup[self.field_name]
        if isinstance(found, models.BaseModel):
            codes = self._get_codes()
            shown = "、".join(found.filtered(lambda code: code.code in codes).mapped("name"))
        else:
            shown = field.type == "selection" and dict(field._description_selection(self.env)).get(
                found, found
            )
        return f"{self.field_label} {shown}" if shown else self.field_label

    def _describe_limit(self):
        """``"Systolic pressure ≥ 140"``."""
        return f"{self.field_label} {self._get_sign()} {self.value:g}"

    def _get_sign(self):
        return dict(self._fields["comparison"]._description_selection(self.env))[self.comparison]


def _get_origin(rule):
    return rule.finding_id, rule.source
