from odoo import fields, models

LOGGED_FIELDS = {
    "name", "sex", "birth_date", "phone", "street", "ethnic_group_id", "residence_type",
}  # fmt: skip


class ResPartner(models.Model):
    """What the form says of the person is kept with the person; the archive notes the changes."""

    _inherit = "res.partner"

    health_archive_ids = fields.One2many(
        "health.archive", "partner_id", "Health archives", groups="resident.group_health_reader"
    )

    def write(self, vals):
        names = LOGGED_FIELDS & vals.keys()
        archives = self._get_logged_archives() if names else self.env["health.archive"]
        before = {
            archive: {name: self._get_field_text(archive.partner_id, name) for name in names}
            for archive in archives
        }
        result = super().write(vals)
        archives._log_changes(
            {
                "archive_id": archive.id,
                "model": self._name,
                "field_name": name,
                "old_value": old,
                "new_value": self._get_field_text(archive.partner_id, name),
            }
            for archive, texts in before.items()
            for name, old in texts.items()
            if old != self._get_field_text(archive.partner_id, name)
        )
        return result

    def _get_logged_archives(self):
        residents = self.filtered("is_resident")
        # sudo: the change is noted whoever makes it
        archives = self.env["health.archive"].sudo()
        return (
            archives.search(
                [("partner_id", "in", residents.ids), ("state", "in", ("active", "locked"))]
            )
            if residents
            else archives
        )

    def _get_field_text(self, person, name):
        value = person._fields[name].convert_to_export(person[name], person)
        return "" if value in (False, None) else str(value)
