from odoo import fields, models
from odoo.exceptions import AccessError, UserError, ValidationError


class ServiceClaim(models.Model):
    """What the manager of the centre decides on a claim."""

    _inherit = "service.claim"

    def action_accept(self):
        """Let claims count that wait for the centre, and for nothing else.

        :raise UserError: one of them is complete without the centre, or incomplete
        """
        self._check_decider()
        for claim in self.filtered(lambda claim: claim.cause != "acceptance"):
            raise UserError(
                self.env._(
                    "“%(claim)s” doesn't wait for the centre: %(why)s",
                    claim=claim.display_name,
                    why=claim.reason or self.env._("it counts."),
                )
            )
        self._decide("accepted", False)

    def action_open_reject(self):
        """Ask why these claims don't count."""
        self._check_decider()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Reject"),
            "res_model": "service.claim.reject",
            "view_mode": "form",
            "target": "new",
            "context": {"default_claim_ids": self.ids},
        }

    def action_take_back(self):
        """Take the decisions on these claims back: they stand as their records say."""
        self._check_decider()
        for claim in self.filtered(lambda claim: not claim.decision):
            raise UserError(
                self.env._("Nothing was decided on “%(claim)s”.", claim=claim.display_name)
            )
        self._decide(False, False)

    def _reject(self, reason):
        """These claims don't count, because the centre says so.

        :raise ValidationError: no reason
        """
        self._check_decider()
        if not (reason or "").strip():
            raise ValidationError(self.env._("Say why it doesn't count; the supplier will ask."))
        for claim in self.filtered(lambda claim: claim.state == "rejected"):
            raise UserError(
                self.env._(
                    "“%(claim)s” doesn't count anyway: %(why)s",
                    claim=claim.display_name,
                    why=claim.reason,
                )
            )
        self._decide("rejected", reason.strip())

    def _check_decider(self):
        self.check_access("read")
        if not self.env.user.has_group("service_project.group_service_manager"):
            raise AccessError(self.env._("Only a manager of the centre decides on claims."))

    def _decide(self, decision, reason):
        # sudo: nobody writes claims; who may decide was checked
        claims = self.sudo()
        claims.write(
            {
                "decision": decision,
                "decision_reason": reason,
                "decided_by_id": decision and self.env.uid,
                "decided_at": decision and fields.Datetime.now(),
            }
        )
        claims._settle_anew()

    def _settle_anew(self):
        """Bring these claims in line with their records, also with those that are gone."""
        for name, claims in self.grouped("res_model").items():
            ids = claims.mapped("res_id")
            records = self.env["service.claim.mixin"]._find_claiming(name, ids)
            gone = claims.filtered_domain([("res_id", "not in", records.ids)])
            records._claim_anew()
            gone._withdraw()
