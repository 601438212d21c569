from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import date_utils

from .family_statistic import KINDS

FROZEN = ("unit", "team", "doctor")


class FamilyStatisticSnapshot(models.Model):
    """A row of a table of statistics as it stood when the period was frozen.

    Only the system writes it, and never again: what was entered later shows beside it.
    """

    _name = "family.statistic.snapshot"
    _description = "Frozen Statistics"
    _order = "date_to desc, kind, dimension, id"
    _rec_name = "name"

    kind = fields.Selection(
        [
            ("sign", "Agreements"), ("perform", "Services"), ("archive", "Archives"),
            ("followup", "Follow-ups"), ("exam", "Exams"),
        ],
        required=True,
    )  # fmt: skip
    dimension = fields.Selection(
        [("unit", "Unit"), ("team", "Team"), ("doctor", "Doctor")], required=True
    )
    org_unit_id = fields.Many2one(
        "org.unit", "Unit of the table", required=True, index=True, ondelete="restrict"
    )
    row_key = fields.Integer(required=True, aggregator=None)
    name = fields.Char("Row", required=True)
    date_from = fields.Date("From", required=True)
    date_to = fields.Date("To", required=True)
    cut_off = fields.Date("Counted Up To", required=True)
    frozen_at = fields.Datetime(required=True)
    frozen_by_id = fields.Many2one("res.users", required=True, ondelete="restrict")
    numbers = fields.Json("Figures", required=True)
    numbers_text = fields.Char("Numbers", compute="_compute_numbers_text")

    _once = models.UniqueIndex(
        "(org_unit_id, date_from, date_to, kind, dimension, row_key)",
        "This period is frozen already.",
    )

    def _compute_numbers_text(self):
        statistic = self.env["family.statistic"]
        indicators = self.env["indicator.indicator"]
        for row in self:
            span = indicators._get_span(row.date_from, row.date_to)
            columns = statistic._get_columns(row.kind, span)
            row.numbers_text = "，".join(
                f"{columns[key].label} {number}"
                for key, number in row.numbers.items()
                if key in columns
            )

    @api.model
    def action_freeze(self, query):
        """Keep all tables of a unit and a period as they are now.

        :raise AccessError: the user is no manager of the family-doctor service
        :raise UserError: the period isn't over, or it is frozen already
        """
        if not self.env.user.has_group("care_team.group_manager"):
            raise AccessError(
                self.env._("Only managers of the family-doctor service freeze tables.")
            )
        prepared = self.env["family.statistic"]._prepare_query(query)
        unit, span = prepared["unit"], prepared["span"]
        if span.date_to >= fields.Date.context_today(self):
            raise UserError(
                self.env._("The period isn't over yet. Freeze it from the day after its end on.")
            )
        if found := self._search_frozen(unit, span)[:1]:
            raise UserError(
                self.env._(
                    "%(unit)s was frozen for this period on %(date)s. What changed since then "
                    "stands beside the numbers.",
                    unit=unit.name,
                    date=fields.Datetime.context_timestamp(self, found.frozen_at).date(),
                )
            )
        self._freeze(unit, span)
        return True

    def _search_frozen(self, unit, span):
        return self.search(
            Domain("org_unit_id", "=", unit.id)
            & Domain("date_from", "=", span.date_from)
            & Domain("date_to", "=", span.date_to)
        )

    @api.model
    def _freeze(self, unit, span):
        """Keep the tables of ``unit`` and of each unit directly below it that has others below."""
        # sudo: what is frozen are the full figures of the unit; nobody enters them
        statistic = self.env["family.statistic"].sudo()
        tables = unit | unit.child_ids.filtered("child_ids")
        vals_list = []
        for one in tables.filtered(lambda row: not self.sudo()._search_frozen(row, span)):
            for kind in KINDS:
                for dimension in FROZEN:
                    vals_list += self._prepare_rows(statistic, one, span, kind, dimension)
        # sudo: as above
        return self.sudo().create(vals_list)

    def _prepare_rows(self, statistic, unit, span, kind, dimension):
        # sudo: no team is chosen, the empty one is only asked for its rights
        query = {
            "kind": kind, "dimension": dimension, "unit": unit, "span": span,
            "units": self.env["indicator.indicator"]._get_units_below(unit),
            "team": self.env["care.team"].sudo(), "tag": self.env["resident.population.tag"],
        }  # fmt: skip
        rows, _total = statistic._count_rows(query, statistic._get_shown_columns(query))
        now = fields.Datetime.now()
        return [
            {
                "kind": kind,
                "dimension": dimension,
                "org_unit_id": unit.id,
                "row_key": row["key"],
                "name": row["name"],
                "date_from": span.date_from,
                "date_to": span.date_to,
                "cut_off": span.cut_off,
                "frozen_at": now,
                "frozen_by_id": self.env.uid,
                "numbers": row["values"],
            }
            for row in rows
        ]

    @api.model
    def _find(self, query):
        """``{row key: {column: number}, "frozen_at": when}`` of a table that was frozen."""
        if query["team"] or query["tag"] or query["dimension"] not in FROZEN:
            return {}
        rows = self._search_frozen(query["unit"], query["span"]).filtered_domain(
            [("kind", "=", query["kind"]), ("dimension", "=", query["dimension"])]
        )
        found = {row.row_key: row.numbers for row in rows}
        return found | {"frozen_at": fields.Datetime.to_string(rows[:1].frozen_at) or None}

    @api.model
    def _cron_freeze(self):
        """Freeze the month that ended last, for each tree of units."""
        today = fields.Date.context_today(self)
        last = date_utils.start_of(today, "month") - timedelta(days=1)
        span = self.env["indicator.indicator"]._get_span(last.replace(day=1), last)
        roots = self.env["org.unit"].search([("parent_id", "=", False)])
        for index, root in enumerate(roots):
            self._freeze(root, span)
            if not self.env["ir.cron"]._commit_progress(1, remaining=len(roots) - index - 1):
                return
