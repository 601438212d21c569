from datetime import timedelta
from decimal import Decimal

from odoo import models

from ..tools import to_fen, to_yuan

PROMPT_SIZES = (False, "unknown", "sme")
ARRIVAL_KINDS = ("delivered", "accepted")


class ProjectProject(models.Model):
    """What the printed conditions omit or let run against the law (D18, domain I.5)."""

    _inherit = "project.project"

    def _find_acceptance_unnamed(self):
        conditions = self.milestone_ids.condition_ids
        kinds = set(conditions.filtered("from_source").mapped("kind"))
        if "delivered" not in kinds or "accepted" in kinds:
            return []
        delivered = conditions.filtered(lambda c: c.kind == "delivered").milestone_id
        guarded = conditions.filtered(lambda c: c.kind == "accepted").milestone_id
        message = self.env._(
            "The printed conditions of “%(names)s” name delivery but no acceptance.",
            names=", ".join(delivered.mapped("name")),
        )
        handled = (
            self.env._("The system requires the acceptance in addition.")
            if delivered <= guarded
            else self.env._("Add the condition “All lines accepted” to the plan.")
        )
        return [{"clause": delivered[:1].clause, "message": f"{message}\n{handled}"}]

    def _find_sme_late(self):
        start = self._get_arrival_date()
        if not start or self.supplier_id.enterprise_size not in PROMPT_SIZES:
            return []
        rules = self.env["billing.rule"]
        days = rules._find("sme_days", start).value
        return [
            self._describe_late(milestone, start, int(days))
            for milestone in self.milestone_ids
            if days and milestone.deadline and milestone.deadline > start + timedelta(days=days)
        ]

    def _get_arrival_date(self):
        """Return the day everything was accepted, or is to be delivered by plan, or ``None``."""
        goods = self.line_ids.filtered(lambda line: line.nature != "service")
        if goods and all(line.accepted_quantity >= line.quantity for line in goods):
            accepted = [day for day in goods.mapped("accepted_date") if day]
            if accepted:
                return max(accepted)
        conditions = self.milestone_ids.condition_ids
        planned = conditions.filtered(lambda c: c.kind in ARRIVAL_KINDS).milestone_id
        return min((day for day in planned.mapped("deadline") if day), default=None)

    def _describe_late(self, milestone, start, days):
        rules = self.env["billing.rule"]
        last = start + timedelta(days=days)
        late = (milestone.deadline - last).days
        rate = Decimal(str(rules._find("late_interest", start).value))
        interest = to_yuan(round(to_fen(milestone.amount) * rate * late / 100))
        return {
            "key": milestone.id,
            "clause": milestone.clause,
            "amount": interest,
            "message": self.env._(
                "“%(name)s” falls due on %(due)s, but a small or medium supplier must be paid "
                "within %(days)s days of %(start)s, by %(last)s (%(agreed)s days if so agreed): "
                "%(late)s days late. Interest at %(rate)s %% per day could reach %(interest)s "
                "yuan. Ask for the size of the supplier or agree on a staged service.",
                name=milestone.name,
                due=milestone.deadline,
                days=days,
                start=start,
                last=last,
                agreed=int(rules._find("sme_days_agreed", start).value),
                late=late,
                rate=rate.normalize(),
                interest=f"{interest:,.2f}",
            ),
        }
