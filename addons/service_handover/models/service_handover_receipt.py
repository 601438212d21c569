import re

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from odoo.addons.report_weasyprint.tools import qr_code
from odoo.addons.service_obligation.tools import Claim

from ..tools import local_day

CLAIM = "handover"


class ServiceHandover(models.Model):
    """Delivery by the supplier, receipt by the centre, and what it counts for."""

    _inherit = "service.handover"

    def action_deliver(self):
        """Hand the package over: from now on it stays as it is, and waits for the receipt.

        :raise UserError: it is not ready, or delivered already
        """
        self.check_access("write")
        for handover in self:
            if handover.state != "ready":
                raise UserError(
                    self.env._("Only a package that is ready and not delivered yet is delivered.")
                )
        self._write_server(
            {
                "state": "delivered",
                "delivered_by_id": self.env.uid,
                "delivered_at": fields.Datetime.now(),
            }
        )
        self.activity_unlink(["mail.mail_activity_data_todo"])

    def action_open_receive(self):
        """Ask for the SHA-256 of the signed receipt."""
        self.ensure_one()
        self._check_manager()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Receive"),
            "res_model": "service.handover.receive",
            "view_mode": "form",
            "target": "new",
            "context": {"default_handover_id": self.id},
        }

    def _receive(self, sha256):
        """Take the package over, for who has its signed receipt in hand.

        :param sha256: as typed or scanned from the receipt; blanks and case don't matter
        :raise UserError: it is that of another package, or the signed receipt is not there yet
        """
        self.ensure_one()
        self._check_manager()
        if self.state != "delivered":
            raise UserError(self.env._("Only a package that was delivered is received."))
        if read_sum(sha256) != self.manifest_sha256:
            raise UserError(
                self.env._(
                    "This is not the SHA-256 of the package that was delivered. Compare it with the "
                    "receipt; if both parties signed this one, have the right package delivered."
                )
            )
        self._check_required_evidence()
        self._write_server(
            {
                "state": "received",
                "received_by_id": self.env.uid,
                "received_at": fields.Datetime.now(),
            }
        )

    def _evidence_required_kinds(self):
        return [("receipt", self.env._("Receipt signed by both parties"))]

    def _evidence_is_locked(self):
        return self.state == "received" or super()._evidence_is_locked()

    def _get_claims(self):
        self.ensure_one()
        if self.state not in ("delivered", "received"):
            return []
        day = local_day(self.received_at or self.delivered_at)
        missing = () if self.state == "received" else (self.env._("receipt of the centre"),)
        return [Claim(CLAIM, day, None, 1.0, missing, self._get_refusal())]

    def _get_refusal(self):
        """Why it is not the hand-over that is owed at the end, or nothing."""
        last = self.project_id.date
        if local_day(self.made_at) < last:
            return self.env._(
                "Made on %(date)s, before the last day of the project (%(last)s): what was done "
                "since is missing.",
                date=format_date(self.env, local_day(self.made_at)),
                last=format_date(self.env, last),
            )
        received = local_day(self.received_at)
        if received and received > self.due_date:
            return self.env._(
                "Received on %(date)s; it was due until %(due)s.",
                date=format_date(self.env, received),
                due=format_date(self.env, self.due_date),
            )
        return ""

    def _get_receipt_sum(self):
        """The SHA-256 in groups of eight, as people compare it."""
        self.ensure_one()
        return re.findall(".{8}", self.manifest_sha256 or "")

    def _get_receipt_code(self):
        """The SHA-256 as a QR code to be scanned, as a data URI."""
        self.ensure_one()
        return qr_code(self.manifest_sha256 or "")

    def _get_receipt_documents(self):
        """``[(what, where)]`` of the package, as the receipt lists it."""
        _ = self.env._
        return [
            (_("Electronic ledger: %(count)s rows", count=self.row_count), "ledger.xlsx"),
            (_("Ledger for print, month by month"), "ledger/"),
            (_("Roster: %(count)s persons", count=self.person_count), "roster.xlsx"),
            (_("Obligations, claims and why they count"), "obligations.xlsx"),
            (_("Rulings, qualification, duty, visits and other lists"), "lists.xlsx"),
            (_("Photos, signatures, scans"), "files/"),
            (_("List of all files with the row each proves"), "index.html, index.csv"),
            (_("Verification without Odoo or network"), "verify.html, SHA256SUMS"),
        ]

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self.env._("Hand-overs stay: they tell what was taken out and why."))


def read_sum(text):
    """SHA-256 as people copy it: without blanks and dashes, in lower case."""
    return re.sub(r"[\s-]+", "", text or "").lower()
