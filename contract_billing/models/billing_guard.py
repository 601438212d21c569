from odoo import api, models
from odoo.exceptions import AccessError, ValidationError


class BillingGuard(models.AbstractModel):
    """What a client may send: no totals that the system computes, no fractions of a fen.

    The ORM lets a caller with write access overwrite any stored computed column; a paid total or
    a payment state must not be forged that way.
    """

    _name = "billing.guard"
    _description = "Guard of Computed Columns"

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_no_computed(vals)
            self._check_whole_fen(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_no_computed(vals)
        self._check_whole_fen(vals)
        return super().write(vals)

    def _check_no_computed(self, vals):
        """Refuse values for computed or related columns of this suite.

        :raise AccessError: names the first such field
        """
        for name in vals:
            field = self._fields.get(name)
            if field and self._is_guarded(field) and not self.env.su:
                raise AccessError(
                    self.env._(
                        "“%(field)s” is computed by the system and cannot be entered.",
                        field=field._description_string(self.env),
                    )
                )

    def _check_whole_fen(self, vals):
        """Refuse amounts with more than two decimals; the ORM would round them silently.

        :raise ValidationError: names the field and the amount
        """
        for name, value in vals.items():
            field = self._fields.get(name)
            if not field or field.type != "monetary" or not isinstance(value, (int, float)):
                continue
            if round(value, 2) != round(value, 6):
                raise ValidationError(
                    self.env._(
                        "“%(field)s”: %(value)s has more than two decimals. Enter it to the cent.",
                        field=field._description_string(self.env),
                        value=f"{value:.6f}".rstrip("0"),
                    )
                )

    def _is_guarded(self, field):
        own = field._module == "contract_billing" or not self._name.startswith("project.")
        return own and field.store and field.compute and field.readonly and not field.inverse
