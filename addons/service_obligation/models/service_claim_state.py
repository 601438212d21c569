from datetime import timedelta

from odoo import api, models
from odoo.tools import format_date, format_list


class ServiceClaim(models.Model):
    """Whether a claim counts by itself, and the sentence that says why not."""

    _inherit = "service.claim"

    @api.model
    def _find_state(self, obligation, claim, rosters):
        """``(state, cause, reason)`` of a claim before the centre decides anything."""
        if reason := self._find_period_reason(obligation, claim.date):
            return "rejected", "period", reason
        if reason := self._find_roster_reason(obligation, claim, rosters):
            return "rejected", "roster", reason
        if claim.refused:
            return "rejected", "record", claim.refused
        if claim.missing:
            names = format_list(self.env, claim.missing)
            return "claimed", "missing", self.env._("Still missing: %(names)s", names=names)
        if obligation.needs_acceptance:
            return "claimed", "acceptance", self.env._("The centre has to accept it.")
        return "accepted", False, False

    def _find_period_reason(self, obligation, date):
        project = obligation.project_id
        if date < project.date_start:
            return self.env._(
                "%(date)s is before the period, which begins on %(start)s.",
                date=format_date(self.env, date),
                start=format_date(self.env, project.date_start),
            )
        last = project.date + timedelta(days=obligation.days_after_end)
        if date <= last:
            return ""
        return self.env._(
            "%(date)s is after the period, which ends on %(end)s.",
            date=format_date(self.env, date),
            end=format_date(self.env, last),
        )

    def _find_roster_reason(self, obligation, claim, rosters):
        if not claim.partner:
            return ""
        spans = rosters.get((obligation.project_id.id, claim.partner.id), ())
        if any(first <= claim.date and (not last or claim.date <= last) for first, last in spans):
            return ""
        date = format_date(self.env, claim.date)
        return self.env._("Not on the roster on %(date)s.", date=date)

    def _get_joint_reason(self):
        """Why these claims of one record don't count, each reason once with its obligations; False
        where all count."""
        notes = []
        for reason, claims in self.filtered("reason").grouped("reason").items():
            codes = "、".join(sorted(claims.obligation_id.mapped("code")))
            notes.append(f"{codes}: {reason.rstrip('.。')}")
        return " · ".join(sorted(notes)) or False
