import unicodedata
from collections import defaultdict

from odoo import models


def same_place(one, other):
    """Whether two people meant the same place: width, case and blanks aside."""
    return _fold(one) == _fold(other)


def _fold(text):
    return "".join(unicodedata.normalize("NFKC", text or "").casefold().split())


class EquipmentStocktakeLine(models.Model):
    """How a line follows from its scans."""

    _inherit = "equipment.stocktake.line"

    def _get_key(self):
        """What makes the line one of a kind in its stock-take."""
        for name in ("equipment_id", "foreign_id"):
            if self[name]:
                return name, self[name].id
        return "code", self.code

    def _count_again(self):
        """Work the results out from all scans that were not withdrawn; the last one counts."""
        events = self.env["equipment.stocktake.scan"].search(
            [("line_id", "in", self.ids)], order="scanned_at, id"
        )
        withdrawn = events.filtered(lambda event: event.kind == "undo").target_id
        remarks = {event.target_id: event for event in events if event.kind == "remark"}
        scans_by_line = defaultdict(list)
        for scan in events.filtered(lambda event: event.kind == "scan") - withdrawn:
            scans_by_line[scan.line_id].append(scan)
        for line in self:
            line.write(line._prepare_result_vals(scans_by_line[line], remarks))

    def _prepare_result_vals(self, scans, remarks):
        if not scans:
            result = "pending" if self.is_expected else "withdrawn"
            names = ("found_unit_id", "found_place", "counted_at", "counter_id", "condition")
            return dict.fromkeys(names, False) | {"result": result, "scan_count": 0}
        last = scans[-1]
        remark = remarks.get(last, last)
        vals = {
            "scan_count": len(scans),
            "found_unit_id": last.unit_id.id,
            "found_place": last.place,
            "counted_at": last.scanned_at,
            "counter_id": last.user_id.id,
            "condition": remark.condition or last.condition,
            "result": self._get_result(last, len(scans)),
        }
        return vals | ({"note": remark.note} if remark.note else {})

    def _get_result(self, scan, times):
        if not self.equipment_id:
            return "wrong_unit" if self.foreign_id else "unknown_tag"
        if not self.is_expected and self.equipment_id.usage_state == "disposed":
            return "disposed_found"
        if scan.unit_id != self.expected_unit_id:
            return "wrong_unit"
        known = self.expected_place and scan.place
        if known and not same_place(self.expected_place, scan.place):
            return "wrong_place"
        if not self.is_expected:
            return "surplus"
        return "counted_twice" if times > 1 else "found"

    def _describe_to(self, user, veiled):
        """``status``, ``message`` and, if ``user`` may see the device, ``label`` and more.

        An empty line stands for the tag of a kit.
        """
        if not self:
            message = self.env._("This is the tag of a kit. Scan the devices in it one by one.")
            return {"status": "kit", "message": message}
        own = user.org_unit_id.parent_path or "-"
        if self.foreign_id or not self.org_unit_id.parent_path.startswith(own):
            message = self.env._("Belongs to another unit: set it aside.")
            return {"status": "other_unit", "message": message}
        answer = {"label": " ".join(filter(None, (self.asset_number, self.device_name)))}
        if self.result in ("unknown_tag", "disposed_found"):
            return answer | {"status": self.result, "message": self.finding}
        if veiled:
            return answer | {"status": "recorded", "message": self.env._("Recorded")}
        answer |= {"line_id": self.id, "times": self.scan_count, "status": self.result}
        return answer | {"message": self.finding or self._get_result_label()}

    def _get_result_label(self):
        return dict(self._fields["result"]._description_selection(self.env))[self.result]
