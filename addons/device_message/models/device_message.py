import base64

from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..listener.inbox import split_file
from ..tools.charset import decode
from ..tools.limits import Limits

OPERATOR = "device_message.group_device_operator"


class DeviceMessage(models.Model):
    """A message as a device sent it, byte for byte, and what became of it.

    Only the server makes messages, see ``device_message_receive.py``; nobody changes or deletes them.
    """

    _name = "device.message"
    _inherit = ["server.guard.mixin"]
    _description = "Device Message"
    _order = "id desc"
    _rec_name = "control_id"

    source_id = fields.Many2one(
        "device.source", "Device", readonly=True, ondelete="restrict",
        help="Empty while no device with this sender is registered.",
    )  # fmt: skip
    org_unit_id = fields.Many2one(
        "org.unit", "Unit", readonly=True, index="btree_not_null", ondelete="restrict",
        help="The device's unit when the message came.",
    )  # fmt: skip
    protocol = fields.Selection([("hl7", "HL7 v2"), ("astm", "ASTM")], required=True, readonly=True)
    sender = fields.Char(readonly=True, help="What the device calls itself.")
    received_at = fields.Datetime(
        "Received", required=True, readonly=True, default=fields.Datetime.now
    )
    sent_at = fields.Datetime("Sent", readonly=True, help="By the clock of the device.")
    peer = fields.Char("Came from", readonly=True, help="Address; empty for a file of the folder.")
    raw = fields.Binary(
        "Stored Bytes", attachment=False, readonly=True, copy=False,
        groups="device_message.group_device_manager",
    )  # fmt: skip
    raw_text = fields.Text(
        "Original", compute="_compute_raw_text", groups="device_message.group_device_manager"
    )
    sha256 = fields.Char("SHA-256", required=True, readonly=True, help="Of all that was sent.")
    size = fields.Integer("Size (Bytes)", readonly=True, help="Of all that was sent.")
    control_id = fields.Char("Message Number", readonly=True, help="Given by the device.")
    kind = fields.Char(readonly=True, help="As the device calls it; ORU^R01 are results.")
    state = fields.Selection(
        [("parsed", "Read"), ("parked", "Parked"), ("aside", "Set aside")],
        required=True, readonly=True,
    )  # fmt: skip
    fault = fields.Char(readonly=True, export_string_translation=False)
    reason = fields.Char(readonly=True)
    ack = fields.Selection(
        [("AA", "AA accepted"), ("AE", "AE kept, to be sorted out"), ("AR", "AR refused")],
        "Answer", required=True, readonly=True,
    )  # fmt: skip
    result_ids = fields.One2many("device.result", "message_id", "Results", readonly=True)

    _server_fields = frozenset(
        {
            "source_id", "org_unit_id", "protocol", "sender", "received_at", "sent_at", "peer", "raw",
            "sha256", "size", "control_id", "kind", "state", "fault", "reason", "ack", "result_ids",
        }
    )  # fmt: skip
    _once = models.UniqueIndex(
        "(COALESCE(source_id, 0), COALESCE(control_id, ''), sha256)",
        "This message is kept already.",
    )
    _sha256_idx = models.Index("(sha256)")
    _source_idx = models.Index("(source_id, received_at)")
    _parked_idx = models.Index("(org_unit_id, id) WHERE state = 'parked'")

    @api.depends("control_id", "sender")
    def _compute_display_name(self):
        for message in self:
            message.display_name = f"{message.sender or '?'} #{message.control_id or message.id}"

    @api.depends("raw")
    def _compute_raw_text(self):
        for message in self:
            charset = message.source_id._get_settings().charset if message.source_id else ""
            text = decode(message._get_raw(), charset)
            message.raw_text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "␀")

    @api.model
    def _protect_raw(self, raw):
        """Hook: the bytes to store for the bytes that came; here they are the same."""
        return raw

    @api.model
    def _reveal_raw(self, stored):
        """Hook: what :meth:`_protect_raw` was given."""
        return stored

    @api.model
    def _receive_text(self, text):
        """Store the messages in ``text``, as if a file of the folder held it; see :meth:`_receive`."""
        return self._receive(split_file(text.encode(), Limits.load(self.env)))

    def _get_raw(self):
        """The original bytes, as far as they were kept."""
        self.ensure_one()
        stored = self.with_context(bin_size=False).raw
        return self._reveal_raw(base64.b64decode(stored)) if stored else b""

    def action_show_raw(self):
        """The original message, which names the person, for who maintains the devices."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Original Message"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(self.env.ref("device_message.device_message_view_form_raw").id, "form")],
            "target": "new",
        }

    def action_try_again(self):
        """Read parked messages again, after the device or its codes were registered."""
        self._check_operator()
        # sudo: nobody may write a message; an operator of its unit may have the server read it
        messages = self.sudo()
        messages._read_again()
        messages.result_ids._hand_on_waiting()

    def action_set_aside(self):
        """Ask why nothing more is to be done."""
        return self.env["ir.actions.act_window"]._for_xml_id(
            "device_message.device_set_aside_action"
        ) | {"context": {"active_model": self._name, "active_ids": self.ids}}

    @api.private
    def set_aside(self, reason):
        """Take parked messages off the list."""
        self._check_operator()
        # sudo: nobody may write a message; an operator of its unit may set it aside
        parked = self.sudo().filtered(lambda message: message.state == "parked")
        parked.write({"state": "aside", "reason": reason})

    def _check_operator(self):
        """:raise AccessError: out of the user's scope, or he doesn't sort out messages"""
        self.check_access("read")
        if not self.env.user.has_group(OPERATOR):
            raise AccessError(
                self.env._("Ask an operator of the device interface to sort out what is parked.")
            )
