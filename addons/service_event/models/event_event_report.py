from odoo import models
from odoo.tools.image import image_data_uri

MAX_PHOTOS = 8
SPARE_LINES = 5


class EventEvent(models.Model):
    """What stands on paper about an event."""

    _inherit = "event.event"

    def _get_sheet_rows(self):
        """Who is invited or signed in, by name, and lines for who else comes.

        :return: ``[{"name", "certificate", "time", "guest"}]``
        """
        self.ensure_one()
        rows = self.registration_ids.filtered(lambda row: row.state in ("open", "done"))
        members = self.env["service.member"].search(
            [
                ("project_id", "=", self.service_project_id.id),
                ("partner_id", "in", rows.partner_id.ids),
            ],
            order="exit_date, id",
        )
        numbers = {member.partner_id: member.certificate_number for member in members}
        lines = [
            {
                "name": row.name,
                "certificate": numbers.get(row.partner_id) or "",
                "time": row._get_sign_in_time() if row.signed_at else "",
                "guest": row.guest_reason if row.state == "done" else "",
            }
            for row in rows.sorted(lambda row: (row.state != "done", row.name or ""))
        ]
        spare = 0 if self.service_state == "held" else max(SPARE_LINES, self.minimum_people)
        empty = {"name": "", "certificate": "", "time": "", "guest": ""}
        return lines + [empty] * max(0, spare - len(lines))

    def _get_attendance_note(self):
        """How many came, of how many that it takes, and where the sheet is."""
        self.ensure_one()
        _ = self.env._
        note = _(
            "%(people)s people of the roster, %(guests)s guests (not counted)",
            people=self.attendance_count,
            guests=self.guest_count,
        )
        if self.minimum_people:
            note = _("%(note)s; %(needed)s people needed", note=note, needed=self.minimum_people)
        if self.paper_page:
            note = _("%(note)s; sign-in sheet: %(page)s", note=note, page=self.paper_page)
        return note

    def _get_attendance_names(self):
        self.ensure_one()
        return "、".join(self._get_counted_people().mapped("name")) or "–"

    def _get_photo_uris(self):
        """The first photos, without what the camera wrote into them."""
        self.ensure_one()
        items = self.evidence_ids.filtered(lambda item: item.requirement_code == "photo")
        return [
            image_data_uri(item.display_image) for item in items[:MAX_PHOTOS] if item.display_image
        ]
