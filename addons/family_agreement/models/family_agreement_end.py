from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .family_agreement_state import VALID

DIED, MOVED, LOST, OTHER = "03", "02", "01", "99"
# Reasons of health archives for being closed, in terms of the ends of agreements (domain E.3).
ARCHIVE_REASONS = {"1": DIED, "2": MOVED, "3": LOST}


class FamilyAgreement(models.Model):
    """Before its term an agreement ends by termination, or with the resident's archive."""

    _inherit = "family.agreement"

    end_proof_ids = fields.One2many("family.end.proof", "agreement_id", "Proofs of the end")

    def action_open_terminate(self):
        """Ask when, why and with what proof these agreements end."""
        return self._open_wizard("family.terminate", self.env._("Terminate"))

    def _terminate(self, reason_code, date, note=""):
        """End these agreements on ``date``, their last day.

        :param reason_code: of the list ``sign_end_reason`` (domain E.3)
        :raise UserError: the day is out of the term, or the agreement has ended already
        """
        self.check_access("write")
        reason = self.env["health.code"]._get("sign_end_reason", reason_code)
        for agreement in self:
            agreement._check_end_day(date)
        if reason_code == OTHER and not (note or "").strip():
            raise ValidationError(self.env._("“%(reason)s”: say which.", reason=reason.name))
        self._end("terminate", date, reason, note)
        for agreement in self:
            agreement.message_post(
                body=self.env._("Terminated on %(date)s: %(reason)s", date=date, reason=reason.name)
            )

    def _add_end_proof(self, name, raw):
        """Keep a proof of why this agreement ended; the signed agreement itself takes none any more."""
        self.ensure_one()
        self.check_access("write")
        # sudo: proofs are made by ending an agreement only
        proof = self.env["family.end.proof"].sudo().create([{"agreement_id": self.id}])
        proof._add_evidence(name, raw)
        return proof

    def action_open_end_proofs(self):
        """Gallery of what proves why this agreement ended; nothing is added to it any more."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("evidence.evidence_item_action")
        title = self.env._("Proof of the end: %(agreement)s", agreement=self.display_name)
        proofs = self.end_proof_ids
        return action | {
            "name": title,
            "display_name": title,
            "domain": [("res_model", "=", proofs._name), ("res_id", "in", proofs.ids)],
            "context": {"evidence_upload": False},
        }

    def _check_end_day(self, date):
        today = fields.Date.context_today(self)
        if not date or date > today:
            raise UserError(self.env._("The last day lies in the past or is today."))
        if date < fields.Date.subtract(self.start_date, days=1):
            raise UserError(
                self.env._(
                    "Agreement %(number)s began on %(date)s: it can't end earlier.",
                    number=self.number,
                    date=self.start_date,
                )
            )

    @api.model
    def _get_archive_reason(self, reason):
        code = ARCHIVE_REASONS.get(reason.code, OTHER)
        return self.env["health.code"]._get("sign_end_reason", code)

    def _end_with_archive(self, reason, date):
        """The resident died, moved away or was lost: what binds him ends with his archive."""
        end_reason = self._get_archive_reason(reason)
        for agreement in self.filtered(lambda row: row.state in VALID):
            last = max(date, fields.Date.subtract(agreement.start_date, days=1))
            agreement._end("terminate", last, end_reason, reason.name)
        self.filtered(lambda row: row.state in ("draft", "returned", "submitted"))._void_silently(
            reason.name
        )

    def action_open_void(self):
        """Ask why these don't come about."""
        return self._open_wizard("family.reason", self.env._("Make void"), what="void")

    def _void(self, reason):
        """What was drafted or submitted doesn't come about; it stays to be seen.

        :raise UserError: it holds already; terminate it
        """
        self.check_access("write")
        self._void_silently(reason)

    def _void_silently(self, reason):
        self._go("void", {"end_note": reason})
        self._leave_place()
