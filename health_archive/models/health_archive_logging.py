from odoo import models

# Kept by the archive elsewhere, or only a note of the system.
_NOT_LOGGED = {
    "state", "lock_reason", "submitted_by_id", "submitted_at", "reviewed_by_id", "reviewed_at",
    "closed_by_id", "completeness", "is_complete", "missing_names", "completeness_at",
}  # fmt: skip


class HealthArchive(models.Model):
    """What goes to the list of changes (动态更新)."""

    _inherit = "health.archive"

    def _log_change(self, field_name, old, new, model="health.archive", reason="", sensitive=False):
        """Note one change, in words, for each of these archives."""
        self._log_changes(
            {
                "archive_id": archive.id,
                "model": model,
                "field_name": field_name,
                "old_value": old,
                "new_value": new,
                "reason": reason,
                "is_sensitive": sensitive,
            }
            for archive in self
        )

    def _log_changes(self, vals_list):
        self.env["health.archive.change"]._log(vals_list)

    def _get_logged_texts(self, names):
        """``{archive: {field: its value in words}}`` of those that are in use."""
        names = [name for name in names if self._is_logged_field(name)]
        if not names:
            return {}
        return {
            archive: {name: archive._get_text(name) for name in names}
            for archive in self
            if archive._is_logged()
        }

    def _log_differences(self, before, reason=""):
        self._log_changes(
            {
                "archive_id": archive.id,
                "field_name": name,
                "old_value": old,
                "new_value": archive._get_text(name),
                "reason": reason,
            }
            for archive, texts in before.items()
            for name, old in texts.items()
            if old != archive._get_text(name)
        )

    def _get_text(self, name):
        """The value of a field as a reader sees it."""
        value = self._fields[name].convert_to_export(self[name], self)
        return "" if value in (False, None) else str(value)

    def _is_logged_field(self, name):
        field = self._fields.get(name)
        return bool(field and field.store and field.type != "one2many" and name not in _NOT_LOGGED)
