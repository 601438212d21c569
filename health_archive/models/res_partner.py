from odoo import fields, models

from .health_archive import CLOSED_STATES

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

    def action_open_health_archive(self):
        """The person's archive in use, else the last one, else an empty one to be filled in."""
        self.ensure_one()
        archives = self.health_archive_ids
        used = archives.filtered(lambda archive: archive.state not in CLOSED_STATES)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Health archive"),
            "res_model": "health.archive",
            "res_id": (used or archives)[-1:].id,
            "view_mode": "form",
            "context": {"default_partner_id": self.id},
        }

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
