from odoo import api, fields, models


class EquipmentKitTemplateLine(models.Model):
    """One kind of part of a kit."""

    _name = "equipment.kit.template.line"
    _description = "Part of a Kit Template"
    _order = "template_id, sequence, id"
    _rec_name = "model_id"

    template_id = fields.Many2one(
        "equipment.kit.template", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    model_id = fields.Many2one(
        "equipment.model", string="Device model", required=True, index=True, ondelete="restrict"
    )
    quantity = fields.Integer(required=True, default=1)
    unit_price = fields.Monetary(
        string="Printed price", help="Price of one piece where the document prints it; else 0."
    )
    weight = fields.Float(
        compute="_compute_weight",
        store=True,
        readonly=False,
        digits=(12, 4),
        help="Share of the price that is not printed: the reference price, or the relative value.",
    )
    currency_id = fields.Many2one(related="template_id.currency_id")

    _quantity_positive = models.Constraint(
        "CHECK (quantity BETWEEN 1 AND 1000)", "A kit holds between 1 and 1000 pieces of a part."
    )
    _weight_positive = models.Constraint(
        "CHECK (weight >= 0 AND unit_price >= 0)", "Weight and price cannot be negative."
    )

    @api.depends("model_id")
    def _compute_weight(self):
        for line in self:
            line.weight = line.model_id.list_price or line.model_id.relative_value
