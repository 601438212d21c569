from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.service_project.tools import service_today


class ServiceTracking(models.Model):
    """That somebody who was served at a free clinic was looked after later, how, with what proof."""

    _name = "service.tracking"
    _inherit = ["server.guard.mixin", "access.audit.mixin", "evidence.mixin"]
    _description = "Tracking After a Free Clinic"
    _order = "date desc, id desc"
    _fixed_fields = frozenset({"registration_id"})

    registration_id = fields.Many2one(
        "event.registration", "Attendance", required=True, index=True, ondelete="restrict",
        domain=[("service_kind", "=", "clinic"), ("state", "=", "done")],
    )  # fmt: skip
    project_id = fields.Many2one(
        related="registration_id.service_project_id", store=True, precompute=True, index=True
    )
    partner_id = fields.Many2one(related="registration_id.partner_id", string="Person")
    event_id = fields.Many2one(related="registration_id.event_id")
    date = fields.Date(required=True, default=lambda self: service_today())
    way = fields.Selection(
        [("phone", "By phone"), ("home", "At home"), ("centre", "At the centre"),
         ("hospital", "At a hospital")],
        required=True, default="phone",
    )  # fmt: skip
    user_id = fields.Many2one(
        "res.users", "By", required=True, ondelete="restrict", default=lambda self: self.env.user
    )
    result = fields.Char(required=True, help="What was arranged; no diagnosis.")
    medical_note = fields.Text(groups="service_project.group_service_physician")

    @api.depends("registration_id.partner_id.name", "date")
    def _compute_display_name(self):
        for row in self:
            parts = (row.partner_id.name, row.date)
            row.display_name = " · ".join(str(part) for part in parts if part)

    @api.constrains("date", "registration_id")
    def _check_date(self):
        for row in self:
            if row.date > service_today():
                raise ValidationError(
                    self.env._("%(name)s: enter it on the day.", name=row.partner_id.name)
                )
            if row.date < row.registration_id.service_date:
                raise ValidationError(
                    self.env._(
                        "%(name)s: nobody is looked after before the free clinic.",
                        name=row.partner_id.name,
                    )
                )

    @api.constrains("registration_id")
    def _check_served(self):
        for row in self.registration_id:
            if row.service_kind != "clinic" or row.state != "done":
                raise ValidationError(
                    self.env._("Only who signed in at a free clinic is looked after later.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows.registration_id._claim_anew()
        return rows

    def write(self, vals):
        result = super().write(vals)
        self.registration_id._claim_anew()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_old(self):
        if self.filtered(lambda row: row.create_date.date() < fields.Date.today()):
            raise UserError(self.env._("It stays from the day after on. Enter another one."))

    def unlink(self):
        registrations = self.registration_id
        result = super().unlink()
        registrations._claim_anew()
        return result
