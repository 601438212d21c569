import io

from psycopg2 import IntegrityError
from pypdf import PdfReader

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .value_common import ValueCase


@tagged("post_install", "-at_install")
@freeze_time("2025-09-20")
class TestEquipmentDisposal(ValueCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.monitor = cls._asset("M-1", 7200)

    def _disposal(self, devices=None, user=None, proofs=("appraisal", "photo"), **vals):
        devices = devices or self.monitor
        disposals = self.env["equipment.disposal"].with_user(user or self.hospital_officer)
        disposal = disposals.create(
            {
                "org_unit_id": self.hospital.id,
                "reason": "无维修价值",
                "line_ids": [Command.create({"equipment_id": device.id}) for device in devices],
            }
            | vals
        )
        self._prove(disposal, *proofs)
        return disposal

    def _approved(self, *args, **vals):
        disposal = self._disposal(*args, **vals)
        disposal.action_request_approval()
        disposal.with_user(self.manager).action_approve()
        return disposal

    def _executed(self, *args, date="2025-09-20", **vals):
        disposal = self._approved(*args, **vals)
        disposal.execution_date = date
        self._prove(disposal, "execution")
        disposal.action_execute()
        return disposal

    def test_depreciation_stops_in_the_month_of_disposal(self):
        self._book(6, 7, 8)
        disposal = self._executed()
        self.assertEqual(
            (disposal.original_total, disposal.accumulated_total, disposal.net_total),
            (7200, 300, 6900),
        )
        self.assertEqual(self.monitor.usage_state, "disposed")
        self.assertTrue(self.monitor.active)
        self.assertEqual(self.monitor.depreciation_state, "stopped")
        self.assertEqual(self._book(9).line_ids.equipment_id, self.station)
        self.assertEqual((disposal.state, disposal.seal_state), ("done", "sealed"))

    def test_months_before_the_disposal_may_be_booked_after_it(self):
        self._executed()
        self._book(6, 7, 8, 9)
        self.assertEqual(self.monitor.accumulated_depreciation, 300)

    def test_a_depreciated_month_is_not_the_month_of_disposal(self):
        self._book(6, 7, 8, 9)
        with self.assertRaisesRegex(UserError, "2025-09"):
            self._executed()

    def test_a_requested_device_waits_and_returns_to_its_former_state(self):
        self.monitor.usage_state = "repair"
        disposal = self._disposal()
        disposal.action_request_approval()
        self.assertEqual(self.monitor.usage_state, "to_dispose")
        disposal.with_user(self.manager)._return_approval("请补充鉴定")
        self.assertEqual(self.monitor.usage_state, "repair")
        self.assertEqual(disposal.state, "returned")
        disposal.action_request_approval()
        disposal.action_withdraw()
        self.assertEqual(self.monitor.usage_state, "repair")

    def test_the_requester_does_not_decide(self):
        disposal = self._disposal(user=self.manager)
        disposal.action_request_approval()
        with self.assertRaisesRegex(UserError, "another person"):
            disposal.action_approve()
        officer = self._disposal(self.station, proofs=("appraisal", "photo", "higher_approval"))
        officer.action_request_approval()
        with self.assertRaises(UserError):
            officer.with_user(self.officer).action_approve()

    def test_proofs_depend_on_kind_and_value(self):
        with self.assertRaisesRegex(ValidationError, "appraisal"):
            self._disposal(proofs=("photo",)).action_request_approval()
        with self.assertRaisesRegex(ValidationError, "superior"):
            self._disposal(self.station).action_request_approval()
        with self.assertRaisesRegex(UserError, "receives"):
            other = self._asset("M-2", 7200)
            self._disposal(other, kind="donation").action_request_approval()

    def test_execution_needs_its_proof_and_a_day_that_has_come(self):
        disposal = self._approved()
        with self.assertRaisesRegex(UserError, "day of execution"):
            disposal.action_execute()
        disposal.execution_date = "2025-09-21"
        with self.assertRaisesRegex(UserError, "ahead"):
            disposal.action_execute()
        disposal.execution_date = "2025-09-20"
        with self.assertRaisesRegex(ValidationError, "execution"):
            disposal.action_execute()

    @mute_logger("odoo.sql_db")
    def test_a_device_stands_in_one_open_disposal_and_is_disposed_of_once(self):
        disposal = self._disposal()
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self._disposal()
        disposal.unlink()
        self._executed()
        with self.assertRaisesRegex(UserError, "disposed of"):
            self._disposal().action_request_approval()

    def test_the_place_in_the_kit_waits_for_another_device(self):
        part = self._kit().part_ids[0]
        self._executed(part.equipment_id)
        self.assertEqual(part.state, "missing")
        self.assertEqual(part.kit_id.completeness, "2/3")

    def test_devices_of_other_owners_are_refused(self):
        foreign = self._asset("X-1", 7200, unit=self.other_hospital)
        with self.assertRaises(UserError):
            self._disposal(foreign)
        with self.assertRaises(ValidationError):
            self._disposal(foreign, user=self.officer)

    def test_nothing_is_forged(self):
        disposal = self._approved()
        line = disposal.line_ids
        for vals in ({"approval_state": "none"}, {"seal_state": "sealed"}):
            with self.subTest(vals), self.assertRaises(AccessError):
                disposal.write(vals)
        with self.assertRaises(UserError):
            line.write({"net_value": 0})
        with self.assertRaises(UserError):
            line.unlink()
        with self.assertRaises(AccessError):
            self.monitor.with_user(self.manager).usage_state = "disposed"
        self._prove(disposal, "execution")
        disposal.execution_date = "2025-09-20"
        disposal.action_execute()
        with self.assertRaises(UserError):
            disposal.proceeds = 5
        with self.assertRaises(AccessError):
            self.monitor.with_user(self.manager).usage_state = "in_use"

    def test_each_role_sees_and_does_its_own(self):
        disposal = self._disposal()
        self.assertTrue(disposal.with_user(self.viewer).has_access("read"))
        for user in (self.stranger, self.custodian):
            self.assertFalse(disposal.with_user(user)._filtered_access("read"))
            self.assertFalse(disposal.line_ids.with_user(user)._filtered_access("read"))
        for user in (self.viewer, self.custodian):
            with self.assertRaises(AccessError):
                self._disposal(self.station, user=user)

    def test_the_form_prints_values_and_proofs(self):
        self._book(6, 7, 8)
        disposal = self._executed()
        reports = self.env["ir.actions.report"].with_user(self.viewer)
        content, _kind = reports.with_context(force_report_rendering=True)._render_qweb_pdf(
            "equipment_asset.report_equipment_disposal", disposal.ids
        )
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
        self.assertIn("6,900.00", text)
        self.assertIn(disposal.seal_hash[:20], text.replace("\n", ""))
