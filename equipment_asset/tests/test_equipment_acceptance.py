import base64
from datetime import date, datetime

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time

from .delivery_common import DeliveryCase

NOON = "2026-05-06 04:00:00"
SIGNATURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
PROOFS = ("photo", "receiver_signature", "supplier_signature")


class TestEquipmentAcceptance(DeliveryCase):
    @freeze_time(NOON)
    def test_an_accepted_piece_becomes_a_card_with_all_its_values(self):
        item = self._plan("BP-1", using_units=self.clinic)
        self.bp_model.warranty_months = 12
        acceptance = self._acceptance(item)
        acceptance.action_accept()
        card = item.equipment_id
        self.assertEqual((item.state, acceptance.seal_state), ("accepted", "sealed"))
        self.assertEqual((card.device_model_id, card.serial_no), (self.bp_model, "BP-1"))
        self.assertEqual((card.org_unit_id, card.using_unit_id), (self.hospital, self.clinic))
        self.assertEqual((card.unit_price, card.original_value), (1200, 1200))
        self.assertEqual(card.partner_id, self.supplier)
        self.assertEqual(card.contract_reference, "合同2026-001")
        self.assertEqual((card.name, card.brand), ("电子血压计", "测试牌"))
        day = date(2026, 5, 6)
        self.assertEqual(
            (card.acquisition_date, card.booking_date, card.effective_date, card.warranty_start),
            (day,) * 4,
        )
        self.assertEqual(card.warranty_date, date(2027, 5, 5))
        self.assertEqual(card.acquisition_method, "purchase")
        self.assertEqual(self.delivery.state, "done")

    def test_a_model_without_warranty_gets_none(self):
        self.bp_model.warranty_months = 0
        item = self._plan("BP-1")
        self._acceptance(item).action_accept()
        self.assertFalse(item.equipment_id.warranty_date or item.equipment_id.warranty_start)

    def test_a_kit_is_complete_when_its_last_part_is_accepted(self):
        kit = self.delivery._plan_kits(self.kit_template, 1, self.clinic)
        kit.write({"owner_user_id": self.custodian.id, "place": "诊室"})
        bp, scale, bag = self.delivery.item_ids
        bp.serial_no, scale.serial_no = "K-1", "K-2"
        self._acceptance(bp | scale).action_accept()
        self.assertEqual((kit.completeness, kit.is_complete), ("2/3", False))
        self.assertEqual(self.delivery.state, "arrived")
        self._acceptance(bag).action_accept()
        self.assertEqual((kit.completeness, kit.is_complete), ("3/3", True))
        self.assertEqual(kit.value_total, 23000)
        card = bp.equipment_id
        self.assertEqual((card.kit_id, card.place), (kit, "诊室"))
        self.assertEqual(card.owner_user_id, self.custodian)

    def test_acceptance_before_delivery_is_refused_and_names_the_piece(self):
        item = self._plan("BP-1")
        acceptance = self._acceptance(item)
        item._move({"state": "expected"})
        with self.assertRaisesRegex(UserError, "BP-1"):
            acceptance.action_accept()
        self.assertFalse(item.equipment_id)

    @freeze_time(NOON)
    def test_an_acceptance_lies_neither_in_the_future_nor_before_the_arrival(self):
        acceptance = self._acceptance(self._plan("BP-1"))
        with self.assertRaises(ValidationError):
            acceptance.date = "2026-05-07"
        with self.assertRaisesRegex(ValidationError, "2026-05-06"):
            acceptance.date = "2026-05-05"

    @freeze_time(NOON)
    def test_a_piece_that_arrived_later_is_not_accepted_earlier(self):
        early, late = self._plan("EARLY", "LATE")
        early._mark_arrived(datetime(2026, 5, 4, 2))
        acceptance = self._acceptance(early | late, date="2026-05-05")
        with self.assertRaisesRegex(UserError, "LATE"):
            acceptance.action_accept()

    def test_every_proof_is_needed(self):
        for missing in PROOFS:
            item = self._plan(f"BP-{missing}")
            acceptance = self._acceptance(item, proofs=False)
            self._prove(acceptance, *(code for code in PROOFS if code != missing))
            with self.assertRaises(ValidationError):
                acceptance.action_accept()
            self.assertFalse(item.equipment_id)

    def test_somebody_signs_for_the_supplier(self):
        acceptance = self._acceptance(self._plan("BP-1"), supplier_representative=False)
        with self.assertRaises(ValidationError):
            acceptance.action_accept()

    def test_an_empty_form_is_not_accepted(self):
        acceptance = self._acceptance(self._plan("BP-1"))
        acceptance.item_ids.action_leave_acceptance()
        self.assertFalse(acceptance.check_ids)
        with self.assertRaises(UserError):
            acceptance.action_accept()

    def test_a_reading_out_of_range_or_a_failed_point_needs_a_rejection(self):
        item = self._plan("BP-1")
        acceptance = self._acceptance(item, reading=3.001)
        with self.assertRaisesRegex(UserError, "BP-1"):
            acceptance.action_accept()
        acceptance.check_ids.filtered("has_reading").reading = 3
        acceptance.check_ids.filtered(lambda check: check.kind == "unpacked").result = "failed"
        with self.assertRaisesRegex(UserError, "BP-1"):
            acceptance.action_accept()
        acceptance.item_ids.reject_reason = "包装破损"
        self._sign(acceptance)
        acceptance.action_accept()
        self.assertEqual(item.state, "rejected")
        self.assertFalse(item.equipment_id)

    def test_an_open_required_point_is_refused_but_an_optional_one_is_not(self):
        item = self._plan("BP-1")
        acceptance = self._acceptance(item)
        optional = acceptance.check_ids.filtered(lambda check: not check.is_required)
        required = acceptance.check_ids.filtered(lambda check: check.kind == "unpacked")
        (optional | required).result = False
        with self.assertRaisesRegex(UserError, "BP-1"):
            acceptance.action_accept()
        required.result = "ok"
        self._sign(acceptance)
        acceptance.action_accept()
        self.assertEqual(item.state, "accepted")

    def test_a_piece_without_its_serial_number_is_not_booked(self):
        item = self.delivery._plan_devices(self.scale_model, 1)
        with self.assertRaises(UserError):
            self._acceptance(item).action_accept()

    def test_part_of_a_delivery_is_accepted_and_the_rest_stays_open(self):
        first, second = self._plan("BP-1", "BP-2")
        self._acceptance(first).action_accept()
        self.assertEqual((first.state, second.state), ("accepted", "expected"))
        self.assertEqual((self.delivery.accepted_count, self.delivery.state), (1, "arrived"))

    def test_a_later_change_of_the_checklist_changes_no_form(self):
        acceptance = self._acceptance(self._plan("BP-1"))
        self.bp_model.check_ids.filtered("reading_unit").reading_max = 0.1
        self.bp_model.check_ids.filtered(lambda check: check.kind == "documents").unlink()
        acceptance.action_accept()
        self.assertEqual(acceptance._get_seal_breaks(), [])
        self.assertEqual(len(acceptance.check_ids), 3)

    def test_only_officers_of_the_owner_accept(self):
        item = self._plan("BP-1", using_units=self.clinic)
        acceptance = self._acceptance(item)
        for user in (self.custodian, self.viewer, self.stranger):
            with self.assertRaises(AccessError):
                acceptance.with_user(user).action_accept()
        self.assertFalse(item.equipment_id)

    def test_another_scope_neither_reads_nor_prints(self):
        acceptance = self._acceptance(self._plan("BP-1", using_units=self.clinic))
        report = "equipment_asset.report_equipment_acceptance"
        for user in (self.stranger, self.custodian):
            model = acceptance.with_user(user)
            self.assertFalse(model.search([("id", "=", acceptance.id)]))
            checks = model.env["equipment.acceptance.check"]
            self.assertFalse(checks.search([("acceptance_id", "=", acceptance.id)]))
            for call in (
                lambda model=model: model.read(["name"]),
                lambda user=user: (
                    self.env["ir.actions.report"]
                    .with_user(user)
                    ._render_qweb_html(report, acceptance.ids)
                ),
            ):
                with self.assertRaises(AccessError):
                    call()

    def test_a_form_cannot_be_forged_for_a_foreign_delivery(self):
        foreign = self._delivery(self.other_hospital)
        model = self.env["equipment.acceptance"].with_user(self.hospital_officer)
        for extra in ({}, {"org_unit_id": self.hospital.id}):
            with self.assertRaises(AccessError):
                model.create({"delivery_id": foreign.id} | extra)

    def test_one_request_from_the_phone_accepts_everything_once(self):
        good, bad = self._plan("BP-1", "BP-2")
        delivery = self.delivery.with_user(self.hospital_officer)
        for serial in ("BP-1", "BP-2"):
            delivery.scan_code(serial)
        result = delivery.accept_on_site(self._payload(good, bad))
        self.assertEqual((result["accepted"], result["rejected"], result["open"]), (1, 1, 0))
        self.assertEqual((good.state, bad.state), ("accepted", "rejected"))
        self.assertEqual(bad.reject_reason, "不开机")
        self.assertEqual(good.acceptance_id.place, "卫生院库房")
        again = delivery.accept_on_site(self._payload(good, bad))
        self.assertEqual(again, result)
        self.assertEqual(len(self.delivery.acceptance_ids), 1)

    def _payload(self, good, bad):
        checks = self.bp_model.check_ids
        image = base64.b64encode(self.photo).decode()
        return {
            "uuid": "5f0c",
            "item_ids": (good | bad).ids,
            "answers": [
                {"item_id": good.id, "check_id": check.id, "result": "ok", "reading": 1.5}
                for check in checks
            ],
            "rejections": {str(bad.id): "不开机"},
            "photos": [{"name": "现场.jpg", "content": image}],
            "receiver_signature": SIGNATURE,
            "supplier_signature": SIGNATURE,
            "place": "卫生院库房",
            "latitude": 23.32,
            "longitude": 106.62,
            "supplier_representative": "张三",
        }

    def test_the_form_prints_pieces_rejections_hashes_and_signatures(self):
        good, bad = self._plan("BP-1", "BP-2")
        acceptance = self._acceptance(good | bad)
        acceptance.item_ids[1].reject_reason = "不开机"
        self._sign(acceptance)
        acceptance.action_accept()
        reports = self.env["ir.actions.report"].with_user(self.hospital_officer)
        html = str(
            reports._render_qweb_html(
                "equipment_asset.report_equipment_acceptance", acceptance.ids
            )[0],
            "utf-8",
        )
        photo = acceptance.evidence_ids.filtered(lambda item: item.kind == "photo")
        for text in ("BP-1", "BP-2", "不开机", acceptance.seal_hash, photo.sha256, "供应商张三"):
            self.assertIn(text, html)
        self.assertEqual(html.count("data:image/"), 2)
        listing = reports._render_qweb_html(
            "equipment_asset.report_equipment_delivery", self.delivery.ids
        )[0]
        self.assertIn("BP-2", str(listing, "utf-8"))

    def _count_queries(self, quantity):
        delivery = self._delivery()
        items = self._plan(*(f"Q{quantity}-{n}" for n in range(quantity)), delivery=delivery)
        acceptance = self._acceptance(items)
        self.env.flush_all()
        self.env.invalidate_all()
        start = self.env.cr.sql_log_count
        acceptance.action_accept()
        self.env.flush_all()
        return self.env.cr.sql_log_count - start

    def test_accepting_ten_times_as_many_pieces_takes_hardly_more_queries(self):
        self._count_queries(2)
        self.assertLess(self._count_queries(80) - self._count_queries(8), 15)
