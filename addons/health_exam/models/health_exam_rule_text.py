from odoo import models

from .health_exam_rule import FLAGS


class HealthExamRule(models.Model):
    """What a rule says of an exam in which it holds."""

    _inherit = "health.exam.rule"

    def _describe(self, exam):
        """``"Systolic pressure 165 ≥ 140"``: what was found, beside the limit of the rule."""
        self.ensure_one()
        found = exam[self.field_name]
        if self.comparison == "in":
            codes = self._get_codes()
            found = "、".join(found.filtered(lambda code: code.code in codes).mapped("name"))
            note = exam[self._get_note_name()] if self._get_note_name() else ""
            return " ".join(part for part in (self.field_label, found, note) if part)
        if self.comparison == "words":
            return f"{self.field_label} {found}"
        if self.comparison in FLAGS:
            return self._describe_outside(exam)
        sign = dict(self._fields["comparison"]._description_selection(self.env))[self.comparison]
        return f"{self.field_label} {found:g} {sign} {self.value:g}"

    def _get_note_name(self):
        """The box behind the codes that says which: ``ecg_text`` of ``ecg_id``."""
        name = self.field_name.removesuffix("_ids").removesuffix("_id") + "_text"
        return name if name in self.env["health.exam"]._fields else None

    def _describe_outside(self, exam):
        """``"Haemoglobin 98 g/L < 115"``."""
        kind = exam._get_reference_kind(self.field_name)
        reference = exam._get_reference(self.field_name, kind)[0]
        flag = reference.get_flag(exam[self.field_name])
        limits = {"L": reference.low, "H": reference.high,
                  "LL": reference.critical_low, "HH": reference.critical_high}  # fmt: skip
        sign = "<" if flag in ("L", "LL") else ">"
        if len(flag) == 2 and reference.critical_at_limit:
            sign = {"<": "≤", ">": "≥"}[sign]
        number = kind._format(exam[self.field_name])
        return f"{self.field_label} {number} {sign} {kind._format(limits[flag], False)}"

    def _get_value_key(self, exam):
        """What stands in the box, the same in every language."""
        self.ensure_one()
        found = exam[self.field_name]
        if isinstance(found, models.BaseModel):
            return ",".join(found.mapped("code"))
        return found if isinstance(found, str) else f"{found:g}"
