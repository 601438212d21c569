from collections import Counter

from odoo import fields, models
from odoo.tools import SQL


class OrgUnit(models.Model):
    """Each owner draws the numbers of its asset book from a sequence of its own."""

    _inherit = "org.unit"

    equipment_sequence_id = fields.Many2one("ir.sequence", readonly=True, copy=False)

    def _next_asset_numbers(self, counts, taken=frozenset()):
        """Draw asset numbers: ``{unit id: how many}`` → ``{unit id: [number, …]}``.

        :param taken: numbers to leave out besides those that are in the books
        """
        return {unit.id: unit._draw_asset_numbers(counts[unit.id], taken) for unit in self}

    def _draw_asset_numbers(self, count, taken):
        """Imported lists bring numbers of their own: those are passed over."""
        numbers = []
        while len(numbers) < count:
            drawn = self._draw(count - len(numbers))
            used = taken | self._get_taken_numbers(drawn)
            numbers += [number for number in drawn if number not in used]
        return numbers

    def _draw(self, count):
        # sudo: numbers are drawn by whoever may add a card, sequences are the administrator's
        sequence = self.sudo()._get_equipment_sequence()
        if sequence.implementation != "standard":
            return [sequence.next_by_id() for _number in range(count)]
        # next_by_id() would ask the database once per number
        name = f"ir_sequence_{sequence.id:03d}"
        query = SQL("SELECT nextval(%s) FROM generate_series(1, %s)", name, count)
        prefix, suffix = sequence._get_prefix_suffix()
        return [
            f"{prefix}{number:0{sequence.padding}d}{suffix}"
            for (number,) in self.env.execute_query(query)
        ]

    def _get_equipment_sequence(self):
        if not self.equipment_sequence_id:
            self.equipment_sequence_id = self.equipment_sequence_id.create({
                "name": f"{self.name}: asset numbers",
                "code": f"equipment.asset.{self.id}",
                "prefix": f"{self.code}-",
                "padding": 6,
                "company_id": False,
            })  # fmt: skip
        return self.equipment_sequence_id

    def _get_taken_numbers(self, numbers):
        domain = [("org_unit_id", "=", self.id), ("asset_number", "in", numbers)]
        taken = set()
        for model in ("maintenance.equipment", "equipment.kit"):
            # sudo: a number is taken, whoever may see the card that has it
            records = self.env[model].sudo().with_context(active_test=False)
            taken.update(records.search(domain).mapped("asset_number"))
        return taken


class EquipmentTagMixin(models.AbstractModel):
    _inherit = "equipment.tag.mixin"

    def _fill_asset_numbers(self, vals_list):
        """Give each of ``vals_list`` without a number the next one of its owner."""
        default_unit = self.env.user.org_unit_id.id
        blank = [vals for vals in vals_list if not vals.get("asset_number")]
        counts = Counter(vals.get("org_unit_id") or default_unit for vals in blank)
        units = self.env["org.unit"].browse(unit_id for unit_id in counts if unit_id)
        taken = {vals["asset_number"] for vals in vals_list if vals.get("asset_number")}
        drawn = units._next_asset_numbers(counts, taken)
        numbers = {unit_id: iter(of_unit) for unit_id, of_unit in drawn.items()}
        for vals in blank:
            unit_id = vals.get("org_unit_id") or default_unit
            if unit_id:
                vals["asset_number"] = next(numbers[unit_id])
