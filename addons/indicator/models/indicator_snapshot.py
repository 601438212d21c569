from ast import literal_eval
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import date_utils

from ..tools import Span


class IndicatorSnapshot(models.Model):
    """A figure as it stood when it was taken, with the domains that say what was counted.

    Only the system writes snapshots, and none is ever changed: corrections of the data show in
    the next one.
    """

    _name = "indicator.snapshot"
    _description = "Indicator Snapshot"
    _order = "cut_off desc, computed_at desc, indicator_id, org_unit_id"

    indicator_id = fields.Many2one(
        "indicator.indicator", required=True, index=True, ondelete="restrict"
    )
    category_id = fields.Many2one(related="indicator_id.category_id", store=True)
    unit = fields.Selection(related="indicator_id.unit")
    org_unit_id = fields.Many2one(
        "org.unit", string="Unit", required=True, index=True, ondelete="restrict"
    )
    unit_kind = fields.Selection(related="org_unit_id.kind", store=True)
    date_from = fields.Date("From", required=True)
    date_to = fields.Date("To", required=True)
    cut_off = fields.Date("Counted Up To", required=True, index=True)
    computed_at = fields.Datetime(required=True)
    numerator = fields.Float(digits=(16, 2))
    denominator = fields.Float(digits=(16, 2))
    value = fields.Float(digits=(16, 2), aggregator="avg")
    has_value = fields.Boolean(help="Without a denominator there is no value, which is not 0.")
    target = fields.Float(digits=(16, 2), aggregator="avg")
    light = fields.Selection(
        [("none", "No target"), ("green", "Reached"), ("yellow", "Near"), ("red", "Behind")],
        required=True,
    )
    note = fields.Char()
    numerator_domain = fields.Text()
    denominator_domain = fields.Text()

    _taken_uniq = models.UniqueIndex(
        "(indicator_id, org_unit_id, cut_off, date_from, computed_at)",
        "This snapshot has been taken already.",
    )

    @api.depends("indicator_id", "org_unit_id", "cut_off")
    def _compute_display_name(self):
        for row in self:
            row.display_name = f"{row.indicator_id.name} · {row.org_unit_id.name} · {row.cut_off}"

    def action_open_numerator(self):
        """Open what the stored domain of the numerator selects today."""
        return self._open(self.indicator_id.numerator_id, self.numerator_domain)

    def action_open_denominator(self):
        """Open what the stored domain of the denominator selects today."""
        if self.indicator_id.population_kind_id:
            span = Span(self.date_from, self.date_to, self.cut_off)
            return self.indicator_id._open_population(self.org_unit_id, span)
        return self._open(self.indicator_id.denominator_id, self.denominator_domain)

    def _open(self, query, domain):
        self.ensure_one()
        self.check_access("read")
        query._check_readable()
        span = Span(self.date_from, self.date_to, self.cut_off)
        terms = query._get_stored_domain(literal_eval(domain), span, self.org_unit_id)
        return query._open(self.display_name, terms)

    @api.model
    def _take(self, indicators, span, units):
        """Store the figures of ``indicators`` for ``units`` and all units below."""
        figures = indicators._get_figures(span, units)
        now = fields.Datetime.now()
        domains = {
            query.id: query._get_domain_text(span)
            for query in indicators.numerator_id | indicators.denominator_id
        }
        by_id = {indicator.id: indicator for indicator in indicators}
        # sudo: nobody may enter a snapshot
        return self.sudo().create(
            [
                {
                    "indicator_id": indicator_id,
                    "org_unit_id": unit_id,
                    "date_from": span.date_from,
                    "date_to": span.date_to,
                    "cut_off": span.cut_off,
                    "computed_at": now,
                    "numerator_domain": domains[by_id[indicator_id].numerator_id.id],
                    "denominator_domain": domains.get(by_id[indicator_id].denominator_id.id),
                    **_prepare_values(figure),
                }
                for (indicator_id, unit_id), figure in figures.items()
            ]
        )

    @api.model
    def _cron_take(self):
        """Take the month that ended last, from the first day of its year, once per indicator."""
        today = fields.Date.context_today(self)
        last = date_utils.start_of(today, "month") - timedelta(days=1)
        span = Span(last.replace(month=1, day=1), last, last)
        roots = self.env["org.unit"].search([("parent_id", "=", False)])
        indicators = self.env["indicator.indicator"]._search_in_force(last)
        taken = self._read_group(
            [("cut_off", "=", last), ("date_from", "=", span.date_from)], ["indicator_id"]
        )
        waiting = indicators - self.env["indicator.indicator"].union(*(row for (row,) in taken))
        commit = self.env["ir.cron"]._commit_progress
        commit(remaining=len(waiting))
        for indicator in waiting:
            self._take(indicator, span, roots)
            if not commit(1):
                break


def _prepare_values(figure):
    return {
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "value": figure.value,
        "has_value": figure.value is not None,
        "target": figure.target,
        "light": figure.light,
        "note": figure.note,
    }
