from odoo import fields, models

PREFIX = "FDA"
"""Begins what the QR code of a printed agreement holds: ``FDA:number:fingerprint``."""


class FamilyAgreement(models.Model):
    """On paper: what was signed, as it was signed, and how to prove it."""

    _inherit = "family.agreement"

    def action_print(self):
        """Print these agreements, each on pages of its own."""
        self.check_access("read")
        report = self.env.ref("family_agreement.family_agreement_report")
        return report.report_action(self, config=False)

    def _get_print_code(self):
        """What the QR code on the paper says; empty while nothing is signed."""
        self.ensure_one()
        return f"{PREFIX}:{self.number}:{self.document_hash}" if self.document_hash else ""

    def _get_print_mark(self):
        """The word across the pages of what doesn't bind anybody (any more); empty otherwise."""
        self.ensure_one()
        if self.state in ("signed", "active", "expiring"):
            return ""
        return self._get_state_name()

    def _get_end_text(self):
        """When and why it ended, in words; empty while it holds."""
        self.ensure_one()
        if not (self.end_reason_id or self.ended_on or self.end_note):
            return ""
        date = self._format_day(self.last_day)
        parts = [date if self.state != "void" else "", self.end_reason_id.name, self.end_note]
        return " ".join(part for part in parts if part)

    def _get_print_signatures(self):
        """The valid signatures, the resident's side first; a picture as data URI each."""
        self.ensure_one()
        valid = self.signature_ids.filtered(lambda row: row.state == "valid")
        roles = dict(valid._fields["role"]._description_selection(self.env))
        return [
            {
                "role": roles[row.role],
                "name": row.signer_name,
                "relation": self._get_print_relation(row),
                "image": f"data:image/png;base64,{row.image.decode()}",
                "signed_at": fields.Datetime.context_timestamp(self, row.signed_at).strftime(
                    "%Y-%m-%d %H:%M"
                ),
            }
            for row in valid.with_context(bin_size=False).sorted(lambda row: row.role == "doctor")
        ]

    def _get_print_relation(self, signature):
        if signature.role != "representative":
            return ""
        return self.representative_relation_id.name or ""
