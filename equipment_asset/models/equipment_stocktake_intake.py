from odoo import fields, models
from odoo.fields import Domain

from .equipment_tag_mixin import TAG_URL


class EquipmentStocktake(models.Model):
    """From scanned codes to lines: a bounded number of queries per batch."""

    _inherit = "equipment.stocktake"

    def _take_in(self, events, known):
        """Keep new events and count again what they touch.

        :param known: ``{uuid: scan}`` of events received before
        :return: ``{uuid: reason}`` of those that cannot be kept
        """
        # sudo: a tag of another unit must be told from an unknown one, and counters write neither
        # lines nor scans themselves; what the user learns is decided in _describe_event
        stocktake = self.sudo()
        allowed = set(self._get_counting_units().ids)
        refused, kept = {}, []
        for event in events:
            if reason := self._get_refusal(event, allowed):
                refused[event["uuid"]] = reason
            else:
                kept.append(event)
        lines = stocktake._find_lines([event for event in kept if event["kind"] == "scan"])
        for kind in ("scan", "undo", "remark"):
            chosen = [event for event in kept if event["kind"] == kind]
            known |= stocktake._create_scans(chosen, lines, known, refused)
        scans = stocktake.env["equipment.stocktake.scan"].union(
            *(known[event["uuid"]] for event in kept if event["uuid"] in known)
        )
        scans.line_id._count_again()
        stocktake._refresh_counts()
        return refused

    def _get_refusal(self, event, allowed):
        if event["kind"] == "scan" and not event["code"]:
            return self.env._("Nothing was scanned.")
        if event["unit_id"] not in allowed:
            return self.env._("Choose the unit where you stand.")
        return None

    def _create_scans(self, events, lines, known, refused):
        now, vals_list = fields.Datetime.now(), []
        for event in events:
            target = known.get(event["target"]) or self.env["equipment.stocktake.scan"]
            if event["kind"] != "scan" and not target:
                refused[event["uuid"]] = self.env._("The scan this belongs to was not received.")
                continue
            line = target.line_id or lines.get(event["code"])
            vals_list.append(
                {
                    "stocktake_id": self.id,
                    "client_uuid": event["uuid"],
                    "kind": event["kind"],
                    "code": event["code"] or target.code,
                    "scanned_at": event["scanned_at"] or now,
                    "received_at": now,
                    "unit_id": event["unit_id"],
                    "place": event["place"],
                    "user_id": self.env.uid,
                    "line_id": line.id if line else False,
                    "target_id": target.id,
                    "condition": event["condition"],
                    "note": event["note"],
                }
            )
        scans = self.env["equipment.stocktake.scan"].create(vals_list)
        return {scan.client_uuid: scan for scan in scans}

    def _find_lines(self, events):
        """``{code: line}``; lines are added for what nobody expected. Kits get none."""
        codes = {event["code"]: event["unit_id"] for event in events}
        devices = self._find_devices(codes)
        found = {code: next(iter(vals.items())) for code, vals in devices.items() if vals}
        existing = self._map_lines(found.values())
        for code, (name, value) in found.items():
            if (name, value) not in existing:
                vals = self._prepare_line_vals(code, codes[code], {name: value})
                line = self.env["equipment.stocktake.line"].create(vals)
                existing[name, value] = line
        return {code: existing[key] for code, key in found.items()}

    def _map_lines(self, keys):
        """``{("equipment_id" | "foreign_id" | "code", value): line}`` of lines there are."""
        wanted = {name: [value for key, value in keys if key == name] for name, _value in keys}
        without = Domain("equipment_id", "=", False) & Domain("foreign_id", "=", False)
        domain = (
            Domain("equipment_id", "in", wanted.get("equipment_id", []))
            | Domain("foreign_id", "in", wanted.get("foreign_id", []))
            | (Domain("code", "in", wanted.get("code", [])) & without)
        )
        lines = self.env["equipment.stocktake.line"].search(
            Domain("stocktake_id", "=", self.id) & domain
        )
        return {line._get_key(): line for line in lines}

    def _prepare_line_vals(self, code, unit_id, vals):
        """Values of a line nobody expected; only a device of this stock-take is named."""
        device = self.env["maintenance.equipment"].browse(vals.get("equipment_id"))
        unit = device[self._get_unit_field()] if device else device.using_unit_id.browse(unit_id)
        return vals | {
            "stocktake_id": self.id,
            "code": code,
            "org_unit_id": unit.id,
            "expected_unit_id": device.using_unit_id.id,
            "expected_place": device.place,
            "asset_number": device.asset_number,
            "device_name": device.name,
            "serial_no": device.serial_no,
            "result": "surplus" if device else "unknown_tag",
        }

    def _get_unit_field(self):
        return "using_unit_id" if self.basis == "using" else "org_unit_id"

    def _find_devices(self, codes):
        """``{code: {"equipment_id" | "foreign_id" | "code": value}}``, empty for the tag of a kit.

        Inside the stock-take a code may be a tag, an asset number or a serial number, typed in
        small letters too; of other units only tags and asset numbers count, because two makers
        may use one serial number.
        """
        tokens = {code: tag[1] for code in codes if (tag := TAG_URL.search(code))}
        typed = [code for code in codes if code not in tokens]
        texts = list({*typed, *(code.upper() for code in typed)})
        by_tag = Domain("tag_token", "in", list(tokens.values()))
        by_label = by_tag | Domain("asset_number", "in", texts)
        devices = self.env["maintenance.equipment"].with_context(active_test=False)
        devices = devices.search(by_label | Domain("serial_no", "in", texts), order="id")
        kits = self.env["equipment.kit"].with_context(active_test=False).search(by_label)
        kit_codes = set(kits.mapped("tag_token")) | set(kits.mapped("asset_number"))
        own = self._filter_own(devices)
        result = {}
        for code in codes:
            token = tokens.get(code)
            match = devices.filtered(lambda device: device._answers_to(code, token))  # noqa: B023
            result[code] = self._choose_device(code, match, own)
            if "code" in result[code] and (token or code) in kit_codes:
                result[code] = {}
        return result

    def _choose_device(self, code, match, own):
        inside = match & own
        if len(inside) == 1:
            return {"equipment_id": inside.id}
        labelled = match.filtered(lambda device: device.serial_no not in (code, code.upper()))
        if not inside and len(labelled) == 1:
            return {"foreign_id": labelled.id}
        return {"code": code}

    def _filter_own(self, devices):
        """Those on the list of this stock-take, or in its units now."""
        listed = self.env["equipment.stocktake.line"].search(
            [("stocktake_id", "=", self.id), ("equipment_id", "in", devices.ids)]
        )
        path, unit = self.org_unit_id.parent_path, self._get_unit_field()
        here = devices.filtered(lambda device: device[unit].parent_path.startswith(path))
        return listed.equipment_id.with_env(devices.env) | here

    def _describe_event(self, event, scan, refusal):
        """What the counter is told: nothing about a device of a unit he does not see."""
        answer = {"uuid": event["uuid"]}
        if not scan:
            reason = refusal or self.env._("This event number is in use.")
            return answer | {"status": "refused", "message": reason}
        if scan.kind != "scan":
            return answer | {"status": scan.kind, "message": ""}
        return answer | scan.line_id._describe_to(self.env.user, self._is_veiled())
