import base64
import binascii
import hashlib

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from .equipment_stocktake_line import CONDITIONS

MAX_BATCH = 200
# A longer list would not fit into the memory of a phone's browser.
MAX_OFFLINE_LIST = 5000


class EquipmentStocktake(models.Model):
    """What the phone page asks for and sends."""

    _inherit = "equipment.stocktake"

    @api.readonly
    def get_count_sheet(self):
        """What a counter needs on his phone, also while the connection is down.

        :return: ``name``, ``mode``, ``state``, ``units`` where the user may stand, ``max_mb`` of a
            photo, and ``expected``: the lines he may see, or ``None`` when the stock-take is blind
            or the list is too long for a phone
        """
        self.ensure_one()
        self._check_counter()
        units = self._get_counting_units()
        return {
            "id": self.id,
            "name": self.name,
            "unit": self.org_unit_id.name,
            "mode": self.mode,
            "state": self.state,
            "units": [{"id": unit.id, "name": unit.name} for unit in units],
            "max_mb": self.env["evidence.file.rules"]._get_limit("max_mb", 20),
            "expected": self._get_expected_list(),
        }

    def record_scans(self, scans):
        """Take in what a phone queued. Sent again, nothing happens twice.

        :param scans: at most 200 dicts: ``uuid``; ``kind`` (scan, undo, remark); ``code`` of a
            scan; ``target``, the uuid of the scan that is withdrawn or remarked on;
            ``scanned_at`` (UTC, ``YYYY-MM-DD HH:MM:SS``); ``unit_id`` and ``place`` where the
            counter stands; ``condition``; ``note``
        :return: per scan, in the same order, ``uuid``, ``status``, ``message`` and, if the user may
            see the device, ``label``, ``line_id`` and ``times``
        :raise UserError: counting is closed; nothing is taken in and the phone keeps its queue
        """
        self.ensure_one()
        self._check_counter()
        if len(scans) > MAX_BATCH:
            raise UserError(self.env._("Send at most %(limit)s scans at a time.", limit=MAX_BATCH))
        events = [self._clean_event(scan) for scan in scans]
        uuids = {event["uuid"] for event in events}
        known = self._find_events(uuids | {event["target"] for event in events})
        taken = self._find_taken(uuids - known.keys())
        fresh = {e["uuid"]: e for e in events if e["uuid"] not in known and e["uuid"] not in taken}
        refused = {}
        if fresh:
            self._check_state("counting")
            refused = self._take_in(list(fresh.values()), known)
        return [
            self._describe_event(event, known.get(event["uuid"]), refused.get(event["uuid"]))
            for event in events
        ]

    def add_scan_photo(self, uuid, filename, content):
        """File a photo with the device of one of the user's own scans; sent twice, kept once.

        :param content: the picture in base64
        :return: ``True``
        :raise ValidationError: the file is refused; the message says why
        """
        self.ensure_one()
        self._check_counter()
        scan = self._find_events({uuid}).get(uuid)
        if not (scan and scan.line_id):
            raise ValidationError(self.env._("The scan of this photo was not taken in."))
        try:
            raw = base64.b64decode(content, validate=True)
        except (binascii.Error, ValueError, TypeError) as error:
            message = self.env._("The photo arrived incomplete. Send it again.")
            raise ValidationError(message) from error
        if hashlib.sha256(raw).hexdigest() not in scan.line_id.evidence_ids.mapped("sha256"):
            self._check_state("counting")
            scan.line_id._add_evidence(filename, raw)
        return True

    def _check_counter(self):
        """:raise AccessError: the user isn't named as a counter of this stock-take."""
        self.check_access("read")
        custodian = self.env.user.has_group("equipment_asset.group_equipment_custodian")
        if not custodian or self.env.user not in self.counter_ids:
            raise AccessError(self.env._("You are not named as a counter of this stock-take."))

    def _get_counting_units(self):
        """Units of the stock-take that lie in the user's scope: where he may stand."""
        return self.env["org.unit"].search(
            [
                ("id", "child_of", self.org_unit_id.id),
                ("id", "child_of", self.env.user.org_unit_id.ids),
            ]
        )

    def _get_expected_list(self):
        if self._is_veiled():
            return None
        domain = [("stocktake_id", "=", self.id), ("is_expected", "=", True)]
        lines = self.env["equipment.stocktake.line"].search(domain, limit=MAX_OFFLINE_LIST + 1)
        if len(lines) > MAX_OFFLINE_LIST:
            return None
        # sudo: the tags of listed devices, also of one that has left the user's scope since
        tokens = dict(lines.sudo().mapped(lambda line: (line.id, line.equipment_id.tag_token)))
        return [
            {
                "id": line.id,
                "token": tokens[line.id],
                "number": line.asset_number,
                "serial": line.serial_no,
                "name": line.device_name,
                "unit_id": line.expected_unit_id.id,
                "place": line.expected_place,
                "result": line.result,
            }
            for line in lines
        ]

    def _clean_event(self, scan):
        """The event as plain text and numbers; whatever a phone sends, nothing else passes."""
        if not isinstance(scan, dict) or not isinstance(scan.get("uuid"), str) or not scan["uuid"]:
            raise UserError(self.env._("A scan without event number cannot be taken in."))
        texts = ("uuid", "code", "target", "place", "note", "condition")
        event = {name: str(scan.get(name) or "").strip()[:500] for name in texts}
        event["kind"] = scan["kind"] if scan.get("kind") in ("undo", "remark") else "scan"
        if event["condition"] not in dict(CONDITIONS):
            event["condition"] = ""
        unit_id = scan.get("unit_id")
        event["unit_id"] = unit_id if isinstance(unit_id, int) else 0
        try:
            event["scanned_at"] = fields.Datetime.to_datetime(scan.get("scanned_at"))
        except (ValueError, TypeError):
            event["scanned_at"] = None
        return event

    def _find_events(self, uuids):
        """``{uuid: scan}`` of the user's own events among ``uuids``, as superuser."""
        # sudo: in a blind stock-take the counter must not read results, but they are counted on
        scans = self.env["equipment.stocktake.scan"].sudo()
        domain = [
            ("client_uuid", "in", list(uuids)),
            ("stocktake_id", "=", self.id),
            ("user_id", "=", self.env.uid),
        ]
        return {scan.client_uuid: scan for scan in scans.search(domain)}

    def _find_taken(self, uuids):
        """Which of ``uuids`` name events of somebody else, or of another stock-take."""
        # sudo: event numbers are unique over all; nothing else of the events is read
        scans = self.env["equipment.stocktake.scan"].sudo()
        return set(scans.search([("client_uuid", "in", list(uuids))]).mapped("client_uuid"))
