from collections import Counter

from odoo import fields, models


class OrgUnit(models.Model):
    """Each owner draws the numbers of its asset book from a sequence of its own."""

    _inherit = "org.unit"

    equipment_sequence_id = fields.Many2one("ir.sequence", readonly=True, copy=False)

    def _next_asset_numbers(self, counts):
        """Draw asset numbers: ``{unit id: how many}`` → ``{unit id: [number, …]}``."""
        return {unit.id: unit._draw_asset_numbers(counts[unit.id]) for unit in self}

    def _draw_asset_numbers(self, count):
        # sudo: numbers are drawn by whoever may add a card, sequences are the administrator's
        unit = self.sudo()
        if not unit.equipment_sequence_id:
            unit.equipment_sequence_id = unit.equipment_sequence_id.create({
                "name": f"{unit.name}: asset numbers",
                "code": f"equipment.asset.{unit.id}",
                "prefix": f"{unit.code}-",
                "padding": 6,
                "company_id": False,
            })  # fmt: skip
        sequence = unit.equipment_sequence_id
        return [sequence.next_by_id() for _ in range(count)]


class EquipmentTagMixin(models.AbstractModel):
    _inherit = "equipment.tag.mixin"

    def _fill_asset_numbers(self, vals_list):
        """Give each of ``vals_list`` without a number the next one of its owner."""
        default_unit = self.env.user.org_unit_id.id
        blank = [vals for vals in vals_list if not vals.get("asset_number")]
        counts = Counter(vals.get("org_unit_id") or default_unit for vals in blank)
        units = self.env["org.unit"].browse(unit_id for unit_id in counts if unit_id)
        numbers = units._next_asset_numbers(counts)
        for vals in blank:
            unit_id = vals.get("org_unit_id") or default_unit
            if unit_id:
                vals["asset_number"] = numbers[unit_id].pop(0)
