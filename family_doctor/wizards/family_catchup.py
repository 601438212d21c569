from collections import Counter
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.health_followup.tools.catchup import Stop, spread

WEEKEND = (5, 6)


class FamilyCatchup(models.TransientModel):
    """Spreads what is overdue over the coming weeks, village by village, a household at a time."""

    _name = "family.catchup"
    _description = "Catch-up Plan"

    doctor_id = fields.Many2one(
        "care.practitioner", "Family doctor", required=True,
        # sudo: who the user himself is
        default=lambda self: self.env.user.sudo().practitioner_id.id,
    )  # fmt: skip
    first_day = fields.Date(
        "From", required=True,
        default=lambda self: fields.Date.context_today(self) + timedelta(days=1),
    )  # fmt: skip
    days = fields.Integer("Working days", required=True, default=10)
    with_weekends = fields.Boolean("Also on weekends")
    summary = fields.Text("Proposal", compute="_compute_summary")

    _days_range = models.Constraint(
        "CHECK (days BETWEEN 1 AND 60)", "Spread the visits over 1 to 60 days."
    )

    @api.depends("doctor_id", "first_day", "days", "with_weekends")
    def _compute_summary(self):
        for wizard in self:
            rows = [wizard._describe(day, duties) for day, duties in wizard._propose()]
            nothing = wizard._is_complete() and self.env._("Nothing is overdue.")
            wizard.summary = "\n".join(rows) or nothing

    def _describe(self, day, duties):
        homes = {}
        for archive in duties.archive_id:
            home = archive.partner_id.household_id or archive
            homes.setdefault(archive.region_id.name or "", set()).add(home)
        villages = "、".join(f"{name} {len(found)}" for name, found in homes.items())
        return self.env._(
            "%(day)s: %(villages)s households, %(duties)s services",
            day=day,
            villages=villages,
            duties=len(duties),
        )

    def action_confirm(self):
        """Write the appointments and list them by day."""
        self.ensure_one()
        if self.first_day < fields.Date.context_today(self):
            raise UserError(self.env._("Appointments are made from today on."))
        if not (plan := self._propose()):
            raise UserError(self.env._("Nothing is overdue."))
        self.env["family.duty"]._plan_visits(plan)
        action = self.env["ir.actions.act_window"]._for_xml_id("family_doctor.family_duty_action")
        return action | {
            "domain": [("id", "in", [id_ for _day, duties in plan for id_ in duties.ids])],
            "context": {"group_by": ["planned_date:day"]},
        }

    def _propose(self):
        """``[(day, duties)]``: of a household all on one day, the longest overdue first."""
        self.ensure_one()
        if not self._is_complete():
            return []
        duties = self._get_overdue()
        stops = [
            Stop(
                (min(found.mapped("date_due")), found[0].id),
                _get_main_village(found),
                found,
            )
            for found in duties.grouped(_get_home).values()
        ]
        return [
            (day, duties.browse().union(*(stop.person for stop in stops_of_day)))
            for day, stops_of_day in zip(self._get_days(), spread(stops, self.days), strict=False)
        ]

    def _is_complete(self):
        return bool(self.doctor_id and self.first_day and 1 <= self.days <= 60)

    def _get_overdue(self):
        return self.env["family.duty"].search(
            [("doctor_id", "=", self.doctor_id.id), ("is_overdue", "=", True)]
        )

    def _get_days(self):
        days, day = [], self.first_day
        while len(days) < self.days:
            if self.with_weekends or day.weekday() not in WEEKEND:
                days.append(day)
            day += timedelta(days=1)
        return days


def _get_home(duty):
    """The household of who is to be served; who has none is one of his own."""
    archive = duty.archive_id
    return archive.partner_id.household_id or archive


def _get_main_village(duties):
    """Members of a household may be registered in two villages; one goes to the first."""
    counts = Counter(duty.archive_id.region_id.id for duty in duties)
    return counts.most_common(1)[0][0] or 0
