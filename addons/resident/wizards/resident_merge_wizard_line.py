from odoo import api, fields, models

MASKED = {"phone": "resident_phone"}
"""Fields that show only their mask."""


class ResidentMergeWizardLine(models.TransientModel):
    """One field in which the two entries differ."""

    _name = "resident.merge.wizard.line"
    _description = "Value to Keep in a Merge"
    _order = "id"

    wizard_id = fields.Many2one(
        "resident.merge.wizard", required=True, index=True, ondelete="cascade"
    )
    field_name = fields.Char(required=True, readonly=True)
    label = fields.Char("Field", compute="_compute_values")
    value_a = fields.Char("First entry", compute="_compute_values")
    value_b = fields.Char("Second entry", compute="_compute_values")
    side = fields.Selection([("a", "First"), ("b", "Second")], "Keep")

    @api.depends("field_name", "wizard_id.partner_a_id", "wizard_id.partner_b_id")
    @api.depends_context("lang")
    def _compute_values(self):
        for line in self:
            wizard, name = line.wizard_id, line.field_name
            known = name in wizard._get_chosen_fields()
            field = known and wizard.partner_a_id._fields[name]
            line.label = field and field._description_string(self.env)
            line.value_a = field and line._format(wizard.partner_a_id, field)
            line.value_b = field and line._format(wizard.partner_b_id, field)

    def _format(self, person, field):
        value = person[MASKED.get(field.name, field.name)]
        if isinstance(value, models.BaseModel):
            return value.display_name
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, "")
        return str(value) if value else ""

    def _get_default_side(self):
        """The entry that stays, unless it says nothing."""
        kept = self.wizard_id.kept_side
        other = "b" if kept == "a" else "a"
        values = {"a": self.value_a, "b": self.value_b}
        return kept if values[kept] or not values[other] else other
