import base64
import uuid

from odoo.exceptions import AccessError, UserError, ValidationError

from odoo.addons.evidence.tests.common import PDF, make_photo

from .stocktake_common import StocktakeCase

COUNTS = ["expected_count", "pending_count", "found_count", "wrong_place_count"]


class TestEquipmentStocktakeScan(StocktakeCase):
    def test_a_batch_sent_again_changes_nothing(self):
        stocktake = self._stocktake()
        batch = [self._event(self.here.tag_url), self._event("NOTHING")]
        first = self._send(stocktake, *batch)
        self.assertEqual(self._send(stocktake, *batch, batch[0])[:2], first)
        self.assertEqual(len(stocktake.scan_ids), 2)
        self.assertEqual(self._line(stocktake, self.here).scan_count, 1)

    def test_the_time_of_the_phone_and_of_the_server_are_both_kept(self):
        stocktake = self._stocktake()
        self._scan(stocktake, self.here, scanned_at="2026-11-20 08:00:00")
        scan = stocktake.scan_ids
        self.assertEqual(str(scan.scanned_at), "2026-11-20 08:00:00")
        self.assertGreater(scan.received_at, scan.scanned_at)
        self._scan(stocktake, self.absent, scanned_at="gestern")
        self.assertEqual(len(stocktake.scan_ids), 2)

    def test_a_withdrawn_scan_no_longer_counts_but_stays(self):
        stocktake = self._stocktake()
        scans = [self._event(self.here.tag_url), self._event("NOTHING")]
        self._send(stocktake, *scans)
        undo = [self._event(kind="undo", target=scan["uuid"]) for scan in scans]
        answers = self._send(stocktake, *undo)
        self.assertEqual([answer["status"] for answer in answers], ["undo", "undo"])
        self.assertEqual(self._line(stocktake, self.here).result, "pending")
        self.assertEqual((stocktake.found_count, stocktake.unknown_tag_count), (0, 0))
        self.assertEqual(len(stocktake.scan_ids), 4)

    def test_scan_withdrawal_and_remark_may_arrive_in_one_batch(self):
        stocktake = self._stocktake()
        first, second = self._event(self.here.tag_url), self._event(self.here.tag_url)
        undo = self._event(kind="undo", target=first["uuid"])
        remark = self._event(
            kind="remark", target=second["uuid"], condition="damaged", note="屏幕裂"
        )
        self._send(stocktake, first, second, undo, remark)
        line = self._line(stocktake, self.here)
        self.assertEqual((line.result, line.scan_count), ("found", 1))
        self.assertEqual((line.condition, line.note), ("damaged", "屏幕裂"))

    def test_nobody_withdraws_the_scan_of_a_colleague(self):
        stocktake = self._stocktake(counter=self.counter | self.hospital_officer)
        scan = self._event(self.here.tag_url)
        self._send(stocktake, scan)
        undo = self._event(kind="undo", target=scan["uuid"])
        answer = self._send(stocktake, undo, user=self.hospital_officer)[0]
        self.assertEqual(answer["status"], "refused")
        answer = self._send(stocktake, scan, user=self.hospital_officer)[0]
        self.assertEqual(answer["status"], "refused")
        self.assertEqual(self._line(stocktake, self.here).result, "found")

    def test_scans_are_neither_written_nor_deleted_nor_made_by_hand(self):
        stocktake = self._stocktake()
        self._scan(stocktake, self.here)
        scan = stocktake.scan_ids
        with self.assertRaises(UserError):
            scan.sudo().code = "other"
        with self.assertRaises(UserError):
            scan.sudo().unlink()
        with self.assertRaises(AccessError):
            scan.with_user(self.counter).create(
                {
                    "stocktake_id": stocktake.id,
                    "client_uuid": str(uuid.uuid4()),
                    "user_id": self.counter.id,
                    "unit_id": self.hospital.id,
                    "scanned_at": "2026-11-22",
                    "received_at": "2026-11-22",
                }
            )

    def test_only_named_counters_scan_and_only_while_counting(self):
        stocktake = self._stocktake()
        for user in (self.hospital_officer, self.viewer, self.stranger, self.custodian):
            with self.assertRaises(AccessError):
                self._scan(stocktake, self.here, user=user)
        stocktake.action_close_counting()
        with self.assertRaisesRegex(UserError, stocktake.name):
            self._scan(stocktake, self.here)
        self.assertFalse(stocktake.scan_ids)

    def test_a_counter_stands_in_his_own_units_only(self):
        stocktake = self._stocktake()
        answer = self._scan(stocktake, self.here, unit=self.other_hospital)
        self.assertEqual(answer["status"], "refused")
        sheet = stocktake.with_user(self.counter).get_count_sheet()
        self.assertEqual(
            {unit["id"] for unit in sheet["units"]}, set((self.hospital | self.clinic).ids)
        )

    def test_the_tag_of_a_device_outside_the_scope_reveals_nothing(self):
        stocktake = self._stocktake()
        answer = self._scan(stocktake, self.elsewhere)
        self.assertEqual(answer["status"], "other_unit")
        self.assertEqual(set(answer), {"uuid", "status", "message"})
        line = stocktake.line_ids.filtered(lambda line: line.result == "wrong_unit")
        self.assertFalse(line.equipment_id or line.device_name or line.asset_number)
        finding = {
            user: line.with_user(user).finding for user in (self.hospital_officer, self.officer)
        }
        self.assertNotIn(self.other_hospital.name, finding[self.hospital_officer])
        self.assertIn(self.other_hospital.name, finding[self.officer])
        self.assertIn("O1", finding[self.officer])
        for query in (
            lambda lines: lines.read(["foreign_id"]),
            lambda lines: lines.search([("foreign_id", "=", self.elsewhere.id)]),
            lambda lines: lines.formatted_read_group([], ["foreign_id"], []),
        ):
            with self.assertRaises(AccessError):
                query(line.with_user(self.officer))

    def test_a_serial_number_of_another_unit_is_an_unknown_tag(self):
        stocktake = self._stocktake()
        self.assertEqual(self._scan(stocktake, "O1")["status"], "unknown_tag")

    def test_the_tag_of_a_kit_asks_for_its_devices(self):
        kit = self._kit()
        stocktake = self._stocktake()
        self.assertEqual(self._scan(stocktake, kit)["status"], "kit")
        self.assertFalse(stocktake.found_count)

    def test_a_blind_stocktake_leaks_nothing_to_its_counters(self):
        officer = self._user("counting_officer", "officer", self.hospital)
        stocktake = self._stocktake(mode="blind", counter=self.counter | officer)
        self._scan(stocktake, self.absent, user=officer)
        answer = self._scan(stocktake, self.here, place="仓库")
        self.assertEqual(answer["status"], "recorded")
        self.assertFalse({"times", "line_id"} & answer.keys())
        for user in (self.counter, officer, self.viewer):
            blind = stocktake.with_user(user)
            self.assertFalse(any(blind.read(COUNTS)[0][name] for name in COUNTS))
            self.assertFalse(blind.read(["line_ids"])[0]["line_ids"])
            lines = blind.env["equipment.stocktake.line"]
            domain = [("stocktake_id", "=", stocktake.id)]
            self.assertFalse(lines.search(domain) or lines.search_count(domain))
            self.assertFalse(lines._read_group(domain, ["result"], ["__count"]))
            self.assertFalse(blind.search([("line_ids.result", "=", "found")]))
            totals = blind.formatted_read_group([], [], [f"{name}:sum" for name in COUNTS])
            self.assertFalse(any(totals[0][f"{name}:sum"] for name in COUNTS))
            self.assertFalse(blind._get_differences())
            with self.assertRaises(AccessError):
                stocktake.line_ids[:1].with_user(user).read(["result"])
        self.assertIsNone(stocktake.with_user(self.counter).get_count_sheet()["expected"])
        scans = self.env["equipment.stocktake.scan"].with_user(self.counter)
        own = scans.search([("stocktake_id", "=", stocktake.id)])
        self.assertEqual(own.user_id, self.counter)
        self.assertNotIn(self.here.name, str(own.read()))
        self.assertTrue(stocktake.with_user(self.hospital_officer).line_ids)
        stocktake.action_close_counting()
        self.assertEqual(stocktake.with_user(self.counter).wrong_place_count, 1)

    def test_a_blind_stocktake_exports_nothing_to_its_counters(self):
        stocktake = self._stocktake(mode="blind")
        self._scan(stocktake, self.here)
        self.counter.group_ids += self.env.ref("base.group_allow_export")
        exported = stocktake.with_user(self.counter).export_data(
            ["name", "found_count", "line_ids/device_name", "line_ids/result"]
        )
        self.assertEqual([row[1:] for row in exported["datas"]], [[0, "", ""]])

    def test_the_sheet_of_an_open_stocktake_shows_found_and_not_found_offline(self):
        stocktake = self._stocktake()
        self._scan(stocktake, self.here)
        sheet = stocktake.with_user(self.counter).get_count_sheet()
        rows = {row["serial"]: row for row in sheet["expected"]}
        self.assertEqual(rows["H1"]["result"], "found")
        self.assertEqual(rows["H2"]["result"], "pending")
        self.assertEqual(rows["H1"]["token"], self.here.tag_token)

    def test_a_photo_is_kept_once_and_a_wrong_file_is_refused(self):
        stocktake = self._stocktake(mode="blind")
        scan = self._event(self.here.tag_url)
        self._send(stocktake, scan)
        as_counter = stocktake.with_user(self.counter)
        photo = base64.b64encode(make_photo((40, 30))).decode()
        for _time in range(2):
            self.assertTrue(as_counter.add_scan_photo(scan["uuid"], "a.jpg", photo))
        item = self._line(stocktake, self.here).evidence_ids
        self.assertEqual(item.uploaded_by_id, self.counter)
        with self.assertRaises(ValidationError):
            as_counter.add_scan_photo(scan["uuid"], "a.jpg", base64.b64encode(PDF).decode())
        with self.assertRaises(ValidationError):
            as_counter.add_scan_photo(scan["uuid"], "a.jpg", "%%%")
        with self.assertRaisesRegex(ValidationError, "not taken in"):
            as_counter.add_scan_photo(str(uuid.uuid4()), "a.jpg", photo)

    def test_a_batch_of_fifty_takes_hardly_more_queries_than_one_of_five(self):
        devices = [self._device(f"Q{number}") for number in range(60)]
        stocktake = self._stocktake()

        def count(chosen):
            events = [self._event(device.tag_url, scanned_at=None) for device in chosen]
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._send(stocktake, *events)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        count(devices[:5])
        small, big = count(devices[5:10]), count(devices[10:60])
        self.assertLessEqual(big, small + 3)

    def test_a_blind_counter_neither_lifts_nor_puts_on_his_own_veil(self):
        officer = self.hospital_officer
        stocktake = self._stocktake(mode="blind", counter=officer)
        with self.assertRaisesRegex(UserError, "Somebody else"):
            stocktake.counter_ids = self.counter
        other = self._stocktake(mode="blind", org_unit_id=self.clinic.id)
        with self.assertRaisesRegex(UserError, "Somebody else"):
            other.counter_ids |= officer
        other.counter_ids |= self.custodian
