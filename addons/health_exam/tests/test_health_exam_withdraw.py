from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .report_common import TODAY
from .sync_common import ExamSyncCase


@tagged("post_install", "-at_install")
@freeze_time(f"{TODAY} 02:00:00")
class TestHealthExamWithdraw(ExamSyncCase):
    """What a report brought into the archive doesn't hold once it is revoked."""

    def test_revoked_number_is_nowhere_shown_as_valid(self):
        exam = self._synced(sbp_left=150)
        archive = self.elder.with_user(self.chief)
        self.assertTrue(archive.get_measurement_trend())
        exam._revoke("量错")
        self.assertFalse(self._values_in_archive(exam))
        self.assertFalse(archive.measurement_ids)
        self.assertEqual(archive.measurement_count, 0)
        self.assertFalse(archive.get_measurement_trend())
        self.assertFalse(archive._get_latest_measurements({"sbp"}))
        self.assertFalse(archive.last_exam_date)
        withdrawn = self.env["health.measurement"].with_user(self.chief)
        withdrawn = withdrawn.search([("archive_id", "=", archive.id), ("active", "=", False)])
        self.assertIn(150, withdrawn.mapped("value"))

    def test_numbers_are_withdrawn_once(self):
        exam = self._synced()
        written = len(exam.sync_ids.line_ids)
        exam._revoke("量错")
        self.assertEqual(len(exam.sync_ids.line_ids), 2 * written)
        exam._void("登记错人")
        self.assertEqual(len(exam.sync_ids.line_ids), 2 * written)
        self.assertFalse(self._rows_in_archive(exam))

    def test_client_withdraws_and_restores_no_number(self):
        rows = self._rows_in_archive(self._synced()).with_user(self.chief)
        with self.assertRaisesRegex(UserError, "another form"):
            rows[:1].write({"active": False})
        with self.assertRaisesRegex(AccessError, "filled by the system"):
            rows.create(
                {"archive_id": self.elder.id, "kind_id": rows[0].kind_id.id, "value": 50,
                 "active": False}
            )  # fmt: skip
