from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from odoo.addons.health_archive.tools import one_code


class HealthDecisionRule(models.Model):
    """One row of the decision table of a programme (domain C.1.4, C.3.2): the first that fits counts.

    A row fits when all its findings hold and the class of the visit before is the one asked for.
    The last row of a table asks for nothing.
    """

    _name = "health.decision.rule"
    _inherit = ["dated.mixin", "health.coded.mixin"]
    _description = "Row of a Decision Table"
    _order = "programme_id, sequence, id"

    name = fields.Char("Action", required=True, translate=True)
    sequence = fields.Integer(default=10)
    programme_id = fields.Many2one(
        "health.programme", required=True, index=True, ondelete="cascade"
    )
    finding_ids = fields.Many2many(
        "health.finding", string="When all of these hold", ondelete="restrict"
    )
    previous_class_id = one_code("followup_class", "After a visit of class")
    class_id = one_code(
        "followup_class", "Class", help="Empty where the form of the programme has no class."
    )
    interval_code = fields.Char(
        "Interval rule", required=True, help="Code of the rule that says the days until the next."
    )
    is_referral = fields.Boolean("Refer", help="A referral is proposed.")
    is_urgent = fields.Boolean("Urgent", help="Treat and refer at once.")
    referral_reason_id = one_code("referral_reason", "Reason of the referral")

    @api.constrains("interval_code")
    def _check_interval(self):
        rules = self.env["health.rule"]
        for row in self:
            if not rules.search_count([("code", "=", row.interval_code)], limit=1):
                raise ValidationError(
                    self.env._(
                        "There is no rule “%(code)s” yet: add it first.", code=row.interval_code
                    )
                )

    @api.model
    def _get_table(self, programme, date):
        """Rows of a programme on a day, in the order they are tried."""
        # sudo: decision tables are published norms
        return self.sudo().search(
            Domain("programme_id", "=", programme.id) & self._in_force_domain(date)
        )

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

    def _get_latest_next_date(self, date):
        """Last day on which the next follow-up is in time."""
        self.ensure_one()
        days = int(self.env["health.rule"]._get(self.interval_code, date))
        return fields.Date.add(date, days=days)
