from odoo.exceptions import AccessError, UserError
from odoo.fields import Date
from odoo.tests import freeze_time

from .common import OTHER_PREFIX, PREFIX, HealthArchiveCase


@freeze_time("2026-05-01")
class TestHealthArchiveState(HealthArchiveCase):
    def _require_review(self):
        self.env.ref("health_archive.rule_archive_review_levels").value = 1

    def test_without_review_a_submitted_archive_is_in_use(self):
        self.assertEqual(self._archive().state, "active")

    def test_with_review_another_person_approves(self):
        self._require_review()
        archive = self._archive().with_user(self.hospital_doctor)
        self.assertEqual(archive.state, "submitted")
        archive.action_approve()
        self.assertRecordValues(
            archive, [{"state": "active", "reviewed_by_id": self.hospital_doctor.id}]
        )

    def test_nobody_reviews_what_he_submitted(self):
        self._require_review()
        archive = self._archive(active=False).with_user(self.hospital_doctor)
        archive.action_submit()
        with self.assertRaises(UserError):
            archive.action_approve()

    def test_village_doctor_decides_nothing(self):
        archive = self._archive()
        for decide in (
            lambda: archive._lock("核对"),
            lambda: archive._close("3", Date.today()),
            lambda: archive._transfer(self.other_clinic, self.other_village, "搬家"),
            lambda: archive.action_approve(),
        ):
            with self.assertRaises(AccessError):
                decide()

    def test_locked_archive_takes_no_change_until_it_is_unlocked(self):
        archive = self._archive()
        decided = archive.with_user(self.hospital_doctor)
        decided._lock("与户籍核对")
        with self.assertRaisesRegex(UserError, "与户籍核对"):
            archive.work_unit = "村小学"
        row = {"archive_id": archive.id, "kind": "trauma", "name": "骨折"}
        with self.assertRaises(UserError):
            self.env["health.archive.event"].with_user(self.doctor).create(row)
        decided._unlock("核对完毕")
        archive.work_unit = "村小学"
        self.assertEqual(archive.change_ids.mapped("reason"), ["", "核对完毕", "与户籍核对"])

    def test_death_asks_for_its_cause_and_closes_the_person_too(self):
        archive = self._archive(archive_date="2020-01-01").with_user(self.hospital_doctor)
        with self.assertRaises(UserError):
            archive._close("1", Date.to_date("2024-03-01"))
        archive._close("1", Date.to_date("2024-03-01"), death_cause="脑出血")
        self.assertEqual(archive.state, "cancelled")
        self.assertRecordValues(
            self.resident,
            [{"resident_state": "deceased", "death_date": Date.to_date("2024-03-01")}],
        )
        with self.assertRaises(UserError):
            archive.work_unit = "村小学"

    def test_moving_out_asks_for_the_destination(self):
        archive = self._archive().with_user(self.hospital_doctor)
        with self.assertRaises(UserError):
            archive._close("2", Date.today())
        archive._close("2", Date.today(), destination="南宁市")
        self.assertEqual(self.resident.resident_state, "moved_out")

    def test_archive_is_not_closed_before_it_was_built_nor_in_the_future(self):
        archive = self._archive(archive_date="2020-01-01").with_user(self.hospital_doctor)
        for date in ("2019-12-31", "2999-01-01"):
            with self.subTest(date), self.assertRaises(UserError):
                archive._close("3", Date.to_date(date))

    def test_manager_uses_a_closed_archive_again(self):
        archive = self._archive().with_user(self.hospital_doctor)
        archive._close("3", Date.today())
        with self.assertRaises(AccessError):
            archive._reopen("找到了")
        archive.with_user(self.manager)._reopen("找到了")
        self.assertRecordValues(archive, [{"state": "active", "closed_date": False}])

    def test_archive_handed_over_outside_is_kept(self):
        archive = self._archive().with_user(self.hospital_doctor)
        archive._migrate("南宁市青秀区卫生服务中心", Date.today())
        self.assertEqual(archive.state, "migrated")

    def test_transfer_gives_a_number_of_the_new_village_and_keeps_the_old_one(self):
        archive = self._archive().with_user(self.hospital_doctor)
        archive._transfer(self.other_clinic, self.other_village, "搬家")
        self.assertRecordValues(
            archive,
            [
                {
                    "archive_number": OTHER_PREFIX + "00001",
                    "org_unit_id": self.other_clinic.id,
                    "region_id": self.other_village.id,
                }
            ],
        )
        self.assertEqual(self.resident.resident_unit_id, self.other_clinic)
        self.assertEqual(archive.number_ids.number, PREFIX + "00001")
        self.assertFalse(self.env["health.archive"].with_user(self.doctor).search([]))
        found = self.env["health.archive"].with_user(self.stranger)
        for text in (PREFIX + "00001", "101-00001", OTHER_PREFIX + "00001"):
            self.assertEqual(found.search([("person_search", "=", text)]), archive)

    def test_transfer_inside_the_village_keeps_the_number(self):
        archive = self._archive().with_user(self.hospital_doctor)
        archive._transfer(self.hospital, self.village, "由卫生院管理")
        self.assertEqual(archive.archive_number, PREFIX + "00001")
        self.assertFalse(archive.number_ids)

    def test_transfer_out_of_the_own_scope_is_refused(self):
        outside = self._unit("HA-9", "township_hospital")
        archive = self._archive().with_user(self.hospital_doctor)
        with self.assertRaises(AccessError):
            archive._transfer(outside, self.other_village, "搬家")

    def test_wizards_ask_and_then_decide(self):
        archive = self._archive().with_user(self.hospital_doctor)
        lock = self.env["health.archive.lock"].with_user(self.hospital_doctor)
        lock.with_context(**archive.action_open_lock()["context"]).create(
            {"reason": "核对"}
        ).action_confirm()
        self.assertEqual(archive.state, "locked")
        close = self.env["health.archive.close"].with_user(self.hospital_doctor)
        close.with_context(**archive.action_open_close()["context"]).create(
            {"reason_id": self._code("close_reason", "9").id, "note": "重复建档"}
        ).action_confirm()
        self.assertRecordValues(archive, [{"state": "cancelled", "close_note": "重复建档"}])
