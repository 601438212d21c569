import base64

from odoo import Command
from odoo.exceptions import AccessError, UserError

from .stocktake_common import SIGNATURE, StocktakeCase

PHOTO = base64.b64encode(SIGNATURE).decode()


class TestEquipmentStocktakeLine(StocktakeCase):
    def _result(self, stocktake, device):
        line = self._line(stocktake, device)
        return line.result, line.finding

    def test_a_device_in_its_place_is_found_however_the_place_is_written(self):
        stocktake = self._stocktake()
        self._device("H9", place="Room 1")
        answer = self._scan(stocktake, self.here, place=" 一 楼 ")
        self.assertEqual((answer["status"], answer["times"]), ("found", 1))
        self.assertEqual(stocktake.found_count, 1)

    def test_another_place_in_the_unit_is_a_wrong_place(self):
        stocktake = self._stocktake()
        self.assertEqual(self._scan(stocktake, self.here, place="仓库")["status"], "wrong_place")
        self.assertIn("“一楼”", self._line(stocktake, self.here).finding)

    def test_another_unit_of_the_stocktake_is_a_wrong_unit(self):
        stocktake = self._stocktake()
        self._scan(stocktake, self.at_clinic)
        result, finding = self._result(stocktake, self.at_clinic)
        self.assertEqual(result, "wrong_unit")
        self.assertIn(self.clinic.name, finding)

    def test_a_double_scan_counts_as_found_and_shows_how_often(self):
        stocktake = self._stocktake()
        for _time in range(3):
            self._scan(stocktake, self.here)
        line = self._line(stocktake, self.here)
        self.assertEqual((line.result, line.scan_count), ("counted_twice", 3))
        self.assertEqual((stocktake.found_count, stocktake.counted_twice_count), (1, 1))

    def test_an_unknown_tag_gets_one_line_with_its_code(self):
        stocktake = self._stocktake()
        unknown = "http://x/equipment/tag/" + "x" * 22
        answers = [self._scan(stocktake, code) for code in (unknown, "NOTHING", "NOTHING")]
        self.assertEqual({answer["status"] for answer in answers}, {"unknown_tag"})
        lines = stocktake.line_ids.filtered(lambda line: line.result == "unknown_tag")
        self.assertEqual(lines.mapped("code"), [unknown, "NOTHING"])
        self.assertEqual(stocktake.unknown_tag_count, 2)

    def test_a_disposed_device_that_is_still_here_is_named_with_the_day(self):
        disposed = self._device("D1", usage_state="disposed", scrap_date="2026-01-31")
        stocktake = self._stocktake()
        answer = self._scan(stocktake, disposed)
        self.assertEqual(answer["status"], "disposed_found")
        self.assertIn("2026-01-31", answer["message"])
        self.assertEqual(stocktake.disposed_found_count, 1)

    def test_a_card_added_after_the_start_is_surplus(self):
        stocktake = self._stocktake()
        self.assertEqual(self._scan(stocktake, self._device("N1"))["status"], "surplus")

    def test_what_nobody_saw_is_not_found_once_the_supervisor_says_so(self):
        stocktake = self._stocktake()
        line = self._line(stocktake, self.absent)
        with self.assertRaises(UserError):
            line.action_mark_not_found()
        stocktake.action_close_counting()
        with self.assertRaises(AccessError):
            line.with_user(self.counter).action_mark_not_found()
        line.action_mark_not_found()
        self.assertEqual((line.result, stocktake.not_found_count), ("not_found", 1))
        line.action_mark_pending()
        self.assertEqual(line.result, "pending")

    def test_a_serial_number_of_two_makers_is_not_guessed(self):
        self._device("H1", device_model_id=self.scale_model.id)
        stocktake = self._stocktake()
        self.assertEqual(self._scan(stocktake, "H1")["status"], "unknown_tag")
        self.assertEqual(self._scan(stocktake, self.here.asset_number)["status"], "found")

    def test_nobody_writes_results_by_hand(self):
        stocktake = self._stocktake()
        line = self._line(stocktake, self.here)
        with self.assertRaises(UserError):
            line.result = "found"
        with self.assertRaises(AccessError):
            line.unlink()
        with self.assertRaises(AccessError):
            stocktake.line_ids = [Command.create({"org_unit_id": self.hospital.id})]

    def test_a_signed_line_changes_for_nobody_and_the_seal_holds(self):
        stocktake = self._stocktake()
        scan = self._event(self.here.tag_url)
        self._send(stocktake, scan)
        stocktake.with_user(self.counter).add_scan_photo(scan["uuid"], "a.png", PHOTO)
        self._sign(stocktake)
        line = self._line(stocktake, self.here)
        with self.assertRaisesRegex(UserError, "sealed"):
            line.note = "改一下"
        with self.assertRaisesRegex(UserError, "sealed"):
            line.sudo().result = "not_found"
        with self.assertRaises(UserError):
            line.sudo().evidence_ids.unlink()
        self.assertEqual(stocktake.action_verify_seal()["params"]["type"], "success")
        self.env.cr.execute(
            "UPDATE equipment_stocktake_line SET result = 'not_found' WHERE id = %s", [line.id]
        )
        self.assertEqual(stocktake.action_verify_seal()["params"]["type"], "danger")

    def test_in_a_county_stocktake_a_hospital_sees_its_own_results_only(self):
        stocktake = (
            self.env["equipment.stocktake"]
            .with_user(self.officer)
            .create(
                {
                    "org_unit_id": self.county.id,
                    "counter_ids": [Command.set((self.counter | self.custodian).ids)],
                }
            )
        )
        stocktake.action_start()
        answer = self._scan(stocktake, self.elsewhere)
        self.assertEqual(answer["status"], "other_unit")
        self.assertNotIn("label", answer)
        lines = self.env["equipment.stocktake.line"]
        for user, sees in ((self.counter, False), (self.officer, True)):
            found = lines.with_user(user).search([("equipment_id", "=", self.elsewhere.id)])
            self.assertEqual(bool(found), sees)
        self.assertEqual(self._line(stocktake, self.elsewhere).result, "wrong_unit")
        seen = lines.with_user(self.custodian).search([("stocktake_id", "=", stocktake.id)])
        self.assertEqual(seen.equipment_id, self.at_clinic)
