from datetime import date, datetime
from decimal import Decimal

from odoo import fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL, Query

from ..tools import Span


class IndicatorQuery(models.Model):
    _inherit = "indicator.query"

    def _count(self, span, tree):
        """Count for all units of ``tree`` with one grouped query, added up along it.

        :return: ``{unit id: Decimal}``; units without any record are missing
        """
        self.ensure_one()
        if self.measure == "distinct":
            return tree.roll_up(self._count_distinct(span, tree))
        aggregate = f"{self.measure_field}:sum" if self.measure == "sum" else "__count"
        groups = self._get_counted_model()._read_group(
            self._get_domain(span, tree.ids), [self.unit_field], [aggregate]
        )
        return tree.roll_up(((unit.id,), Decimal(str(number or 0))) for unit, number in groups)

    def _count_distinct(self, span, tree):
        """Rows of (ids of units, number of values found in exactly these units).

        In SQL because the ORM counts values per unit only: who was seen by two clinics would
        count twice in the hospital above them.
        """
        model = self._get_counted_model()
        query = model._search(self._get_domain(span, tree.ids))
        unit = model._read_group_groupby(model._table, self.unit_field, query)
        value = model._field_to_sql(model._table, self.measure_field, query)
        per_value = SQL(
            "%s GROUP BY %s",
            query.select(SQL("ARRAY_AGG(DISTINCT %s) AS unit_ids", unit)),
            value,
        )
        return self.env.execute_query(
            SQL("SELECT unit_ids, COUNT(*) FROM (%s) AS per_value GROUP BY unit_ids", per_value)
        )

    def _get_counted_model(self):
        # sudo: who supervises a unit is told its figures; the records stay with their rules
        return self._get_model().sudo()

    def _get_list_domain(self, span, unit_ids):
        """The domain of :meth:`_get_domain` in a form that can leave the server.

        What an add-on selects by SQL is replaced by the ids that the user may see.
        """
        domain = self._get_domain(span, unit_ids)
        if any(isinstance(term.value, SQL | Query) for term in domain.iter_conditions()):
            return [("id", "in", list(self._get_model()._search(domain)))]
        return to_plain(domain)

    def _open(self, name, domain):
        """Window action with the records behind a figure.

        Different values show as groups, so that the number of groups is the figure.
        """
        group_by = {"group_by": [self.measure_field]} if self.measure == "distinct" else {}
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": self.model,
            "views": [(False, "list"), (False, "form")],
            "domain": domain,
            "context": {**group_by, "create": False},
        }

    def action_open_counted(self):
        """List what this rule counts in the user's units since the beginning of the year."""
        self.ensure_one()
        self.check_access("read")
        today = fields.Date.context_today(self)
        span = Span(today.replace(month=1, day=1), today.replace(month=12, day=31), today)
        domain = self._get_list_domain(span, self.env.user._get_org_unit_ids())
        self._check_readable()
        return self._open(self.name, domain)

    def _check_readable(self):
        """:raise AccessError: says that the figure may be seen, but not the records behind it"""
        if not self._get_model().has_access("read"):
            raise AccessError(
                self.env._("You may see this figure, but not the records that it counts.")
            )

    def _get_domain_text(self, span):
        """What a snapshot keeps of the rule: its domain with the dates, as plain values."""
        return str(to_plain(self._evaluate_domain(span) & self._get_date_domain(span)))

    def _get_stored_domain(self, terms, span, unit):
        """Window domain of a domain kept by :meth:`_get_domain_text`, for a unit and those below."""
        domain = Domain(terms) & Domain(self.unit_field, "child_of", unit.id)
        if self.condition:
            condition = self.env["indicator.provider"]._get_condition(self.condition, span)
            domain &= Domain("id", "in", list(self._get_model()._search(domain & condition)))
        return to_plain(domain)


def to_plain(value):
    """A domain as lists of plain values, which can be sent and stored."""
    if isinstance(value, Domain | list | tuple):
        plain = [to_plain(item) for item in value]
        return tuple(plain) if isinstance(value, tuple) else plain
    if isinstance(value, datetime):
        return fields.Datetime.to_string(value)
    return fields.Date.to_string(value) if isinstance(value, date) else value
