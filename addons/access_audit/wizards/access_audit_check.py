from odoo import api, fields, models


class AccessAuditCheck(models.TransientModel):
    """The state of the audit, and its verification from the screen."""

    _name = "access.audit.check"
    _description = "Audit Check"

    is_protected = fields.Boolean(
        "Protected by Its Own Database Role",
        default=lambda self: self.env["access.seal"]._is_protected(),
        readonly=True,
    )
    is_overdue = fields.Boolean(
        "Sealing Stands Still",
        default=lambda self: self.env["access.seal"]._is_overdue(),
        readonly=True,
    )
    last_seal_id = fields.Many2one(
        "access.seal", default=lambda self: self.env["access.seal"].search([], limit=1)
    )
    last_sealed_at = fields.Datetime(related="last_seal_id.ts")
    first_seal = fields.Integer(
        "Verify From Seal No.",
        default=1,
        help="A later one when the events before were moved to the archive.",
    )
    state = fields.Selection(selection="_selection_state", default="open", readonly=True)
    differences = fields.Text(readonly=True)

    @api.model
    def _selection_state(self):
        return list({
            "open": self.env._("Not verified yet"),
            "intact": self.env._("Intact"),
            "altered": self.env._("Altered"),
        }.items())  # fmt: skip

    def action_verify(self):
        """Compute all hashes again; shows what differs."""
        self.ensure_one()
        found = self.env["access.seal"]._verify(self.first_seal)
        self.differences = "\n".join(self._describe(*difference) for difference in found)
        self.state = "altered" if found else "intact"
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
            "name": self.env._("Audit Check"),
        }

    @api.model
    def _describe(self, seal_id, event_id, problem):
        if problem == "chain":
            return self.env._(
                "Seal %(seal)s was changed, or the one before is missing", seal=seal_id
            )
        if problem == "events":
            return self.env._(
                "Events of seal %(seal)s were changed, removed or added", seal=seal_id
            )
        if seal_id:
            return self.env._(
                "Event %(event)s (seal %(seal)s) was changed", event=event_id, seal=seal_id
            )
        return self.env._("Event %(event)s (not sealed yet) was changed", event=event_id)
