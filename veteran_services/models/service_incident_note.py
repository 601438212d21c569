from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class ServiceIncidentNote(models.Model):
    """A measure, or that somebody was told; notes are added, never changed."""

    _name = "service.incident.note"
    _inherit = ["server.guard.mixin"]
    _description = "Note on an Incident"
    _order = "done_at, id"
    _rec_name = "text"
    _server_fields = frozenset({"user_id"})

    incident_id = fields.Many2one("service.incident", required=True, index=True, ondelete="cascade")
    kind = fields.Selection(
        [("measure", "Measure"), ("notified", "Somebody was told"), ("other", "Other")],
        required=True,
        default="measure",
    )
    done_at = fields.Datetime("When", required=True, default=fields.Datetime.now)
    text = fields.Text("What, or who", required=True, help="No names of the people concerned.")
    user_id = fields.Many2one(
        "res.users", "Entered by", readonly=True, required=True, ondelete="restrict",
        default=lambda self: self.env.user,
    )  # fmt: skip

    @api.model_create_multi
    def create(self, vals_list):
        notes = super().create(vals_list)
        for incident in notes.incident_id.filtered("closed_at"):
            raise UserError(self.env._("“%s” is closed.", incident.name))
        return notes

    def write(self, vals):
        # sudo: a registered incident binds whoever writes
        if self.sudo().incident_id.filtered(lambda row: row.state != "draft"):
            raise UserError(self.env._("Notes are not changed. Add another one."))
        return super().write(vals)

    # Always, also when a forged ``_force_unlink`` context pretends an uninstallation.
    @api.ondelete(at_uninstall=True)
    def _unlink_except_registered(self):
        # sudo: as above
        if self.sudo().incident_id.filtered(lambda row: row.state != "draft"):
            raise UserError(self.env._("Notes are not deleted. Add another one."))

    @api.constrains("done_at")
    def _check_not_ahead(self):
        now = fields.Datetime.now()
        for note in self.filtered(lambda note: note.done_at > fields.Datetime.add(now, minutes=10)):
            raise ValidationError(
                self.env._("“%s” lies in the future. Correct its time.", note.text[:40])
            )
