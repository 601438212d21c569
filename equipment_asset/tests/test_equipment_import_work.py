import base64
from contextlib import suppress
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from odoo.addons.safe_spreadsheet.tests.common import workbook

from .import_common import ImportCase


class TestEquipmentImportWork(ImportCase):
    """A long list: worked on in the background, part by part."""

    def setUp(self):
        super().setUp()
        self.patch(self.registry["equipment.import"], "_part_rows", 2)
        self.patch(self.registry["equipment.import"], "_rows_at_once", 1)
        # a test never commits
        self.patch(
            type(self.env["ir.cron"]), "_commit_progress", lambda self, *args, **kwargs: 60.0
        )

    def _long_import(self, rows=5, **vals):
        return self._import(*({"name": "秤", "serial_no": f"IL-{n}"} for n in range(rows)), **vals)

    def _work(self):
        self.env["equipment.import"]._cron_work()

    def test_a_long_list_is_checked_and_imported_in_the_background(self):
        document = self._long_import()
        document.action_check()
        self.assertEqual(document.state, "checking")
        self._work()
        self.assertEqual((document.state, document.done_count), ("checked", 5))
        document.action_start()
        self.assertFalse(self._cards("IL-0"))
        self._work()
        self.assertEqual((document.state, document.done_count), ("done", 5))
        self.assertEqual(self._cards("IL-0").create_uid, self.hospital_officer)

    def test_after_a_crash_it_goes_on_with_the_next_row(self):
        document = self._long_import()
        document.action_check()
        self._work()
        document.action_start()
        chunks = type(self.env["equipment.import.chunk"])
        original = chunks._import

        def crash(chunk):
            if chunk.first_row == 4:
                raise MemoryError
            return original(chunk)

        # assertRaises() would undo the first part, which is committed in real life
        with patch.object(chunks, "_import", crash), suppress(MemoryError):
            self._work()
        self.assertEqual(
            (document.state, document.next_row, document.done_count), ("running", 4, 2)
        )
        self._work()
        self.assertEqual((document.state, document.done_count), ("done", 5))
        self.assertEqual(len(self._cards(*(f"IL-{n}" for n in range(5)))), 5)

    def test_a_paused_import_goes_on_where_it_stopped(self):
        document = self._long_import()
        document.action_check()
        self._work()
        document.action_start()
        document.action_pause()
        self._work()
        self.assertFalse(self._cards("IL-0"))
        document.action_start()
        self._work()
        self.assertEqual((document.state, document.done_count), ("done", 5))

    def test_a_second_start_does_not_double(self):
        document = self._long_import()
        document.action_check()
        self._work()
        document.action_start()
        with self.assertRaises(UserError):
            document.action_start()
        self._work()
        self._work()
        self.assertEqual(len(self._cards(*(f"IL-{n}" for n in range(5)))), 5)

    def test_the_same_file_is_not_imported_twice(self):
        first = self._import({"name": "桌子", "place": "IM-双"})
        again = first.copy({"file": first.file})
        for document in (first, again):
            document.action_check()
        first.action_start()
        with self.assertRaisesRegex(UserError, "."):
            again.action_start()
        tables = self.env["maintenance.equipment"].search([("place", "=", "IM-双")])
        self.assertEqual(len(tables), 1)

    def test_a_row_only_the_database_refuses_is_named(self):
        document = self._long_import()
        document.action_check()
        self._work()
        document.action_start()
        self.patch(
            type(self.env["equipment.import.chunk"]),
            "_create_cards",
            _refuse("IL-3", type(self.env["equipment.import.chunk"])._create_cards),
        )
        self._work()
        self.assertEqual((document.done_count, document.error_count), (4, 1))
        self.assertEqual(document.error_ids.mapped("row"), [5])

    def test_all_or_nothing_works_in_the_background_too(self):
        document = self._long_import(mode="all_or_nothing")
        document.action_check()
        self._work()
        document.action_start()
        self._work()
        self.assertEqual((document.state, document.done_count), ("done", 5))


def _refuse(serial, create):
    def refusing(chunk, vals_list):
        if any(vals["serial_no"] == serial for vals in vals_list):
            raise UserError(serial)
        return create(chunk, vals_list)

    return refusing


@tagged("post_install", "-at_install")
class TestEquipmentImportSafety(HttpCase, ImportCase):
    def test_nobody_sets_state_or_user_from_outside(self):
        document = self._import({"name": "血压计"})
        for values in ({"state": "running"}, {"user_id": self.manager.id}, {"done_count": 1}):
            with self.assertRaises(AccessError):
                document.write(values)
        documents = self.env["equipment.import"].with_user(self.hospital_officer)
        values = {"file": document.file, "filename": "a.xlsx"}
        with self.assertRaises(AccessError):
            documents.create(values | {"user_id": self.manager.id})
        sneaked = documents.with_context(default_state="running").create(values)
        self.assertEqual(sneaked.state, "draft")

    def test_a_started_import_keeps_its_file(self):
        document = self._imported({"name": "血压计"})
        with self.assertRaises(UserError):
            document.write({"file": base64.b64encode(b"x")})
        with self.assertRaises(UserError):
            document.unlink()

    def test_another_file_makes_the_check_void(self):
        document = self._import({"name": "血压计"})
        document.action_check()
        document.write({"file": base64.b64encode(workbook(["名称"], ["秤"], ["桌"]))})
        self.assertEqual(document.state, "draft")
        with self.assertRaises(UserError):
            document.action_start()

    def test_an_import_is_seen_by_its_unit_and_those_above(self):
        document = self._import({"name": "血压计", "partner_id": "没有"})
        document.action_check()
        for user, sees in ((self.officer, True), (self.stranger, False)):
            found = self.env["equipment.import"].with_user(user).search([("id", "=", document.id)])
            errors = self.env["equipment.import.error"].with_user(user)
            self.assertEqual(bool(found), sees)
            self.assertEqual(bool(errors.search([("import_id", "=", document.id)])), sees)
        other = self._user("other", "officer", self.other_hospital)
        with self.assertRaises(AccessError):
            document.with_user(other).read(["filename"])
        with self.assertRaises(AccessError):
            self.env["equipment.import"].with_user(self.custodian).search([])

    def test_the_result_is_downloaded_within_the_scope_only(self):
        document = self._import({"name": "血压计", "partner_id": "没有"})
        document.action_check()
        url = f"/web/content/equipment.import/{document.id}/result_file/a.xlsx"
        self._user("other", "officer", self.other_hospital)
        for login, status in (("eq_hospital_officer", 200), ("eq_other", 404)):
            self.authenticate(login, login)
            response = self.url_open(url)
            self.assertEqual(response.status_code, status)
            self.assertEqual(response.content[:2] == b"PK", status == 200)
