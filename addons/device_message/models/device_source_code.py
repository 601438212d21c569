from odoo import api, fields, models

from ..tools.value import convert, is_same_unit, read_number, write_number


class DeviceSourceCode(models.Model):
    """What one code of a device means: which item, in which unit, with which values."""

    _name = "device.source.code"
    _inherit = ["server.guard.mixin"]
    _description = "Code of a Device"
    _order = "source_id, sequence, code, id"
    _rec_name = "code"

    source_id = fields.Many2one("device.source", "Device", required=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    code = fields.Char(required=True, help="As the device sends it: OBX-3, or the code in R-3.")
    system = fields.Char(
        help="Coding system of OBX-3 (LN is LOINC). Empty: whatever the device says."
    )
    name = fields.Char("Name at the device")
    item_code = fields.Char(
        "Item", help="Code of the item the result is for, such as fbg for fasting glucose."
    )
    is_ignored = fields.Boolean(
        "Not taken", help="The device sends it, and nobody needs it: no result is made of it."
    )
    value_type = fields.Selection(
        [("number", "Number"), ("choice", "One of the values"), ("text", "Text")],
        required=True,
        default="number",
    )
    unit = fields.Char(help="Unit the device sends. Another one parks the result.")
    factor = fields.Float(
        digits=(16, 8),
        default=1,
        required=True,
        help="The number is multiplied by it to get the unit of the item.",
    )
    value_ids = fields.One2many("device.source.value", "code_id", "Values", copy=True)

    _code_unique = models.UniqueIndex(
        "(source_id, code, COALESCE(system, ''))", "The device has this code already."
    )
    _item_or_ignored = models.Constraint(
        "CHECK (is_ignored IS TRUE OR item_code IS NOT NULL)",
        "Enter the item of the code, or that it is not taken.",
    )
    _factor_positive = models.Constraint("CHECK (factor > 0)", "The factor must be above zero.")

    @api.model
    def _get_rows(self, sources):
        """``{device: {(code, system or ""): row}}``"""
        rows = {source: {} for source in sources}
        read = [name for name, field in self._fields.items() if field.store and field.column_type]
        for row in self.search_fetch([("source_id", "in", sources.ids)], read):
            rows[row.source_id][row.code, row.system or ""] = row
        return rows

    @api.model
    def _pick(self, rows, code, system):
        """The row for what a device sent, the one with its coding system first, or none.

        :param rows: of the device, see :meth:`_get_rows`
        """
        return rows.get((code, system)) or rows.get((code, "")) or self.browse()

    def _read_value(self, text, unit):
        """``(values of a result, fault or "")`` of a value and unit as sent."""
        self.ensure_one()
        if not text:
            return {}, "no_value"
        if self.unit and unit and not is_same_unit(self.unit, unit):
            return {}, "wrong_unit"
        if self.value_type == "choice":
            return self._read_choice(text)
        if self.value_type == "text":
            return {"value": text}, ""
        return self._read_number(text)

    def _read_choice(self, text):
        same = self.value_ids.filtered(lambda row: row.sent.casefold() == text.casefold())
        return ({"value": same[0].value}, "") if same else ({}, "unknown_value")

    def _read_number(self, text):
        found = read_number(text)
        if not found:
            return {}, "not_a_number"
        comparator, number = found
        number = convert(number, self.factor)
        value = comparator + write_number(number)
        # "<0.1" is no 0.1: only the text says it
        exact = {} if comparator else {"value_number": float(number), "is_number": True}
        return {"value": value} | exact, ""
