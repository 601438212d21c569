from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from odoo.addons.indicator.models.indicator_query_count import to_plain
from odoo.addons.indicator.tools import UnitTree

KINDS = ("sign", "perform", "archive", "followup", "exam")
DIMENSIONS = ("unit", "team", "doctor", "group", "month", "quarter")


class FamilyStatistic(models.AbstractModel):
    """Five tables of services by unit, team, doctor, group and month (domain E.6).

    A number is counted with the rights of whoever looks, by the very domain that its list opens
    with: both are the same in every scope. What is counted, see :meth:`_get_columns`.
    """

    _name = "family.statistic"
    _description = "Statistics of Services"

    @api.model
    @api.readonly
    def get_table(self, query):
        """One table, for the screen and for the spreadsheet.

        :param query: ``{kind, dimension, unit_id, team_id, tag_id, date_from, date_to}``; dates are
            ISO texts, no unit is the user's own, no team and no group are all
        :raise AccessError: the unit is outside the scope, or such records are not for the user
        :return: ``{unit, path, date_from, cut_off, columns, rows, total, frozen_at, …}``
        """
        query = self._prepare_query(query)
        self._check_readable(query)
        columns = self._get_shown_columns(query)
        rows, total = self._count_rows(query, columns)
        frozen = self.env["family.statistic.snapshot"]._find(query)
        for row in rows:
            row["frozen"] = frozen.get(row["key"])
        return {
            "kind": query["kind"],
            "kinds": self._get_readable_kinds(),
            "dimension": query["dimension"],
            "unit": {"id": query["unit"].id, "name": query["unit"].name},
            "path": self.env["indicator.indicator"]._get_board_path(query["unit"]),
            "teams": self._get_teams(query["unit"]),
            "tags": self._get_tags(),
            "date_from": fields.Date.to_string(query["span"].date_from),
            "cut_off": fields.Date.to_string(query["span"].cut_off),
            "columns": [{"key": key, "label": row.label} for key, row in columns.items()],
            "rows": rows,
            "total": total,
            "frozen_at": frozen.get("frozen_at"),
        }

    @api.model
    def action_open(self, query, key, column):
        """Open the records behind one number of :meth:`get_table`.

        :param key: of the row; null: the total
        """
        query = self._prepare_query(query)
        column = self._get_shown_columns(query)[column]
        domain = self._get_list_domain(query, column, key)
        model = column.listed or column.model
        self.env[model].check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": f"{column.label} · {query['unit'].name}",
            "res_model": model,
            "views": [(False, "list"), (False, "form")],
            "domain": to_plain(domain),
            "context": {"create": False},
        }

    @api.model
    def _prepare_query(self, query):
        """The question with records and a span instead of what the client sent."""
        kind, dimension = query.get("kind") or KINDS[0], query.get("dimension") or DIMENSIONS[0]
        if kind not in KINDS or dimension not in DIMENSIONS:
            raise AccessError(self.env._("There is no such table."))
        indicators = self.env["indicator.indicator"]
        unit = indicators._get_board_unit(query.get("unit_id"))
        return {
            "kind": kind,
            "dimension": dimension,
            "unit": unit,
            "units": indicators._get_units_below(unit),
            "team": self.env["care.team"].browse(query.get("team_id") or ()),
            "tag": self.env["resident.population.tag"].browse(query.get("tag_id") or ()),
            "span": indicators._get_span(query["date_from"], query["date_to"]),
        }

    def _check_readable(self, query):
        if query["kind"] not in {kind["key"] for kind in self._get_readable_kinds()}:
            raise AccessError(self.env._("The records of this table are not for your role."))

    def _get_readable_kinds(self):
        labels = {
            "sign": (self.env._("Agreements"), "family.agreement"),
            "perform": (self.env._("Services"), "family.duty"),
            "archive": (self.env._("Archives"), "health.archive"),
            "followup": (self.env._("Follow-ups"), "health.followup"),
            "exam": (self.env._("Exams"), "health.exam"),
        }
        return [
            {"key": key, "label": label}
            for key, (label, model) in labels.items()
            if self.env[model].has_access("read")
        ]

    def _get_teams(self, unit):
        """Teams to choose from: of this unit, of those below, and of the hospital above."""
        if not self.env["care.team"].has_access("read"):
            return []
        teams = self.env["care.team"].search(
            ["|", ("org_unit_id", "child_of", unit.id), ("org_unit_id", "parent_of", unit.id)]
        )
        return [{"id": team.id, "name": team.name} for team in teams]

    def _get_tags(self):
        tags = self.env["resident.population.tag"].search([("is_sensitive", "=", False)])
        return [{"id": tag.id, "name": tag.name} for tag in tags]

    def _get_shown_columns(self, query):
        """Those that can be told apart by the dimension asked for."""
        columns = self._get_columns(query["kind"], query["span"])
        if query["dimension"] == "unit":
            return columns
        return {
            key: column
            for key, column in columns.items()
            if self._get_path(query["dimension"], column)
        }

    def _get_path(self, dimension, column):
        if dimension in ("month", "quarter"):
            return column.date and f"{column.date}:{dimension}"
        return column.paths.get("doctor" if dimension == "team" else dimension) or (
            column.paths.get(dimension)
        )

    def _get_domain(self, query, column):
        """What a column counts, see :meth:`_get_base_domain`."""
        split = Domain.AND(Domain(name, "in", values) for name, values in column.splits.items())
        return self._get_base_domain(query, column) & split

    def _get_base_domain(self, query, column):
        """What is counted together with a column in the unit, of the team and group asked for."""
        domain = Domain(column.domain) & Domain(column.paths["unit"], "in", query["units"].ids)
        if query["team"]:
            domain &= self._get_team_domain(column, query["team"])
        if query["tag"]:
            domain &= self._get_tag_domain(column, query["tag"], query["span"].cut_off)
        return domain

    def _get_team_domain(self, column, team):
        if path := column.paths.get("team"):
            return Domain(path, "=", team.id)
        return Domain(column.paths["doctor"], "in", self._get_users_of(team).ids)

    def _get_users_of(self, team):
        # sudo: who works in a team is known to his colleagues
        return team.sudo().member_ids.user_id

    def _get_tag_domain(self, column, tag, date):
        path = column.paths["tag"]
        if path.endswith("tag_ids"):
            return Domain(path, "in", tag.ids)
        return Domain(path, "any", tag._get_member_domain(date))

    def _get_list_domain(self, query, column, key):
        domain = self._get_domain(query, column)
        if key is not None:
            domain &= self._get_row_domain(query, column, key)
        if column.listed:
            return Domain("agreement_id", "any", domain) & Domain(column.listed_domain)
        return domain

    def _get_row_domain(self, query, column, key):
        """What tells the row ``key`` from the others."""
        dimension = query["dimension"]
        if dimension == "unit":
            return Domain(column.paths["unit"], "in", self._get_units_of(query["units"], key))
        if dimension == "team":
            return self._get_team_domain(column, self.env["care.team"].browse(key))
        if dimension in ("month", "quarter"):
            first = fields.Date.to_date(key)
            last = fields.Date.add(first, months=1 if dimension == "month" else 3)
            return Domain(column.date, ">=", first) & Domain(column.date, "<", last)
        return Domain(column.paths[dimension], "=", key)

    def _get_units_of(self, units, key):
        """A unit with all below; of the negative key of a unit the unit alone."""
        if key < 0:
            return [-key]
        tree = UnitTree(units)
        return [id_ for id_ in tree.ids if key in tree.paths[id_]]

    def _get_sheet(self, table):
        """The table as rows of a workbook: unit, period and cut, headers, figures, total."""
        _ = self.env._
        [kind] = (kind["label"] for kind in table["kinds"] if kind["key"] == table["kind"])
        keys = [column["key"] for column in table["columns"]]
        period = _(
            "%(kind)s, from %(first)s, counted up to %(last)s",
            kind=kind,
            first=table["date_from"],
            last=table["cut_off"],
        )
        labels = [column["label"] for column in table["columns"]]
        headers = [_("Row"), *labels]
        if table["frozen_at"]:
            headers += [_("%(column)s, frozen", column=label) for label in labels]
        rows = [
            [row["name"], *(row["values"][key] for key in keys)]
            + [row["frozen"].get(key) for key in keys if row["frozen"]]
            for row in table["rows"]
        ]
        sums = [table["total"][key] for key in keys]
        total = [_("Total"), *sums]
        return [[table["unit"]["name"]], [period], headers, *rows, total]
