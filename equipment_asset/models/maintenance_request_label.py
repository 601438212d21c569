from odoo import api, fields, models
from odoo.tools import plaintext2html


class MaintenanceRequest(models.Model):
    """The report behind a work order: how it came in, from whom, and its photo."""

    _inherit = "maintenance.request"

    reported_via = fields.Selection(
        [("user", "Entered here"), ("label", "Scanned label"), ("plan", "Plan")],
        default="user",
        required=True,
        readonly=True,
        copy=False,
    )
    reporter_name = fields.Char(groups="equipment_asset.group_equipment_custodian", copy=False)
    reporter_phone = fields.Char(groups="equipment_asset.group_equipment_custodian", copy=False)
    fault_photo = fields.Image(compute="_compute_fault_photo", string="Photo of the fault")

    @api.depends("evidence_ids")
    def _compute_fault_photo(self):
        photos = self.env["evidence.item"].search_fetch(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", self.ids),
                ("kind", "=", "photo"),
            ],
            ["res_id", "thumbnail"],
            order="id desc",
        )
        first = {photo.res_id: photo for photo in photos}
        for request in self:
            request.fault_photo = first.get(request._origin.id, photos.browse()).thumbnail

    @api.model
    def _report_by_label(self, subject, text, name=None, phone=None):
        """Create the work order of a fault that somebody reported by scanning a label.

        :param subject: the device or kit, in superuser mode
        :param text: what is wrong, plain
        """
        is_kit = subject._name == "equipment.kit"
        # The day decides on the warranty: the custodian's day, visitors have no time zone.
        orders = self.with_context(tz=subject.owner_user_id.tz or self.env.user.tz)
        request = orders.create(
            {
                "name": " ".join(text.split())[:60],
                "description": plaintext2html(text),
                "kit_id" if is_kit else "equipment_id": subject.id,
                "company_id": (subject.company_id or self.env.company).id,
                "owner_user_id": subject.owner_user_id.id,
                "maintenance_type": "corrective",
                "reported_via": "label",
                "reporter_name": name,
                "reporter_phone": phone,
            }
        )
        request._call_for_action()
        return request

    def _call_for_action(self):
        """Put the report on the list of the technician, or else of the custodian."""
        users = self.user_id | self.owner_user_id
        reader = users.filtered(lambda user: self.with_user(user).has_access("read"))[:1]
        if reader:
            self.activity_schedule("maintenance.mail_act_maintenance_request", user_id=reader.id)
