import re

from odoo import fields, models
from odoo.exceptions import UserError

from ..models.family_agreement_print import PREFIX

HASH = re.compile(r"[0-9a-f]{64}")


class FamilyVerify(models.TransientModel):
    """Tells whether a printed agreement is the one that both sides signed, and whether it holds."""

    _name = "family.verify"
    _inherit = ["server.guard.mixin"]
    _description = "Verification of a Printed Agreement"
    _server_fields = frozenset({"result", "agreement_id", "message"})

    scanned = fields.Char("Code read", help="Put the cursor here and scan the code on the paper.")
    number = fields.Char("Agreement number")
    fingerprint = fields.Char("Fingerprint (SHA-256)", help="As printed below the signatures.")
    result = fields.Selection(
        [
            ("genuine", "Genuine"),
            ("differs", "Another document"),
            ("changed", "Changed in the system"),
            ("unknown", "Unknown"),
        ],
        readonly=True,
    )
    agreement_id = fields.Many2one("family.agreement", readonly=True)
    message = fields.Text(readonly=True)

    def action_verify(self):
        """Compare what was scanned or typed with what was signed."""
        self.ensure_one()
        number, fingerprint = self._get_asked()
        # sudo: whoever holds the paper may ask whether it is genuine; he is told of the agreement
        # what the paper says, and the record itself is shown only within his scope
        found = self.env["family.agreement"].sudo().search([("number", "=", number)], limit=1)
        result, message = self._compare(found, fingerprint)
        readable = found.with_env(self.env)._filtered_access("read")
        known = readable if result in ("genuine", "changed") else readable.browse()
        self._write_server(
            {
                "number": number,
                "fingerprint": fingerprint,
                "scanned": False,
                "result": result,
                "message": message,
                "agreement_id": known.id,
            }
        )
        return self._reopen()

    def _get_asked(self):
        """``(number, fingerprint)`` that the user wants to know about.

        :raise UserError: one of them is missing or can't be one
        """
        parts = (self.scanned or "").strip().split(":")
        if parts != [""] and (len(parts) != 3 or parts[0] != PREFIX):
            raise UserError(
                self.env._("This is no code of an agreement. Scan the one below the signatures.")
            )
        number, fingerprint = parts[1:] if len(parts) == 3 else (self.number, self.fingerprint)
        number = (number or "").strip().upper()
        fingerprint = re.sub(r"\s", "", fingerprint or "").lower()
        if not number or not HASH.fullmatch(fingerprint):
            raise UserError(
                self.env._(
                    "Scan the code, or type the number and all 64 characters of the fingerprint."
                )
            )
        return number, fingerprint

    def _compare(self, agreement, fingerprint):
        """``(result, sentence)``; a number that exists is told from one that doesn't."""
        _ = self.env._
        if not agreement:
            return "unknown", _("No agreement has this number. The paper isn't from this system.")
        if agreement.document_hash != fingerprint:
            return "differs", _(
                "The agreement of this number was signed with another text: this paper is not what "
                "both sides signed."
            )
        if breaks := agreement._get_document_breaks():
            return "changed", _(
                "The paper is what was signed, but in the system was changed: %(names)s. Tell the "
                "administrator.",
                names=", ".join(breaks),
            )
        return "genuine", self._describe(agreement)

    def _describe(self, agreement):
        return self.env._(
            "This is what both sides signed. State: %(state)s; team %(team)s of %(unit)s; from "
            "%(start)s to %(end)s. %(signatures)s",
            state=agreement._get_state_name(),
            team=agreement.team_id.name,
            unit=agreement.team_id.org_unit_id.name,
            start=agreement._format_day(agreement.start_date),
            end=agreement._format_day(agreement.last_day),
            signatures="; ".join(
                f"{side['role']}: {side['name']}, {side['signed_at']}"
                for side in agreement.with_context(tz=self.env.user.tz)._get_print_signatures()
            ),
        )

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Verify an agreement"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }
