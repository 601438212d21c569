import base64
from collections import defaultdict

from odoo import api, models
from odoo.exceptions import UserError

REPORT = "equipment_asset.report_equipment_acceptance"
FORM_FIELDS = (
    "date", "place", "latitude", "longitude", "receiver_name", "supplier_representative", "note",
)  # fmt: skip
SIGNATURES = ("receiver_signature", "supplier_signature")


class EquipmentDelivery(models.Model):
    """The page that receives and accepts on the spot: its data, and its one final request."""

    _inherit = "equipment.delivery"

    @api.model
    def get_open_deliveries(self):
        """Deliveries the user may receive now, soonest first, for the page to choose from.

        :return: ``[{"id", "name", "supplier", "unit", "planned", "arrived", "total"}, …]``
        """
        domain = [("state", "in", ("planned", "arrived"))]
        deliveries = self.search(domain, order="planned_date, id")._filtered_access("write")
        return [
            {
                "id": delivery.id,
                "name": delivery.display_name,
                "supplier": delivery.supplier_id.display_name,
                "unit": delivery.org_unit_id.display_name,
                "planned": delivery.planned_date or "",
                "arrived": delivery.arrived_count,
                "total": delivery.item_count,
            }
            for delivery in deliveries
        ]

    def get_receive_data(self):
        """What the receiving page shows of this delivery.

        :return: ``{"id", "name", "supplier", "unit", "max_mb", "items", "checks"}``: the size
            limit of a photo; each piece with its state, kit and place; the checklist of each
            device model
        """
        self.ensure_one()
        self.check_access("read")
        items = self.env["equipment.delivery.item"].search([("delivery_id", "=", self.id)])
        return {
            "id": self.id,
            "name": self.display_name,
            "supplier": self.supplier_id.display_name,
            "unit": self.org_unit_id.display_name,
            "max_mb": self.env["evidence.file.rules"]._get_limit("max_mb", 20),
            "items": [item._get_receive_data() for item in items],
            "checks": {
                model.id: [check._get_receive_data() for check in model.check_ids]
                for model in items.model_id
            },
        }

    def accept_on_site(self, payload):
        """Accept on the spot in one request: form, checklist, photos, signatures, cards, seal.

        Sent twice with the same ``uuid`` it is carried out once.

        :param payload: ``{"uuid", "item_ids", "answers": [{"item_id", "check_id", "result",
            "reading"}], "rejections": {item id: reason}, "photos": [{"name", "content"}],
            "receiver_signature", "supplier_signature", "date", "place", "latitude", "longitude",
            "receiver_name", "supplier_representative", "note"}``; contents are base64
        :return: ``{"acceptance_id", "name", "accepted", "rejected", "open", "seal_hash", "url"}``
        :raise UserError: as :meth:`equipment.acceptance.action_accept`
        """
        self.ensure_one()
        self.check_access("write")
        acceptances = self.env["equipment.acceptance"]
        if not payload.get("uuid"):
            raise UserError(self.env._("Reload the page and accept again."))
        sent = acceptances.search([("client_uuid", "=", payload["uuid"])])
        return self._get_result(sent or self._accept_payload(payload))

    def _accept_payload(self, payload):
        form = {name: payload[name] for name in FORM_FIELDS if payload.get(name)}
        keys = {"delivery_id": self.id, "client_uuid": payload["uuid"]}
        acceptance = self.env["equipment.acceptance"].create(form | keys)
        acceptance._add_items(self._browse_items(payload.get("item_ids") or []))
        acceptance._answer_checks(payload.get("answers") or [])
        for item_id, reason in (payload.get("rejections") or {}).items():
            self._browse_item(int(item_id)).reject_reason = reason
        acceptance._add_site_evidence(payload)
        acceptance.action_accept()
        return acceptance

    def _browse_items(self, item_ids):
        return self.env["equipment.delivery.item"].search(
            [("id", "in", item_ids), ("delivery_id", "=", self.id)]
        )

    def _get_result(self, acceptance):
        states = acceptance.item_ids.mapped("state")
        return {
            "acceptance_id": acceptance.id,
            "name": acceptance.name,
            "accepted": states.count("accepted"),
            "rejected": states.count("rejected"),
            "open": self.item_count - self.accepted_count - self.rejected_count,
            "seal_hash": acceptance.seal_hash,
            "url": f"/report/pdf/{REPORT}/{acceptance.id}",
        }


class EquipmentAcceptance(models.Model):
    _inherit = "equipment.acceptance"

    def _answer_checks(self, answers):
        """Write the answers of the page; equal ones together."""
        checks = {(check.item_id.id, check.check_id.id): check for check in self.check_ids}
        by_answer = defaultdict(self.env["equipment.acceptance.check"].browse)
        for answer in answers:
            check = checks.get((answer["item_id"], answer["check_id"]))
            if check:
                by_answer[answer["result"], answer.get("reading") or 0] |= check
        for (result, reading), same in by_answer.items():
            same.write({"result": result, "reading": reading})

    def _add_site_evidence(self, payload):
        for photo in payload.get("photos") or []:
            raw = base64.b64decode(photo["content"])
            self._add_evidence(photo["name"], raw, requirement_code="photo")
        for code in SIGNATURES:
            if content := payload.get(code):
                raw = base64.b64decode(content)
                self._add_evidence(f"{code}.png", raw, kind="signature", requirement_code=code)


class EquipmentDeliveryItem(models.Model):
    _inherit = "equipment.delivery.item"

    def _get_receive_data(self):
        return {
            "id": self.id,
            "model_id": self.model_id.id,
            "model": self.model_id.display_name,
            "serial": self.serial_no or "",
            "serial_required": self.serial_required,
            "state": self.state,
            "kit_id": self.kit_id.id,
            "kit": self.kit_id.display_name or "",
            "unit": self.using_unit_id.display_name,
        }


class EquipmentModelCheck(models.Model):
    _inherit = "equipment.model.check"

    def _get_receive_data(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        has_range = bool(self.reading_min or self.reading_max)
        return {
            "id": self.id,
            "label": self.name or kinds[self.kind],
            "required": self.is_required,
            "has_reading": bool(self.reading_unit or has_range),
            "has_range": has_range,
            "unit": self.reading_unit or "",
            "min": self.reading_min,
            "max": self.reading_max,
        }
