from odoo import api, models
from odoo.exceptions import ValidationError


class WholeFenMixin(models.AbstractModel):
    """Amounts are entered to the fen: the ORM would round further decimals silently."""

    _name = "whole.fen.mixin"
    _description = "Amounts to the Fen"

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_whole_fen(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_whole_fen(vals)
        return super().write(vals)

    def _check_whole_fen(self, vals):
        """Refuse amounts with more than two decimals.

        :raise ValidationError: names the field and the amount
        """
        for name, value in vals.items():
            field = self._fields.get(name)
            if not field or field.type != "monetary" or not isinstance(value, int | float):
                continue
            if round(value, 2) != round(value, 6):
                raise ValidationError(
                    self.env._(
                        "“%(field)s”: %(value)s has more than two decimals. Enter it to the cent.",
                        field=field._description_string(self.env),
                        value=f"{value:.6f}".rstrip("0"),
                    )
                )
