from odoo import api, fields, models, tools
from odoo.fields import Domain


class DatedMixin(models.AbstractModel):
    """A value that is in force for a time and says where it comes from."""

    _name = "dated.mixin"
    _description = "In Force for a Time"

    # Whether the rows are kept in memory, the same for every user and every day: they are asked
    # for with every record entered, and change with a new norm only.
    _is_kept = False
    # Fields whose values are kept with the ids.
    _kept_fields = ()

    valid_from = fields.Date(required=True)
    valid_to = fields.Date(help="Last day in force; empty while nothing replaced it.")
    source = fields.Char(
        required=True, translate=True, help="Law, regulation or document, with its clause."
    )

    _valid_dates = models.Constraint(
        "CHECK (valid_to IS NULL OR valid_to >= valid_from)",
        "A rule cannot end before it begins.",
    )

    def _in_force_domain(self, date):
        """Domain of what is in force on ``date``."""
        return Domain("valid_from", "<=", date) & (
            Domain("valid_to", "=", False) | Domain("valid_to", ">=", date)
        )

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        self._forget()
        return rows

    def write(self, vals):
        result = super().write(vals)
        self._forget()
        return result

    def unlink(self):
        result = super().unlink()
        self._forget()
        return result

    def _forget(self):
        if self._is_kept:
            self.env.registry.clear_cache()

    @api.model
    def _get_in_force_where(self, field_name, value, date):
        """Rows in force on ``date`` whose field has the value, in the order of the model.

        Only of a model whose rows are kept in memory.

        :param value: of a Many2one its id
        """
        # sudo: a norm is public, and what follows from it is told to whoever enters something
        return self.sudo().browse(row[0] for row in self._get_kept(field_name, value, date))

    @api.model
    def _get_kept(self, field_name, value, date):
        """``[(id, value of each of _kept_fields…)]`` of these rows, without asking the database."""
        date = fields.Date.to_date(date)
        return [
            kept
            for first, last, kept in self._get_periods(field_name, value)
            if first <= date and (not last or date <= last)
        ]

    @api.model
    def _get_periods(self, field_name, value):
        """``((first day, last day or False, kept), …)``; of a Many2one the id is kept."""
        return self._get_all_periods(field_name).get(value, ())

    @api.model
    @tools.ormcache("field_name")
    def _get_all_periods(self, field_name):
        """``{value: periods}``: all at once, because a form asks for a hundred of them."""
        # sudo: kept for everybody alike
        rows = self.sudo().search(Domain.TRUE)
        return {
            value: tuple(
                (row.valid_from, row.valid_to, (row.id, *map(row._get_plain, self._kept_fields)))
                for row in same
            )
            for value, same in rows.grouped(lambda row: row._get_plain(field_name)).items()
        }

    def _get_plain(self, name):
        return self[name].id if self._fields[name].relational else self[name]
