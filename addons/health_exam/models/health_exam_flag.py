from odoo import api, fields, models

ARROWS = {"L": "↓", "H": "↑", "LL": "↓↓", "HH": "↑↑"}
CRITICAL = ("LL", "HH")
REFERENCE = ("reference", "kind")
"""What a box names its kind of measurement by; computed ones have no limits of belief."""


class HealthExam(models.Model):
    """What is normal for the person beside each number, and which numbers are outside of it."""

    _inherit = "health.exam"

    # computed from what was measured: not believed or doubted, but normal or not; and read, as
    # what they come from, by the station of the section
    bmi = fields.Float(reference="bmi", section="general")
    sbp = fields.Integer(reference="sbp", section="general")
    dbp = fields.Integer(reference="dbp", section="general")
    flags = fields.Json(
        compute="_compute_flags", export_string_translation=False,
        help="{box: {flag, text}} of the boxes that the user reads, for the screen.",
    )  # fmt: skip
    flag_text = fields.Char(
        "Outside the reference", compute="_compute_flags", help="The numbers with their arrows."
    )

    def _valid_field_parameter(self, field, name):
        return name == "reference" or super()._valid_field_parameter(field, name)

    @api.depends(lambda self: ["sex", "age", "date", *self._get_kind_codes(*REFERENCE)])
    @api.depends_context("uid", "lang")
    def _compute_flags(self):
        kinds = {
            name: kind
            for name, kind in self._get_reference_kinds().items()
            if self._has_field_access(self._fields[name], "read")
        }
        for exam in self:
            flags = {name: exam._describe_box(name, kind) for name, kind in kinds.items()}
            exam.flags = {name: flag for name, flag in flags.items() if any(flag.values())}
            exam.flag_text = " · ".join(
                exam._show_flagged(name, kinds[name], flag["flag"])
                for name, flag in flags.items()
                if flag["flag"] and not self._is_shown_elsewhere(name)
            )

    @api.model
    def _get_reference_kinds(self):
        """``{box: kind of measurement}`` of the boxes whose numbers have a reference."""
        # sudo: kinds are read by stations, too
        return self.sudo()._get_kinds_of(*REFERENCE)

    @api.model
    def _get_reference_kind(self, name):
        """The kind of measurement whose reference a box has; empty: it has none."""
        # sudo: kinds are read by stations, too
        kinds = self.env["health.measurement.kind"].sudo()
        return kinds.browse(self._get_kind_ids(REFERENCE).get(name))

    @api.model
    def _is_shown_elsewhere(self, name):
        """The pressure of an arm: the higher one is a box of its own."""
        return getattr(self._fields[name], "kind", None) in ("sbp", "dbp")

    def _get_device_code(self, name):
        """Hook: code of the device that the number in a box came from; empty: entered by hand."""
        self.ensure_one()
        return ""

    def _get_reference(self, name, kind):
        """``(Reference, what below it means, what above it means)`` for this person and device."""
        self.ensure_one()
        date = self.date or fields.Date.context_today(self)
        return self.env["health.reference.range"]._find(
            kind, self.sex, self.age, date, self._get_device_code(name)
        )

    def _get_box_flag(self, name, kind):
        """``""``, L, H, LL or HH of one exam's box; a number that wasn't measured has none."""
        value = self[name]
        return self._get_reference(name, kind)[0].get_flag(value) if value else ""

    def _get_box_range(self, name):
        kind = self._get_reference_kind(name)
        reference = self._get_reference(name, kind)[0] if kind else None
        return (reference.low or None, reference.high or None) if reference else (None, None)

    def _describe_box(self, name, kind):
        """``{flag, text}``: what the screen shows beside the box."""
        reference, below, above = self._get_reference(name, kind)
        value = self[name]
        flag = reference.get_flag(value) if value else ""
        meaning = {"L": below, "LL": below, "H": above, "HH": above}.get(flag, "")
        if flag in CRITICAL:
            meaning = self.env._("Critical value")
        text = "，".join(part for part in (meaning, _describe_range(reference, kind)) if part)
        return {"flag": flag, "text": text}

    def _show_flagged(self, name, kind, flag):
        return f"{self._get_short_label(name)} {kind._format(self[name], False)}{ARROWS[flag]}"

    @api.model
    def _get_short_label(self, name):
        """The label of a box without its unit."""
        return self._get_label(name).replace("（", "(").split("(")[0].strip()


def _describe_range(reference, kind):
    """``"3.9–6.1 mmol/L"``, ``"≤ 8.0 µmol/L"``."""
    low, high = reference.low, reference.high
    if low and high:
        return f"{kind._format(low, False)}–{kind._format(high)}"
    if not low and not high:
        return ""
    return f"≥ {kind._format(low)}" if low else f"≤ {kind._format(high)}"
