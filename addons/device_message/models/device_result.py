from odoo import api, fields, models


class DeviceResult(models.Model):
    """One observation of a message: as sent, what it means, and who took it."""

    _name = "device.result"
    _inherit = ["server.guard.mixin"]
    _description = "Device Result"
    _order = "id desc"
    _rec_name = "sample_number"

    message_id = fields.Many2one(
        "device.message", required=True, readonly=True, index=True, ondelete="restrict"
    )
    sequence = fields.Integer(readonly=True, help="Place in the message.")
    source_id = fields.Many2one(
        "device.source", "Device", required=True, readonly=True, ondelete="restrict"
    )
    org_unit_id = fields.Many2one(
        "org.unit", "Unit", required=True, readonly=True, ondelete="restrict",
        help="The device's unit when the message came.",
    )  # fmt: skip
    sample_number = fields.Char(readonly=True)
    person_key = fields.Char(readonly=True, groups=fields.NO_ACCESS)
    person_marks = fields.Char(readonly=True, groups=fields.NO_ACCESS)
    code = fields.Char("Code Sent", readonly=True)
    code_system = fields.Char("Coding System", readonly=True)
    item_code = fields.Char("Item", readonly=True)
    value_sent = fields.Char(readonly=True)
    value = fields.Char(readonly=True, help="In the unit of the item, or its code.")
    value_number = fields.Float("Number", digits=(16, 6), readonly=True, aggregator=None)
    is_number = fields.Boolean("Has a Number", readonly=True)
    unit = fields.Char("Unit Sent", readonly=True)
    reference_range = fields.Char("Range Sent", readonly=True)
    flag = fields.Char("Flag Sent", readonly=True)
    status = fields.Selection(
        [("F", "Final"), ("C", "Corrected"), ("P", "Preliminary"), ("X", "No result")],
        required=True, readonly=True,
    )  # fmt: skip
    observed_at = fields.Datetime("Observed", required=True, readonly=True)
    sent_at = fields.Datetime("Sent", required=True, readonly=True)
    state = fields.Selection(
        [
            ("waiting", "Waiting"),
            ("delivered", "Delivered"),
            ("parked", "Parked"),
            ("replaced", "Replaced"),
            ("aside", "Set aside"),
        ],
        required=True,
        readonly=True,
    )
    fault = fields.Char(readonly=True, export_string_translation=False)
    reason = fields.Char(readonly=True)
    res_model = fields.Char("Delivered to (Model)", readonly=True, export_string_translation=False)
    res_id = fields.Many2oneReference("Delivered to", model_field="res_model", readonly=True)
    delivered_at = fields.Datetime("Delivered on", readonly=True)
    replaced_by_id = fields.Many2one(
        "device.result", "Replaced by", readonly=True, index="btree_not_null", ondelete="restrict"
    )

    _server_fields = frozenset(
        {
            "message_id", "sequence", "source_id", "org_unit_id", "sample_number", "person_key",
            "person_marks", "code", "code_system", "item_code", "value_sent", "value",
            "value_number", "is_number", "unit", "reference_range", "flag", "status", "observed_at",
            "sent_at", "state", "fault", "reason", "res_model", "res_id", "delivered_at",
            "replaced_by_id",
        }
    )  # fmt: skip
    _one_delivered = models.UniqueIndex(
        "(source_id, sample_number, item_code, COALESCE(res_model, ''), COALESCE(res_id, 0))"
        " WHERE state = 'delivered'",
        "This result was handed on already.",
    )
    _waiting_idx = models.Index("(id) WHERE state = 'waiting'")
    _parked_idx = models.Index("(org_unit_id, id) WHERE state = 'parked'")
    _source_parked_idx = models.Index("(source_id, sample_number) WHERE state = 'parked'")
    _target_idx = models.Index("(res_model, res_id) WHERE res_id IS NOT NULL")

    @api.depends("sample_number", "item_code", "code")
    def _compute_display_name(self):
        for result in self:
            item = result.item_code or result.code or ""
            result.display_name = f"{result.sample_number or '?'} {item}".strip()

    @api.private
    def set_aside(self, reason):
        """Take parked results off the list."""
        self.message_id._check_operator()
        self.check_access("read")
        # sudo: nobody may write a result; an operator of its unit may set it aside
        parked = self.sudo().filtered(lambda result: result.state == "parked")
        parked.write({"state": "aside", "reason": reason})

    def action_set_aside(self):
        """Ask why nothing more is to be done."""
        return self.env["ir.actions.act_window"]._for_xml_id(
            "device_message.device_set_aside_action"
        ) | {"context": {"active_model": self._name, "active_ids": self.ids}}

    def action_try_again(self):
        """Read parked results again with the codes of the device as they are now; hand them on."""
        self.message_id._check_operator()
        self.check_access("read")
        # sudo: nobody may write a result; an operator of its unit may have the server read it
        parked = self.sudo().filtered(lambda result: result.state == "parked")
        parked._interpret_again()
        parked._hand_on_waiting()

    def action_open_target(self):
        """The record that took the result."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "view_mode": "form",
        }
