import ipaddress
from zoneinfo import ZoneInfo, available_timezones

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools.charset import get_charset
from ..tools.message import Settings

READ = ("protocol", "code", "address", "org_unit_id", "sample_field", "charset", "tz")
"""What is asked of the device of each message; of all devices in one query."""


class DeviceSource(models.Model):
    """A device, or the system of a laboratory, that sends results; and what its codes mean."""

    _name = "device.source"
    _inherit = ["server.guard.mixin", "org.scoped.mixin"]
    _description = "Device Interface"
    _order = "name, id"
    _rec_names_search = ["name", "code"]

    name = fields.Char(required=True, index="trigram")
    active = fields.Boolean(default=True)
    protocol = fields.Selection([("hl7", "HL7 v2"), ("astm", "ASTM")], required=True, default="hl7")
    code = fields.Char(
        "Sender",
        required=True,
        index=True,
        help="What the device calls itself: MSH-3|MSH-4 of its HL7 messages (without the second "
        "part when that is empty), field 5 of its ASTM header. The list of messages shows it.",
    )
    address = fields.Char(
        "Sends from",
        help="IP address or network (192.168.3.0/24) the messages must come from. "
        "Needed where several devices have the same sender.",
    )
    sample_field = fields.Selection(
        [
            ("obr3", "OBR-3 (number of the laboratory)"),
            ("obr2", "OBR-2 (number of the orderer)"),
            ("spm2", "SPM-2 (number of the specimen)"),
        ],
        "Sample number in",
        required=True,
        default="obr3",
        help="Field that holds the number on the tube's label. With ASTM it is always O-3.",
    )
    charset = fields.Selection(
        [("auto", "Found out"), ("utf-8", "UTF-8"), ("gb18030", "GB18030 (GBK, GB2312)")],
        "Character set",
        required=True,
        default="auto",
        help="Of messages that do not say it themselves.",
    )
    tz = fields.Selection(
        "_selection_tz",
        "Time zone of its clock",
        required=True,
        default="Asia/Shanghai",
        help="Of times that do not say it themselves.",
    )
    code_ids = fields.One2many("device.source.code", "source_id", "Codes", copy=True)
    code_count = fields.Integer("Number of Codes", compute="_compute_code_count")
    parked_count = fields.Integer("Results Parked", compute="_compute_parked_count")
    last_received_at = fields.Datetime("Last Message", compute="_compute_last_received_at")

    _sender_unique = models.UniqueIndex(
        "(org_unit_id, code, COALESCE(address, ''))",
        "This unit has a device with this sender already. Enter the address of each.",
    )

    @api.model
    def _selection_tz(self):
        return [(name, name) for name in sorted(available_timezones())]

    @api.depends("code_ids")
    def _compute_code_count(self):
        groups = self.env["device.source.code"]._read_group(
            [("source_id", "in", self.ids)], ["source_id"], ["__count"]
        )
        counts = {source.id: count for source, count in groups}
        for source in self:
            source.code_count = counts.get(source.id, 0)

    def _compute_parked_count(self):
        groups = self.env["device.result"]._read_group(
            [("source_id", "in", self.ids), ("state", "=", "parked")], ["source_id"], ["__count"]
        )
        counts = {source.id: count for source, count in groups}
        for source in self:
            source.parked_count = counts.get(source.id, 0)

    def _compute_last_received_at(self):
        groups = self.env["device.message"]._read_group(
            [("source_id", "in", self.ids)], ["source_id"], ["received_at:max"]
        )
        moments = {source.id: moment for source, moment in groups}
        for source in self:
            source.last_received_at = moments.get(source.id, False)

    @api.constrains("address")
    def _check_address(self):
        for source in self.filtered("address"):
            if source._get_network() is None:
                raise ValidationError(
                    self.env._(
                        "“%(address)s” is no IP address or network. Write 192.168.3.15 "
                        "or 192.168.3.0/24.",
                        address=source.address,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([_strip(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(_strip(vals))

    def copy_data(self, default=None):
        """The codes of a device serve the next one; the sender is what it is known by."""
        vals_list = super().copy_data(default)
        for source, vals in zip(self, vals_list, strict=True):
            if "address" not in (default or {}):
                vals["address"] = False
            if "code" not in (default or {}):
                vals["code"] = self.env._("%(sender)s (copy)", sender=source.code)
        return vals_list

    def action_open_parked(self):
        """The results of this device that wait for a person."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "device_message.device_result_action_parked"
        )
        return action | {"domain": [("source_id", "=", self.id)]}

    @api.model
    def _find_senders(self, senders):
        """``{(protocol, sender): devices}`` of ``senders``, pairs of the same."""
        codes = list({sender for _protocol, sender in senders})
        found = dict.fromkeys(senders, self.browse())
        for source in self.search_fetch([("code", "in", codes)], READ):
            if (source.protocol, source.code) in found:
                found[source.protocol, source.code] += source
        return found

    def _pick(self, peer):
        """``(device, "")`` of these with one sender, or ``(none, fault)``.

        :param peer: address the message came from; empty when it lay in a folder
        """
        if not self:
            return self, "unknown_source"
        here = self.filtered(lambda source: source._sends_from(peer))
        if not here:
            return here, "wrong_address"
        exact = here.filtered("address") if peer else here
        found = exact or here
        return (found, "") if len(found) == 1 else (self.browse(), "ambiguous_source")

    def _sends_from(self, peer):
        if not self.address or not peer:
            # who may put a file into the folder is a matter of the folder's rights
            return True
        network = self._get_network()
        return network is not None and ipaddress.ip_address(peer) in network

    def _get_network(self):
        try:
            return ipaddress.ip_network(self.address, strict=False)
        except ValueError:
            return None

    def _get_settings(self):
        """What the reader of messages has to know."""
        charset = "" if self.charset == "auto" else get_charset(self.charset)
        return Settings(sample_field=self.sample_field, charset=charset)

    def _get_zone(self):
        return str(ZoneInfo(self.tz))


def _strip(vals):
    return {
        name: value.strip() if name in ("code", "address") and value else value
        for name, value in vals.items()
    }
