from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command, Domain

from .family_score_rule import MEASURES

OWNER_FIELDS, JUDGE_FIELDS = {"appeal_note"}, {"answer"}


class FamilyScorecard(models.Model):
    """Performance of a doctor or of a team in a period: counted from records, never typed.

    Once it is frozen only the appeal of whom it is about, and the answer to it, are added.
    """

    _name = "family.scorecard"
    _inherit = ["server.guard.mixin"]
    _description = "Performance Scorecard"
    _order = "date_to desc, score desc, id"
    _rec_name = "name"
    _server_fields = frozenset(
        {"name", "doctor_id", "team_id", "org_unit_id", "date_from", "date_to", "cut_off", "state",
         "line_ids", "score", "max_score", "frozen_at"}
    )  # fmt: skip

    name = fields.Char("Doctor or team", required=True, readonly=True)
    doctor_id = fields.Many2one("care.practitioner", index=True, ondelete="restrict", readonly=True)
    team_id = fields.Many2one("care.team", index=True, ondelete="restrict", readonly=True)
    org_unit_id = fields.Many2one(
        "org.unit", "Unit", required=True, index=True, ondelete="restrict", readonly=True
    )
    date_from = fields.Date("From", required=True, readonly=True)
    date_to = fields.Date("To", required=True, readonly=True)
    cut_off = fields.Date("Counted Up To", required=True, readonly=True)
    state = fields.Selection(
        [("draft", "Being counted"), ("frozen", "Frozen")], required=True, default="draft",
        readonly=True,
    )  # fmt: skip
    frozen_at = fields.Datetime(readonly=True)
    line_ids = fields.One2many("family.scorecard.line", "scorecard_id", "Rows", readonly=True)
    score = fields.Float(readonly=True, digits=(6, 2), aggregator="avg")
    max_score = fields.Float(
        "Of points", readonly=True, digits=(6, 2), aggregator=None,
        help="Points of the rows of which there was anything to do.",
    )  # fmt: skip
    appeal_note = fields.Text("Appeal")
    answer = fields.Text("Answer to the appeal")

    _once = models.UniqueIndex(
        "(date_from, date_to, coalesce(doctor_id, 0), coalesce(team_id, 0))",
        "There is a scorecard for this period already.",
    )
    _of_one = models.Constraint(
        "CHECK ((doctor_id IS NULL) != (team_id IS NULL))", "It is of a doctor or of a team."
    )

    def write(self, vals):
        if not self._is_server():
            self._check_may_enter(vals)
        return super().write(vals)

    def _check_may_enter(self, vals):
        """:raise AccessError: appeals are of whom it is about, answers of his leader"""
        user = self.env.user
        # sudo: to compare users, as whom a card is about isn't told by it
        for card in self.sudo():
            about = (card.doctor_id or card.team_id.leader_id).user_id
            if OWNER_FIELDS & vals.keys() and (about != user or card.state != "frozen"):
                raise AccessError(
                    self.env._("Whom a frozen scorecard is about enters the appeal, nobody else.")
                )
            if JUDGE_FIELDS & vals.keys() and (
                about == user or not user.has_group("care_team.group_leader")
            ):
                raise AccessError(self.env._("A leader or manager answers, not oneself."))

    @api.model
    def _count(self, unit, date_from, date_to):
        """Count the doctors and teams of ``unit`` anew; what is frozen stays.

        :raise AccessError: the user is no manager, or the unit is outside his scope
        """
        if not self.env.su and not self.env.user.has_group("care_team.group_manager"):
            raise AccessError(self.env._("Managers of the family-doctor service count scorecards."))
        query = {"unit_id": unit.id, "date_from": date_from, "date_to": date_to}
        return self._count_query(self.env["family.statistic"]._prepare_query(query))

    @api.model
    def _count_query(self, query):
        """Count what a prepared query of the statistics asks for."""
        cards = self.browse()
        for dimension, name in (("doctor", "doctor_id"), ("team", "team_id")):
            cards |= self._count_dimension(query | {"dimension": dimension}, name)
        return cards

    def _count_dimension(self, query, name):
        span = query["span"]
        rules = self.env["family.score.rule"]
        rules = rules.search(rules._in_force_domain(span.cut_off))
        statistic = self.env["family.statistic"]
        rows = {}
        for kind in dict.fromkeys(MEASURES[rule.measure][0] for rule in rules):
            asked = query | {"kind": kind}
            statistic._check_readable(asked)
            for row in statistic._count_rows(asked, statistic._get_shown_columns(asked))[0]:
                rows.setdefault(row["key"], {})[kind] = row["values"]
        # sudo: scorecards are written by counting only
        cards = self.sudo()
        within = Domain("date_from", "=", span.date_from) & Domain("date_to", "=", span.date_to)
        known = cards.search(within & Domain(name, "in", list(rows))).grouped(name)
        records = self.env[self._fields[name].comodel_name].sudo().browse(rows)
        for record in records:
            card = known.get(record)
            if card and card.state == "frozen":
                continue
            vals = self._prepare_card(record, rules, rows[record.id], span)
            if card:
                card.write(vals | {"line_ids": [Command.clear(), *vals["line_ids"]]})
            else:
                card = cards.create(vals | {name: record.id})
            cards |= card
        return cards.sudo(self.env.su)

    def _prepare_card(self, record, rules, values, span):
        lines = []
        for rule in rules:
            kind, numerator, denominator = MEASURES[rule.measure]
            numbers = values.get(kind, {})
            counted, of = numbers.get(numerator, 0), numbers.get(denominator, 0)
            points = rule._get_points(counted, of)
            lines.append(
                {
                    "rule_id": rule.id,
                    "numerator": counted,
                    "denominator": of,
                    "points": points or 0,
                    "max_points": 0 if points is None else rule.weight,
                    "weight": rule.weight,
                    "full_at": rule.full_at,
                    "is_fault": rule.is_fault,
                    "source": rule.source,
                }
            )
        return {
            "name": record.display_name,
            "org_unit_id": record.org_unit_id.id,
            "date_from": span.date_from,
            "date_to": span.date_to,
            "cut_off": span.cut_off,
            "score": sum(line["points"] for line in lines),
            "max_score": sum(line["max_points"] for line in lines),
            "line_ids": [Command.create(line) for line in lines],
        }

    def action_freeze(self):
        """Let these stand as they are.

        :raise UserError: the period isn't over
        """
        if not self.env.user.has_group("care_team.group_manager"):
            raise AccessError(
                self.env._("Managers of the family-doctor service freeze scorecards.")
            )
        today = fields.Date.context_today(self)
        if self.filtered(lambda card: card.date_to >= today):
            raise UserError(self.env._("The period isn't over yet."))
        waiting = self.filtered(lambda card: card.state == "draft")
        waiting._write_server({"state": "frozen", "frozen_at": fields.Datetime.now()})
