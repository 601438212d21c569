import hashlib
import logging
import os
import time
import uuid

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..tools import fsync_entry, write_durably

_logger = logging.getLogger(__name__)

# Files uploaded for these models stay as they came: stock shrinks large pictures and
# drops their EXIF, and then no hash ever matches again.
UNTOUCHED_MODELS = ("evidence.item", "evidence.upload")
PARTIAL_AGE = 24 * 3600


class IrAttachment(models.Model):
    """Filestore that survives a killed worker and a power cut, for every attachment."""

    _inherit = "ir.attachment"

    def _partial_dir(self):
        return os.path.join(self._filestore(), "partial")

    @api.model
    def _get_path(self, bin_data, sha):
        """Let a torn file pass the collision check: ``_file_write`` will replace it."""
        fname = f"{sha[:2]}/{sha}"
        full_path = self._full_path(fname)
        if self._is_torn(full_path, sha):
            return fname, full_path
        return super()._get_path(bin_data, sha)

    @api.model
    def _is_torn(self, full_path, sha):
        """A file that isn't what its own name says was left by a crash, not by a collision."""
        try:
            with open(full_path, "rb") as file:
                return hashlib.file_digest(file, "sha1").hexdigest() != sha
        except FileNotFoundError:
            return False

    @api.model
    def _file_write(self, bin_value, checksum):
        """Put the bytes on disk before the row that names them can be committed."""
        fname, full_path = self._get_path(bin_value, checksum)
        torn = self._is_torn(full_path, checksum)
        if os.path.exists(full_path) and not torn:
            # Whoever wrote it may not have flushed it, and this row relies on it as well.
            fsync_entry(full_path)
            return fname
        if torn:
            self._quarantine(full_path)
        # Before the write: a worker killed in between must not leave an orphan for ever.
        self._mark_for_gc(fname)
        write_durably(full_path, bin_value, self._partial_dir())
        return fname

    @api.model
    def _adopt_file(self, partial, vals):
        """Make an attachment of a finished file in the partial folder, which moves to its place.

        For files too large for the memory: only its hash is computed, in pieces. Rights are those
        of the caller's environment.
        """
        with open(partial, "rb") as file:
            checksum = hashlib.file_digest(file, "sha1").hexdigest()
            size = file.seek(0, os.SEEK_END)
            os.fsync(file.fileno())
        fname = f"{checksum[:2]}/{checksum}"
        full_path = self._full_path(fname)
        self._mark_for_gc(fname)
        os.makedirs(os.path.dirname(full_path), exist_ok=True)
        os.replace(partial, full_path)
        fsync_entry(full_path)
        attachment = self.create(vals)
        attachment.flush_recordset()
        self.env.cr.execute(SQL(
            "UPDATE ir_attachment SET store_fname = %s, checksum = %s, file_size = %s WHERE id = %s",
            fname, checksum, size, attachment.id,
        ))  # fmt: skip
        attachment.invalidate_recordset()
        return attachment

    @api.model
    def _quarantine(self, full_path):
        """Keep a second name for the torn bytes, so that an auditor can look at them."""
        folder = os.path.join(self._filestore(), "quarantine")
        os.makedirs(folder, exist_ok=True)
        kept = os.path.join(folder, f"{os.path.basename(full_path)}.{uuid.uuid4().hex[:8]}")
        os.link(full_path, kept)
        _logger.warning("Torn attachment file %s replaced, kept as %s", full_path, kept)

    @api.autovacuum
    def _gc_partial_files(self):
        """Remove what killed workers left half written."""
        folder, limit = self._partial_dir(), time.time() - PARTIAL_AGE
        for entry in os.scandir(folder) if os.path.isdir(folder) else ():
            if entry.stat().st_mtime < limit:
                os.unlink(entry.path)

    def _postprocess_contents(self, values):
        if values.get("res_model") in UNTOUCHED_MODELS:
            return values
        return super()._postprocess_contents(values)

    @api.model_create_multi
    def create(self, vals_list):
        attachments = super().create(vals_list)
        attachments._check_evidence_origin()
        return attachments

    def write(self, vals):
        if protected := self._get_evidence_files():
            protected._check_evidence_write(vals)
        result = super().write(vals)
        if "res_model" in vals:
            self._check_evidence_origin()
        return result

    # Always, also when a forged ``_force_unlink`` context pretends an uninstallation.
    @api.ondelete(at_uninstall=True)
    def _unlink_except_evidence(self):
        if self._get_evidence_files():
            raise UserError(self.env._("This file is evidence: delete the evidence, not its file."))

    def _check_evidence_origin(self):
        """Only the server (superuser) files something under an item: no planted copies."""
        if not self.env.su and "evidence.item" in self.mapped("res_model"):
            raise UserError(self.env._("Upload evidence from its record, not as an attachment."))

    def _get_evidence_files(self):
        """The originals and display copies of evidence among these attachments."""
        # sudo: the guard must see each link, also to evidence the user can't read
        files = self.sudo().filtered(lambda file: file.res_model == "evidence.item")
        if not files:
            return files
        items = files.env["evidence.item"].search([("attachment_id", "in", files.ids)])
        # The ORM itself (always superuser) keeps the copies, which are image fields.
        return items.attachment_id | files.filtered(lambda f: f.res_field and not self.env.su)

    def _check_evidence_write(self, vals):
        """Nothing may change but the place of storage, which rewrites the very same bytes.

        :raise UserError: for any other value, whoever writes it.
        """
        same = vals.keys() <= {"raw", "mimetype"} and all(
            _digest(vals.get("raw", b"")) == _digest(file.raw)
            and vals.get("mimetype", file.mimetype) == file.mimetype
            for file in self
        )
        if not same:
            raise UserError(self.env._("This file is evidence and can't be changed."))


def _digest(content):
    return hashlib.sha256(content or b"").digest()
