import hashlib
import io
from datetime import timedelta

from odoo import api, fields, models

SCRUB_BATCH = 50


class EvidenceIntegrityMixin(models.AbstractModel):
    """Nightly proof that the stored originals are still the bytes that were received."""

    _name = "evidence.integrity.mixin"
    _description = "Integrity of Stored Originals"

    integrity_state = fields.Selection(
        [("ok", "Intact"), ("missing", "File missing"), ("damaged", "File damaged")],
        "Integrity", readonly=True, required=True, default="ok", index=True,
        help="Result of the last comparison of the stored file with its SHA-256.",
    )  # fmt: skip
    integrity_checked_at = fields.Datetime("Last Checked", readonly=True, index=True)

    @api.model
    def _cron_scrub(self):
        """Hash again every original that was not checked for ``evidence.scrub_days`` days."""
        days = self.env["evidence.file.rules"]._get_limit("scrub_days", 7)
        # Half a day of slack, so that a nightly run never skips a night.
        limit = fields.Datetime.now() - timedelta(days=days, hours=-12)
        domain = [
            "|", ("integrity_checked_at", "=", False), ("integrity_checked_at", "<", limit),
        ]  # fmt: skip
        remaining = self.search_count(domain)
        self.env["ir.cron"]._commit_progress(remaining=remaining)
        order = "integrity_checked_at NULLS FIRST, id"
        while items := self.search(domain, limit=SCRUB_BATCH, order=order):
            items._scrub()
            remaining = max(remaining - len(items), 0)
            if not self.env["ir.cron"]._commit_progress(len(items), remaining=remaining):
                break

    def _scrub(self):
        """Compare the files with their hashes, note the result, tell managers of new losses."""
        now, lost = fields.Datetime.now(), self.browse()
        for item in self:
            state = item._get_integrity()
            if state != "ok" and item.integrity_state == "ok":
                lost |= item
            item._write_as_server({"integrity_state": state, "integrity_checked_at": now})
        if lost:
            lost._alarm_managers()

    def _get_integrity(self):
        """``ok``, ``missing`` or ``damaged``, by reading the stored file in pieces."""
        try:
            with self._open_original() as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return "missing"
        return "ok" if found == self.sha256 else "damaged"

    def _open_original(self):
        """The original as a binary file; ``OSError`` when it is gone from the store."""
        self.check_access("read")
        return self._open_stored()

    def _open_stored(self):
        """As :meth:`_open_original`, for who has checked the access to many items at once."""
        # sudo: the row that names the file; the right to its item was checked by the caller
        attachment = self.attachment_id.sudo()
        if attachment.store_fname:
            return open(attachment._full_path(attachment.store_fname), "rb")
        return io.BytesIO(attachment.db_datas or b"")

    def _alarm_managers(self):
        """A to-do for every evidence manager.

        It hangs on no record: a manager need not be allowed to read what is damaged,
        so numbers and the beginning of hashes must do.
        """
        files = ", ".join(f"#{item.id} ({item.sha256[:12]})" for item in self)
        managers = self.env.ref("evidence.group_evidence_manager").all_user_ids
        self.env["mail.activity"].create([
            {
                "activity_type_id": self.env.ref("mail.mail_activity_data_warning").id,
                "summary": self.env._("Damaged evidence: %(count)s files", count=len(self)),
                "note": self.env._("Restore from backup: %(files)s", files=files),
                "user_id": user.id,
            }
            for user in managers.filtered("active")
        ])  # fmt: skip
