from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

LINKS = {"is_current", "superseded_by_id"}


class IndicatorDenominator(models.Model):
    """A population of one unit in one year, entered from a document and never overwritten.

    A correction is a new row, which supersedes the former one; the former stays readable.
    """

    _name = "indicator.denominator"
    _description = "Population"
    _order = "year desc, org_unit_id, kind_id, id desc"

    org_unit_id = fields.Many2one(
        "org.unit", string="Unit", required=True, index=True, ondelete="restrict"
    )
    year = fields.Integer(
        required=True, aggregator=None, default=lambda self: fields.Date.context_today(self).year
    )
    kind_id = fields.Many2one(
        "indicator.population.kind", required=True, index=True, ondelete="restrict"
    )
    value = fields.Integer("Persons", required=True)
    document_id = fields.Many2one(
        "indicator.document", required=True, index=True, ondelete="restrict"
    )
    page = fields.Char(help="Page or table of the document.")
    reason = fields.Char("Reason of Correction", help="Why the row before was wrong.")
    is_current = fields.Boolean("Current", default=True, readonly=True, copy=False)
    superseded_by_id = fields.Many2one(
        "indicator.denominator",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        copy=False,
    )

    _current_uniq = models.UniqueIndex(
        "(org_unit_id, year, kind_id) WHERE is_current",
        "This unit already has such a population for that year.",
    )
    _value_positive = models.Constraint("CHECK (value >= 0)", "A population cannot be negative.")
    _year_plausible = models.Constraint(
        "CHECK (year BETWEEN 1949 AND 2999)", "Enter the year with four digits."
    )

    @api.depends("org_unit_id", "year", "kind_id")
    def _compute_display_name(self):
        for row in self:
            parts = (row.org_unit_id.name, str(row.year), row.kind_id.name)
            row.display_name = " · ".join(filter(None, parts))

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals.update(is_current=True, superseded_by_id=False)
        rows = self.browse()
        for vals in vals_list:
            # one at a time: a row may correct another of the same batch
            former = self._end_former(vals)
            row = super().create([vals])
            # sudo: nobody may write a row; this field only says what became of it
            former.sudo().superseded_by_id = row
            rows += row
        return rows

    def _end_former(self, vals):
        """The row that ``vals`` correct, from now on no longer current.

        :raise ValidationError: there is one, and no reason for the correction
        """
        former = self._find_current(vals)
        if former and not (vals.get("reason") or "").strip():
            raise ValidationError(
                self.env._(
                    "%(row)s already is %(value)s (%(document)s). "
                    "To correct it, enter the new number with the reason of the correction.",
                    row=former.display_name,
                    value=former.value,
                    document=former.document_id.name,
                )
            )
        # sudo: nobody may write a row; this field only says what became of it
        former.sudo().is_current = False
        former.flush_recordset()
        return former

    def _find_current(self, vals):
        values = {**self.default_get(["year"]), **vals}
        keys = ("org_unit_id", "year", "kind_id")
        return self.search(
            Domain("is_current", "=", True)
            & Domain.AND(Domain(k, "=", values.get(k)) for k in keys)
        )

    def write(self, vals):
        if set(vals) - LINKS:
            raise UserError(
                self.env._(
                    "An entered population is never overwritten. Enter the right number as a "
                    "new row with the reason; it takes the place of this one."
                )
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=True)
    def _unlink_never(self):
        raise UserError(
            self.env._("An entered population is kept for ever. Correct it with a new row.")
        )

    def action_correct(self):
        """Open a new row that will take the place of this one."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Correct a Population"),
            "res_model": self._name,
            "views": [(False, "form")],
            "context": {
                "default_org_unit_id": self.org_unit_id.id,
                "default_year": self.year,
                "default_kind_id": self.kind_id.id,
                "default_value": self.value,
            },
        }

    @api.model
    def _get_entered(self, kinds, year, unit_ids):
        """``{kind id: {unit id: persons}}`` as entered for ``year``."""
        domain = Domain("is_current", "=", True) & Domain("year", "=", year)
        domain &= Domain("kind_id", "in", kinds.ids) & Domain("org_unit_id", "in", unit_ids)
        entered = {kind.id: {} for kind in kinds}
        # sudo: the population of a unit is told to whoever is shown its rate
        for row in self.sudo().search_fetch(domain, ["kind_id", "org_unit_id", "value"]):
            entered[row.kind_id.id][row.org_unit_id.id] = row.value
        return entered
