from datetime import date
from decimal import Decimal

from odoo import api, models

from ..tools import Figure, UnitTree, ratio, traffic_light


class IndicatorIndicator(models.Model):
    _inherit = "indicator.indicator"

    def _get_figures(self, span, units):
        """Figures of these indicators for ``units`` and every unit below them.

        Each counting rule is asked once, however many units and indicators need it.

        :return: ``{(indicator id, unit id): Figure}``
        """
        tree = UnitTree(self._get_units_below(units))
        queries = self.numerator_id | self.denominator_id
        counts = {query.id: query._count(span, tree) for query in queries}
        populations = self._get_populations(span, tree)
        targets = self.env["indicator.target"]._get_in_force(self, span.cut_off)
        figures = {}
        for indicator in self:
            for unit_id in tree.ids:
                denominator, note = indicator._get_denominator(unit_id, counts, populations)
                numerator = counts[indicator.numerator_id.id].get(unit_id, Decimal())
                target = indicator._find_target(targets, tree.paths[unit_id])
                figures[indicator.id, unit_id] = indicator._get_figure(
                    span, numerator, denominator, target, note
                )
        return figures

    @api.model
    def _get_units_below(self, units):
        # sudo: as in res.users._get_org_unit_ids(), the tree doesn't depend on who looks at it
        Unit = self.env["org.unit"].sudo().with_context(active_test=False)
        below = Unit.search_fetch(
            [("id", "child_of", units.ids)], ["parent_path", "parent_id", "kind", "active", "name"]
        )
        return below

    def _get_populations(self, span, tree):
        kinds = self.population_kind_id
        entered = self.env["indicator.denominator"]._get_entered(kinds, span.date_to.year, tree.ids)
        return {kind.id: tree.complete(entered[kind.id]) for kind in kinds}

    def _get_denominator(self, unit_id, counts, populations):
        """Denominator of the unit and, where there is none, the reason in the user's words."""
        if self.denominator_source == "none":
            return None, ""
        if self.denominator_source == "query":
            number = counts[self.denominator_id.id].get(unit_id, Decimal())
            return number, "" if number else self.env._("Nothing in the denominator")
        values, missing = populations[self.population_kind_id.id]
        if unit_id in values:
            number = Decimal(values[unit_id])
            return number, "" if number else self.env._("The denominator is 0")
        if not missing[unit_id]:
            return None, self.env._("Population not entered")
        return None, self.env._(
            "Population not entered, neither here nor for %(count)s units below",
            count=len(missing[unit_id]),
        )

    def _find_target(self, targets, path):
        """Target of the unit at the end of ``path``.

        Percentages come down from the units above; a number of persons set for a county is
        not that of each of its villages.
        """
        lineage = list(reversed(path)) if self.unit == "percent" else path[-1:]
        for unit_id in [*lineage, False]:
            if target := targets.get((self.code, unit_id)):
                return target
        return None

    def _get_figure(self, span, numerator, denominator, target, note):
        if self.denominator_source == "none":
            value = numerator
        else:
            value = ratio(numerator, denominator, 100 if self.unit == "percent" else 1)
        target_value = Decimal(str(target.value)) if target else None
        expected = self._get_expected(span, target, target_value)
        light = traffic_light(
            value,
            expected,
            lower_is_better=self.better == "lower",
            warning_percent=Decimal(str(self.warning_percent)),
        )
        return Figure(numerator, denominator, value, target_value, expected, light, note)

    def _get_expected(self, span, target, target_value):
        """What is due by the last day counted: for growing figures the elapsed part."""
        if not target or not self.accumulates:
            return target_value
        last = target.valid_to or date(target.valid_from.year, 12, 31)
        elapsed, whole = span.elapsed_share(target.valid_from, max(last, target.valid_from))
        return ratio(target_value * elapsed, Decimal(whole))
