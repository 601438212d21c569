from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.health_archive.tools import one_code

OF_CLASSES = "[('list_code', '=', class_list), ('valid_to', '=', False)]"


class HealthDecisionRule(models.Model):
    """One row of the decision table of a programme (domain C.1.4, C.3.2): the first that fits counts.

    A row fits when all its findings hold and the class of the visit before is the one asked for.
    The last row of a table asks for nothing.
    """

    _name = "health.decision.rule"
    _inherit = ["dated.mixin", "health.coded.mixin"]
    _description = "Row of a Decision Table"
    _order = "programme_id, sequence, id"
    _is_kept = True

    name = fields.Char("Action", required=True, translate=True)
    sequence = fields.Integer(default=10)
    programme_id = fields.Many2one(
        "health.programme", required=True, index=True, ondelete="cascade"
    )
    finding_ids = fields.Many2many(
        "health.finding", string="When all of these hold", ondelete="restrict"
    )
    class_list = fields.Char("List of classes", compute="_compute_class_list")
    previous_class_id = fields.Many2one(
        "health.code", "After a visit of class", domain=OF_CLASSES, ondelete="restrict"
    )
    class_id = fields.Many2one(
        "health.code", domain=OF_CLASSES, ondelete="restrict",
        help="Empty where the form of the programme has no class.",
    )  # fmt: skip
    interval_code = fields.Char(
        "Interval rule", required=True,
        help="Code of the rule that says the days until the next. Of several rules, separated by "
        "commas, the shortest counts.",
    )  # fmt: skip
    is_referral = fields.Boolean("Refer", help="A referral is proposed.")
    is_urgent = fields.Boolean("Urgent", help="Treat and refer at once.")
    referral_reason_id = one_code("referral_reason", "Reason of the referral")

    @api.depends("programme_id")
    def _compute_class_list(self):
        for row in self:
            row.class_list = row.programme_id._get_followups()._fields["class_id"].code_list

    @api.constrains("class_id", "previous_class_id", "programme_id")
    def _check_class(self):
        for row in self:
            for code in row.class_id | row.previous_class_id:
                if code.list_code != row.class_list:
                    raise ValidationError(
                        self.env._(
                            "“%(code)s” is no class of “%(programme)s”.",
                            code=code.name,
                            programme=row.programme_id.name,
                        )
                    )

    @api.constrains("interval_code")
    def _check_interval(self):
        rules = self.env["health.rule"]
        for row in self:
            for code in row._get_interval_codes():
                if not rules.search_count([("code", "=", code)], limit=1):
                    raise ValidationError(
                        self.env._("There is no rule “%(code)s” yet: add it first.", code=code)
                    )

    @api.model
    def _get_table(self, programme, date):
        """Rows of a programme on a day, in the order they are tried."""
        return self._get_in_force_where("programme_id", programme.id, date)

    def _decide(self, findings, previous_class):
        """The first of these rows that fits; empty when the table has no last row.

        :param findings: health.finding that hold
        :param previous_class: class of the last visit that had one, may be empty
        """
        for row in self:
            asks_before = row.previous_class_id
            if row.finding_ids <= findings and (not asks_before or asks_before == previous_class):
                return row
        return self.browse()

    def _describe(self):
        """A line with the action and its source, per row."""
        return [f"{row.name}（{row.source}）" for row in self]

    def _get_latest_next_date(self, date):
        """Last day on which the next follow-up is in time."""
        self.ensure_one()
        rules = self.env["health.rule"]
        days = min(int(rules._get(code, date)) for code in self._get_interval_codes())
        return fields.Date.add(date, days=days)

    def _get_interval_codes(self):
        return [code.strip() for code in self.interval_code.split(",")]
