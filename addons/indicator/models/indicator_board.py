from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..tools import Span


class IndicatorIndicator(models.Model):
    _inherit = "indicator.indicator"

    @api.model
    @api.readonly
    def get_board(self, unit_id, date_from, date_to):
        """All indicators of one unit in one period, for the result table and for other systems.

        Dates are ISO texts. Numbers are in the ``unit`` of their row, percentages with two
        decimals; ``value`` is null where there is nothing to divide by, and ``note`` says why.

        :param unit_id: unit of the user's scope; null: the user's own unit
        :raise AccessError: the unit is outside the scope
        :return: ``{unit, path, children, date_from, date_to, cut_off, rows}``
        """
        unit = self._get_board_unit(unit_id)
        span = self._get_span(date_from, date_to)
        indicators = self._search_in_force(span.cut_off)
        figures = indicators._get_figures(span, unit)
        return {
            "unit": {"id": unit.id, "name": unit.name},
            "path": self._get_board_path(unit),
            "children": [{"id": child.id, "name": child.name} for child in unit.child_ids],
            "date_from": fields.Date.to_string(span.date_from),
            "date_to": fields.Date.to_string(span.date_to),
            "cut_off": fields.Date.to_string(span.cut_off),
            "rows": [
                {**row._prepare_board_row(), **_prepare_figure(figures[row.id, unit.id])}
                for row in indicators
            ],
        }

    @api.readonly
    def get_comparison(self, unit_id, date_from, date_to):
        """This indicator for the units directly below ``unit_id``, as rows of :meth:`get_board`.

        :raise AccessError: the unit is outside the scope
        """
        self.ensure_one()
        self.check_access("read")
        unit = self._get_board_unit(unit_id)
        figures = self._get_figures(self._get_span(date_from, date_to), unit)
        return [
            {
                "unit_id": child.id,
                "unit_name": child.name,
                **_prepare_figure(figures[self.id, child.id]),
            }
            for child in unit.child_ids
        ]

    def action_open_records(self, part, unit_id, date_from, date_to):
        """Open the records counted by the ``numerator`` or the ``denominator`` of a figure.

        The same domain as that of the figure; the list shows what the rules of the user allow.

        :raise AccessError: the unit is outside the scope, or the records are not for the user
        """
        self.ensure_one()
        self.check_access("read")
        unit = self._get_board_unit(unit_id)
        span = self._get_span(date_from, date_to)
        if part == "denominator" and self.denominator_source == "population":
            return self._open_population(unit, span)
        query = self.denominator_id if part == "denominator" else self.numerator_id
        if not query:
            raise UserError(self.env._("This indicator has no denominator."))
        query._check_readable()
        domain = query._get_list_domain(span, self._get_units_below(unit).ids)
        return query._open(f"{self.name} · {unit.name} · {query.name}", domain)

    @api.model
    def action_take_snapshot(self, unit_id, date_from, date_to):
        """Keep the figures of a unit and all below it as they are now, and list them.

        :raise AccessError: the unit is outside the scope, or the user doesn't manage indicators
        """
        if not self.env.user.has_group("indicator.group_indicator_manager"):
            raise AccessError(self.env._("Only managers of indicators keep snapshots."))
        unit = self._get_board_unit(unit_id)
        span = self._get_span(date_from, date_to)
        indicators = self._search_in_force(span.cut_off)
        taken = self.env["indicator.snapshot"]._take(indicators, span, unit)
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "indicator.indicator_snapshot_action"
        )
        domain = [("org_unit_id", "child_of", unit.id), ("computed_at", "=", taken[:1].computed_at)]
        return {**action, "domain": domain, "context": {}}

    def _open_population(self, unit, span):
        """The population that was entered for the unit, and those below that may make it up."""
        return {
            "type": "ir.actions.act_window",
            "name": f"{self.population_kind_id.name} · {unit.name}",
            "res_model": "indicator.denominator",
            "views": [(False, "list"), (False, "form")],
            "domain": [
                ("org_unit_id", "child_of", unit.id),
                ("year", "=", span.date_to.year),
                ("kind_id", "=", self.population_kind_id.id),
            ],
            "context": {"default_year": span.date_to.year},
        }

    @api.model
    def _get_board_unit(self, unit_id):
        """:raise AccessError: the unit is outside the scope of the user"""
        unit = self.env["org.unit"].browse(unit_id) if unit_id else self.env.user.org_unit_id
        if not unit:
            raise UserError(
                self.env._("You belong to no unit. Ask an administrator to enter your unit.")
            )
        if unit.id not in self.env.user._get_org_unit_ids():
            raise AccessError(self.env._("This unit is not one of those you are responsible for."))
        return unit

    @api.model
    def _get_span(self, date_from, date_to):
        """:raise ValidationError: the dates are no dates or the period ends before it begins"""
        try:
            first, last = fields.Date.to_date(date_from), fields.Date.to_date(date_to)
        except (TypeError, ValueError):
            first = last = None
        if not first or not last or last < first:
            raise ValidationError(self.env._("Choose a period that does not end before it begins."))
        return Span.until_today(first, last, fields.Date.context_today(self))

    @api.model
    def _get_board_path(self, unit):
        """The units from the top of the user's scope down to ``unit``."""
        scope = set(self.env.user._get_org_unit_ids())
        above = [int(part) for part in unit.parent_path.split("/")[:-1]]
        path = self.env["org.unit"].browse([unit_id for unit_id in above if unit_id in scope])
        return [{"id": row.id, "name": row.name} for row in path]

    @api.model
    def _get_board_table(self, board):
        """The rows of :meth:`get_board` as a table for a workbook: title, period, headers, figures."""
        _ = self.env._
        units = dict(self._fields["unit"]._description_selection(self.env))
        headers = [
            *(
                _("Category"),
                _("Indicator"),
                _("Value"),
                _("Unit of Measure"),
                _("Target"),
                _("Gap"),
            ),
            *(_("Numerator"), _("Denominator"), _("Remark"), _("Source")),
        ]
        names = ("value", "unit", "target", "gap", "numerator", "denominator", "note", "source")
        period = _("%(first)s to %(last)s", first=board["date_from"], last=board["cut_off"])
        rows = [{**row, "unit": units[row["unit"]]} for row in board["rows"]]
        return [
            [board["unit"]["name"]],
            [period],
            headers,
            *([row["category"], row["name"], *(row[name] for name in names)] for row in rows),
        ]

    def _prepare_board_row(self):
        return {
            "id": self.id,
            "code": self.code,
            "name": self.name,
            "category": self.category_id.name or "",
            "unit": self.unit,
            "formula": self.formula,
            "source": self.source,
            "better": self.better,
            "accumulates": self.accumulates,
            "denominator_source": self.denominator_source,
            "numerator_name": self.numerator_id.name,
            "denominator_name": (self.denominator_id or self.population_kind_id).display_name or "",
        }


def _prepare_figure(figure):
    numbers = ("numerator", "denominator", "value", "target", "expected", "gap")
    row = {name: _to_float(getattr(figure, name)) for name in numbers}
    return {**row, "light": figure.light, "note": figure.note}


def _to_float(number):
    return None if number is None else float(number)
