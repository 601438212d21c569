from collections import defaultdict
from datetime import date

from odoo import fields, models
from odoo.tools import format_date

from odoo.addons.indicator.tools import UnitTree

from ..tools import split_ids


class FamilyStatistic(models.AbstractModel):
    """Counting: one grouped query per column, added up along the tree of units or by team."""

    _inherit = "family.statistic"

    def _count_rows(self, query, columns):
        """``(rows, {column: total})``; a row is ``{key, name, unit_id, values}``."""
        counted, total = {}, {}
        if not columns:
            return [], total
        together = {}
        for key, column in columns.items():
            together.setdefault((column.model, str(column.domain)), {})[key] = column
        for bundle in together.values():
            for key, (numbers, sum_) in self._count_bundle(query, bundle).items():
                counted[key], total[key] = numbers, sum_
        rows = self._get_named_keys(query, counted)
        for row in rows:
            row["values"] = {key: numbers.get(row["key"], 0) for key, numbers in counted.items()}
        return rows, total

    def _count_bundle(self, query, columns):
        """``{column: ({key of a row: number}, total)}`` of columns that differ by sum and splits."""
        column = next(iter(columns.values()))
        path = self._get_group_path(query["dimension"], column)
        splits = list(dict.fromkeys(name for one in columns.values() for name in one.splits))
        sums = list(dict.fromkeys(one.measure for one in columns.values() if one.measure))
        model, domain = self.env[column.model], self._get_base_domain(query, column)
        aggregates = ["__count", *(f"{name}:sum" for name in sums)]
        groups = model._read_group(domain, [path, *splits], aggregates)
        rows = alone = [(self._get_key(value), rest) for value, *rest in groups]
        if model._fields[path.partition(":")[0].partition(".")[0]].type == "many2many":
            # somebody in two groups counts in both, but once in all
            alone = [(None, rest) for rest in model._read_group(domain, splits, aggregates)]
        found = {}
        for key, one in columns.items():
            place = len(splits) + (1 + sums.index(one.measure) if one.measure else 0)
            numbers = _pick(rows, one, splits, place)
            total = sum(number for _key, number in _pick(alone, one, splits, place))
            found[key] = self._fold(query, one, numbers), total
        return found

    def _get_group_path(self, dimension, column):
        if dimension == "team" and "team" in column.paths:
            return column.paths["team"]
        if dimension == "group" and "group_key" in column.paths:
            return column.paths["group_key"]
        return self._get_path(dimension, column) if dimension != "unit" else column.paths["unit"]

    def _get_key(self, value):
        if hasattr(value, "ids"):
            return value.id
        return fields.Date.to_string(value) if isinstance(value, date) else value

    def _fold(self, query, column, groups):
        if query["dimension"] == "unit":
            return self._fold_units(query, groups)
        if query["dimension"] == "team" and "team" not in column.paths:
            return self._fold_teams(query, groups)
        if query["dimension"] == "group" and "group_key" in column.paths:
            groups = [(id_, number) for key, number in groups for id_ in split_ids(key)]
        numbers = defaultdict(int)
        for key, number in groups:
            if key:
                numbers[key] += number
        return numbers

    def _fold_units(self, query, groups):
        """Of each unit below, and under its negative id of the unit itself."""
        numbers = UnitTree(query["units"]).roll_up(((key,), number) for key, number in groups)
        own = query["unit"].id
        return {key: int(number) for key, number in numbers.items()} | {
            -own: sum(number for key, number in groups if key == own)
        }

    def _fold_teams(self, query, groups):
        """What the members of a team did; who works in two counts in both."""
        by_user, numbers = defaultdict(int), defaultdict(int)
        for key, number in groups:
            by_user[key] += number
        for team in self._get_team_records(query):
            numbers[team.id] = sum(by_user.get(id_, 0) for id_ in self._get_users_of(team).ids)
        return numbers

    def _get_team_records(self, query):
        """The teams among which to tell apart."""
        return query["team"] or self.env["care.team"].browse(
            row["id"] for row in self._get_teams(query["unit"])
        )

    def _get_named_keys(self, query, counted):
        dimension = query["dimension"]
        if dimension == "unit":
            return self._name_units(query, counted)
        found = {key for numbers in counted.values() for key, number in numbers.items() if number}
        if dimension in ("month", "quarter"):
            names = {key: self._name_period(key, dimension) for key in found}
            return [{"key": key, "name": names[key]} for key in sorted(found)]
        return self._name_records(dimension, found, query)

    def _name_units(self, query, counted):
        unit = query["unit"]
        below = unit.child_ids.filtered(lambda row: row.kind != "department")
        rows = [{"key": row.id, "name": row.name, "unit_id": row.id} for row in below]
        if any(numbers.get(-unit.id) for numbers in counted.values()) or not rows:
            name = self.env._("%(unit)s itself", unit=unit.name) if rows else unit.name
            rows.append({"key": -unit.id, "name": name})
        return rows

    def _name_period(self, key, dimension):
        first = fields.Date.to_date(key)
        if dimension == "quarter":
            return self.env._(
                "Quarter %(number)s of %(year)s", number=(first.month + 2) // 3, year=first.year
            )
        return format_date(self.env, first, date_format="yyyy-MM")

    def _name_records(self, dimension, found, query):
        columns = self._get_columns(query["kind"], query["span"])
        column = next(column for column in columns.values() if self._get_path(dimension, column))
        path = column.paths.get(dimension, "")
        model = "care.team"
        if dimension != "team":
            model = self.env[column.model]._fields[path].comodel_name
        # sudo: the name of who did what was just counted, or of a kind of services
        records = self.env[model].sudo().browse(found).exists()
        return [{"key": row.id, "name": row.display_name} for row in records.sorted("display_name")]


def _pick(rows, column, splits, place):
    """``[(key, number)]`` of what a column counts among the groups of its bundle."""
    return [
        (key, rest[place] or 0)
        for key, rest in rows
        if all(rest[splits.index(name)] in values for name, values in column.splits.items())
    ]
