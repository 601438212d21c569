from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from odoo.addons.service_ledger.models.service_entry import get_day
from odoo.addons.service_obligation.tools import Claim

MANAGER = "service_project.group_service_manager"


class ServiceIncident(models.Model):
    """Personal data got, or may have got, to who must not have it.

    Once registered it stays as it was written; what was done about it is added as notes.
    """

    _name = "service.incident"
    _inherit = [
        "server.guard.mixin",
        "service.claim.note.mixin",
        "evidence.mixin",
        "evidence.seal.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _description = "Privacy Incident"
    _order = "found_at desc, id desc"
    _fixed_fields = frozenset({"project_id"})
    _server_fields = frozenset({"state", "closed_at", "closed_by_id"})
    _seal_exempt_fields = ("state", "closed_at", "closed_by_id", "note_ids", "evidence_ids")

    name = fields.Char("What happened, in a few words", required=True)
    project_id = fields.Many2one(
        "project.project", required=True, index=True, ondelete="restrict",
        domain=[("is_service", "=", True)],
        default=lambda self: self.env["service.entry"]._default_project(),
    )  # fmt: skip
    found_at = fields.Datetime(required=True, default=fields.Datetime.now)
    description = fields.Text("What Happened", help="No names of the people concerned.")
    people_count = fields.Integer("Number of People", aggregator="sum", help="How many; no names.")
    state = fields.Selection(
        [("draft", "Draft"), ("registered", "Registered"), ("closed", "Closed")],
        required=True, readonly=True, default="draft", copy=False,
    )  # fmt: skip
    closed_at = fields.Datetime(readonly=True, copy=False)
    closed_by_id = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    note_ids = fields.One2many("service.incident.note", "incident_id", "What Was Done")

    _people = models.Constraint("CHECK (people_count >= 0)", "Their number cannot be negative.")

    @api.constrains("found_at")
    def _check_not_ahead(self):
        latest = fields.Datetime.add(fields.Datetime.now(), minutes=10)
        for incident in self.filtered(lambda incident: incident.found_at > latest):
            raise ValidationError(
                self.env._("“%s” lies in the future. Correct its time.", incident.name)
            )

    def action_register(self):
        """Put these incidents in the register; they stay, and the centre is told.

        :raise ValidationError: nobody says what happened
        """
        self.check_access("write")
        for incident in self:
            if not (incident.description or "").strip():
                raise ValidationError(self.env._("Say what happened first."))
            if incident.state != "draft":
                raise UserError(self.env._("“%s” is in the register already.", incident.name))
        self._write_server({"state": "registered"})
        self._seal()
        for incident in self:
            incident._tell_centre()

    def action_close(self):
        """Close incidents of which it is known what was done and who was told.

        :raise UserError: one of both is missing
        """
        self.check_access("write")
        if not self.env.user.has_group(MANAGER):
            raise AccessError(self.env._("Only a manager of the centre closes incidents."))
        for incident in self:
            if incident.state != "registered":
                raise UserError(self.env._("“%s” isn't open in the register.", incident.name))
            if not {"measure", "notified"} <= set(incident.note_ids.mapped("kind")):
                raise UserError(
                    self.env._(
                        "“%s”: note what was done, and who was told and when, before you close it.",
                        incident.name,
                    )
                )
        self._write_server(
            {"state": "closed", "closed_at": fields.Datetime.now(), "closed_by_id": self.env.uid}
        )
        self.activity_feedback(["mail.mail_activity_data_todo"])

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft(self):
        if self.filtered(lambda incident: incident.state != "draft"):
            raise UserError(self.env._("The register keeps every incident."))

    def _tell_centre(self):
        manager = self.project_id.user_id
        if manager.has_group(MANAGER):
            self.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=self.env._("Privacy incident: stop it, and tell whom it concerns"),
                user_id=manager.id,
            )

    def _get_claims(self):
        self.ensure_one()
        if self.state == "draft":
            return []
        return [Claim("incident", get_day(self.found_at))]
