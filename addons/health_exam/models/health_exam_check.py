from odoo import api, fields, models
from odoo.tools import float_compare

from .health_exam_lifestyle import HIDDEN_BY_NEVER, NEVER

WOMEN_ONLY = ("vulva_id", "vagina_id", "cervix_id", "uterus_id", "adnexa_id", "pap_id")
MAN = "1"


class HealthExam(models.Model):
    """Numbers that are possible but unusual, or don't go together: asked about, not refused.

    The limits are data: the usual range of the kind of measurement, and ``health.rule``.
    """

    _inherit = "health.exam"

    warning_text = fields.Text(
        "Please look again", compute="_compute_warning_text",
        help="Unusual numbers, and answers that don't go together.",
    )  # fmt: skip

    @api.depends(lambda self: ["sex", "date", *self._get_boxes()])
    @api.depends_context("uid", "lang")
    def _compute_warning_text(self):
        for exam in self:
            exam.warning_text = "\n".join([*exam._get_unusual(), *exam._get_contradictions()])

    def _apply_onchange_methods(self, field_name, result):
        super()._apply_onchange_methods(field_name, result)
        kind = field_name in self._fields and self._get_reference_kind(field_name)
        if kind and self[field_name] and (text := kind._get_objection(self[field_name])):
            result["warnings"].add((self.env._("Please look again"), text, "dialog"))

    def _get_unusual(self):
        """What to say of each number outside the usual range of its kind."""
        return [
            text
            for name, kind in self._get_reference_kinds().items()
            if not self._is_shown_elsewhere(name) and self._has_all([name])
            if (text := kind._get_objection(self[name]))
        ]

    def _get_contradictions(self):
        """What to say of each pair of answers that don't go together."""
        return [
            *self._check_pressures(),
            *self._check_lipids(),
            *self._check_glucose(),
            *self._check_habits(),
            *self._check_sex(),
        ]

    def _check_pressures(self):
        arms = self._has_all(["sbp_left", "sbp_right"])
        difference = arms and abs(self.sbp_left - self.sbp_right)
        if arms and difference > self._get_limit("exam_arm_difference"):
            yield self.env._(
                "The systolic pressures of both arms differ by %s mmHg: measure again, and refer "
                "if it stays.",
                difference,
            )
        smallest = self._get_limit("exam_pulse_pressure")
        for side in ("left", "right"):
            names = [f"sbp_{side}", f"dbp_{side}"]
            if self._has_all(names) and self[names[0]] - self[names[1]] < smallest:
                yield self.env._(
                    "%(field)s %(sbp)s/%(dbp)s: both pressures are very close, measure again.",
                    field=self._get_short_label(names[0]),
                    sbp=self[names[0]],
                    dbp=self[names[1]],
                )

    def _check_lipids(self):
        if self._has_all(["hdl", "ldl", "tc"]):
            tolerance = self._get_limit("exam_lipid_tolerance")
            if float_compare(self.hdl + self.ldl, self.tc * (1 + tolerance / 100), 3) == 1:
                yield self.env._(
                    "HDL %(hdl)g and LDL %(ldl)g together are more than the total cholesterol "
                    "%(tc)g: look at the three again.",
                    hdl=self.hdl,
                    ldl=self.ldl,
                    tc=self.tc,
                )

    def _check_glucose(self):
        if self._has_all(["fbg", "hba1c"]):
            low, high = self._get_limit("exam_fbg_low"), self._get_limit("exam_hba1c_high")
            if self.fbg < low and self.hba1c > high:
                yield self.env._(
                    "Fasting glucose %(fbg)g with HbA1c %(hba1c)g: was the sample taken fasting, "
                    "and is it his?",
                    fbg=self.fbg,
                    hba1c=self.hba1c,
                )

    def _check_habits(self):
        for name, hidden in HIDDEN_BY_NEVER.items():
            if self._has_all([name]) and self[name].code == NEVER:
                for box in hidden:
                    if self[box]:
                        yield self.env._(
                            "%(field)s is “%(never)s”, but “%(box)s” is filled in.",
                            field=self._get_short_label(name),
                            never=self[name].name,
                            box=self._get_short_label(box),
                        )

    def _check_sex(self):
        if self.sex == MAN:
            for name in WOMEN_ONLY:
                if self._has_all([name]):
                    yield self.env._("“%s” is filled in for a man.", self._get_short_label(name))

    def _has_all(self, names):
        """Whether the user reads all of these boxes, and they are filled in."""
        return all(
            self._has_field_access(self._fields[name], "read") and self[name] for name in names
        )

    def _get_limit(self, code):
        return self.env["health.rule"]._get(code, self.date)
