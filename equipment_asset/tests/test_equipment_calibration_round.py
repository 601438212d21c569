import base64
import io

import openpyxl

from odoo.exceptions import UserError
from odoo.tests import Form, freeze_time, tagged

from odoo.addons.evidence.tests.common import PDF

from .common_calibration import CalibrationCase

SCAN = base64.b64encode(PDF)


@tagged("post_install", "-at_install")
@freeze_time("2026-06-15 02:00:00")
class TestEquipmentCalibrationRound(CalibrationCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.meters = cls.env["maintenance.equipment"].union(
            *(cls._device(f"R-{number}") for number in range(5))
        )

    def _open(self, records):
        return Form(
            self.env["equipment.calibration.round"]
            .with_user(self.hospital_officer)
            .with_context(active_model=records._name, active_ids=records.ids)
        )

    def _import(self, rows, mode="all_or_nothing", scan=SCAN):
        book = openpyxl.Workbook()
        for row in [["资产编号", "证书编号", "结论", "有效期至"], *rows]:
            book.active.append(row)
        content = io.BytesIO()
        book.save(content)
        wizard = self.env["equipment.calibration.import"].with_user(self.hospital_officer)
        wizard = wizard.create(
            {
                "body_id": self.body.id,
                "date": "2026-06-01",
                "scan": scan,
                "file": base64.b64encode(content.getvalue()),
                "filename": "检定结果.xlsx",
                "mode": mode,
            }
        )
        wizard.action_import()
        return wizard

    def test_ticked_schedules_become_confirmed_certificates(self):
        with self._open(self.meters.calibration_schedule_ids) as form:
            form.body_id = self.body
            form.date = "2026-06-01"
            form.scan = SCAN
            for number in range(4):
                with form.line_ids.edit(number) as line:
                    line.number = f"JD-{number}"
        form.record.action_record()
        states = self.meters.calibration_schedule_ids.sorted("id").mapped("state")
        self.assertEqual(sorted(states), ["never"] + ["valid"] * 4)
        self.assertEqual(set(self.meters.calibration_ids.mapped("seal_state")), {"sealed"})

    def test_without_a_scan_they_stay_drafts(self):
        with self._open(self.meters[0]) as form:
            form.body_id = self.body
            with form.line_ids.edit(0) as line:
                line.number = "JD-9"
        form.record.action_record()
        self.assertEqual(self.meters[0].calibration_ids.seal_state, "open")

    def test_a_round_without_any_number_is_refused(self):
        with self._open(self.meters[0]) as form:
            form.body_id = self.body
        with self.assertRaises(UserError):
            form.record.action_record()

    def test_the_list_of_the_body_is_imported_by_serial_or_asset_number(self):
        wizard = self._import(
            [
                [self.meters[0].asset_number, "A-0", "合格", None],
                ["R-1", "A-1", "不合格", None],
                ["R-2", "A-2", "限用", "2026-12-31"],
            ]
        )
        self.assertEqual((wizard.state, wizard.imported_count), ("done", 3))
        found = {c.number: (c.result, c.seal_state) for c in wizard.certificate_ids}
        self.assertEqual(
            found,
            {
                "A-0": ("passed", "sealed"),
                "A-1": ("failed", "sealed"),
                "A-2": ("limited", "sealed"),
            },
        )

    def test_every_bad_row_is_named_and_nothing_is_written(self):
        other = self._device("FOREIGN", unit=self.other_hospital)
        wizard = self._import(
            [
                ["R-0", "A-0", "合格", None],
                ["GHOST", "A-1", "合格", None],
                [other.serial_no, "A-2", "合格", None],
                ["R-3", "A-3", "还行", None],
                ["R-4", "A-4", "合格", "2020-01-01"],
                ["R-0", "A-5", "不合格", "2026-12-31"],
            ]
        )
        self.assertEqual((wizard.state, wizard.imported_count), ("refused", 0))
        self.assertEqual(wizard.error_ids.mapped("cell"), ["A3", "A4", "C5", "D6", "D7"])
        self.assertFalse((self.meters | other).calibration_ids)

    def test_a_row_without_a_result_is_not_taken_for_passed(self):
        wizard = self._import([["R-0", "A-0", None, None], ["R-1", "A-1", "合格", None]])
        self.assertEqual((wizard.state, wizard.error_ids.mapped("row")), ("refused", [2]))
        self.assertFalse(self.meters.calibration_ids)

    def test_good_rows_can_be_taken_alone(self):
        wizard = self._import(
            [["R-0", "A-0", "合格", None], ["GHOST", "A-1", "合格", None]], mode="good_rows"
        )
        self.assertEqual((wizard.imported_count, wizard.error_ids.row), (1, 3))
        self.assertEqual(self.meters.calibration_ids.mapped("number"), ["A-0"])
