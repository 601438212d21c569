from odoo import api, fields, models

from odoo.addons.service_obligation.tools import Claim

DELAY = "feedback_delay"


class ServiceEntry(models.Model):
    """That a session was judged, and how soon; what was said is not told here."""

    _inherit = "service.entry"

    feedback_ids = fields.One2many(
        "service.feedback", "entry_id", groups="service_project.group_service_manager"
    )
    is_judged = fields.Boolean(
        "Judged by the Person", compute="_compute_is_judged", compute_sudo=True
    )

    @api.depends("feedback_ids", "supersedes_id")
    def _compute_is_judged(self):
        for entry in self:
            entry.is_judged = bool(entry._get_feedback())

    def action_feedback_link(self):
        """The link and its QR code by which the person judges this session on an own phone."""
        self.ensure_one()
        return self.env["service.feedback.link"]._issue(self)

    def give_feedback(self, score, comment=""):
        """Keep what the person says who holds the phone now; the user can't read it afterwards.

        :raise ValidationError: no number from 0 to 100, or judged already
        """
        self.ensure_one()
        self.check_access("write")
        self.env["service.feedback"]._give(self, score, comment)

    def _get_feedback(self):
        """What was said about this session, of whatever version of the row."""
        # sudo: only that, and when, goes on from here
        return self.sudo()._get_versions().feedback_ids[:1]

    def _get_claims(self):
        claims = super()._get_claims()
        if self.is_rehabilitation and self._is_valid():
            claims.append(self._get_delay_claim())
        return claims

    def _get_delay_claim(self):
        feedback = self._get_feedback()
        if not feedback:
            missing = (self.env._("satisfaction of the person"),)
            return Claim(DELAY, self.date, self.partner_id, 0.0, missing)
        hours = max((feedback.given_at - self.performed_at).total_seconds() / 3600, 0)
        rule = self.env["service.rule"]._get("feedback_hours", self.date)
        limit = self._get_claim_parameter(DELAY, "feedback_hours", rule)
        refused = hours > limit and self.env._(
            "Asked after %(hours)d hours; at most %(limit)d.", hours=hours, limit=limit
        )
        return Claim(DELAY, self.date, self.partner_id, hours, refused=refused or "")

    def _claim_anew(self):
        super()._claim_anew()
        # sudo: what counts is the same, whoever changes a row
        self.sudo()._get_versions_feedback()._claim_anew()

    def _get_versions_feedback(self):
        rows = self.env["service.feedback"]
        for entry in self:
            rows |= entry._get_feedback()
        return rows
