from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..tools import service_today

VERY_OLD = "very_old_age"


class ServiceMember(models.Model):
    """Who is served before others, and why."""

    _inherit = "service.member"

    is_priority = fields.Boolean(
        "Has priority", compute="_compute_priority", store=True, compute_sudo=True
    )
    priority_reason = fields.Selection(
        [("disabled", "Disabled"), ("category", "By category"), ("very_old", "Very old")],
        compute="_compute_priority", store=True, compute_sudo=True, index=True,
        help="The first that holds: a certified disability, the category, the age.",
    )  # fmt: skip

    @api.depends("disability_grade", "category_id.is_priority", "partner_id.birth_date")
    def _compute_priority(self):
        today = service_today()
        age = self.env["service.rule"]._get(VERY_OLD, today)
        for member in self:
            reason = member._find_priority_reason(today, age)
            member.priority_reason = reason
            member.is_priority = bool(reason)

    def _find_priority_reason(self, date, age):
        if self.disability_grade:
            return "disabled"
        if self.category_id.is_priority:
            return "category"
        person = self.partner_id
        return "very_old" if person.birth_date and person._get_age(date) >= age else False

    @api.model
    def _cron_priority(self):
        """Whoever has become very old, or no longer is because the rule changed."""
        outdated = self._get_priority_outdated()
        for name in ("is_priority", "priority_reason"):
            self.env.add_to_compute(self._fields[name], outdated)

    @api.model
    def _get_priority_outdated(self):
        today = service_today()
        age = int(self.env["service.rule"]._get(VERY_OLD, today))
        born = today - relativedelta(years=age)
        old = Domain("partner_id.birth_date", "<=", born)
        became = Domain("priority_reason", "=", False) & old
        ceased = Domain("priority_reason", "=", "very_old") & ~old
        return self.search(Domain("exit_date", "=", False) & (became | ceased))
