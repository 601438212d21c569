from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.l10n_cn_civil.tools import split, to_fen, to_yuan


class EquipmentKitTemplate(models.Model):
    """What belongs to a kit: a doctor kit with its 8 parts, an exam station with its 7 devices."""

    _name = "equipment.kit.template"
    _inherit = ["mail.thread"]
    _description = "Kit Template"
    _order = "name, id"

    name = fields.Char(required=True, tracking=True)
    price = fields.Monetary(tracking=True, help="Price of one kit; its parts sum to it exactly.")
    line_ids = fields.One2many("equipment.kit.template.line", "template_id", string="Parts")
    piece_count = fields.Integer(string="Pieces", compute="_compute_pieces")
    value_total = fields.Monetary(string="Value of parts", compute="_compute_pieces")
    note = fields.Text()
    active = fields.Boolean(default=True)
    currency_id = fields.Many2one("res.currency", default=lambda self: self.env.company.currency_id)

    _price_positive = models.Constraint("CHECK (price >= 0)", "The price cannot be negative.")

    @api.depends("line_ids.quantity", "line_ids.unit_price", "line_ids.weight", "price")
    def _compute_pieces(self):
        for template in self:
            template.piece_count = sum(template.line_ids.mapped("quantity"))
            template.value_total = sum(template._split_price().values())

    @api.constrains("price", "line_ids")
    def _check_printed_prices(self):
        for template in self.filtered("price"):
            lines = template.line_ids
            printed = sum(to_fen(line.unit_price) * line.quantity for line in lines)
            is_open = any(line.weight and not line.unit_price for line in lines)
            total = to_fen(template.price)
            if printed > total or (lines and not is_open and printed != total):
                raise ValidationError(
                    self.env._(
                        "“%(kit)s”: the printed prices of the parts come to %(printed)s yuan, the kit "
                        "costs %(price)s. Correct a price, or give a part without price a weight.",
                        kit=template.name,
                        printed=f"{printed / 100:,.2f}",
                        price=f"{template.price:,.2f}",
                    )
                )

    def _get_pieces(self):
        """The template line of each single piece of a kit, in order."""
        return [line for line in self.line_ids for _ in range(line.quantity)]

    def _split_price(self, price=None):
        """Value in yuan of each piece: ``{(line, n): value}``, sums to the kit price exactly.

        Printed prices are kept; what is left is shared out by weight, the remainder of a fen going
        to the largest fraction.

        :param price: price of this kit, by default the template's
        """
        self.ensure_one()
        total = to_fen(self.price if price is None else price)
        keys, fixed, weights = [], [], []
        for line in self.line_ids:
            for number in range(line.quantity):
                keys.append((line, number))
                fixed.append(to_fen(line.unit_price))
                weights.append(0 if line.unit_price else line.weight)
        rest = max(total - sum(fixed), 0)
        open_parts = split(rest, weights) if any(weights) else [0] * len(keys)
        return {
            key: to_yuan(price_fen + part)
            for key, price_fen, part in zip(keys, fixed, open_parts, strict=True)
        }
