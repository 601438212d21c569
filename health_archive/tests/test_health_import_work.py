from contextlib import suppress
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, freeze_time, tagged

from .health_import_common import HealthImportCase


@freeze_time("2026-05-01")
class TestHealthImportWork(HealthImportCase):
    """A long list: worked on in the background, part by part, and taken back as a whole."""

    def setUp(self):
        super().setUp()
        self.patch(self.registry["health.import"], "_part_rows", 2)
        self.patch(self.registry["health.import"], "_rows_at_once", 1)
        # a test never commits
        self.patch(type(self.env["ir.cron"]), "_commit_progress", lambda *args, **kwargs: 60.0)

    def _long_import(self, rows=5, **vals):
        document = self._import(*(self._row(1 + 2 * n) for n in range(rows)), **vals)
        document.action_check()
        self._work()
        return document

    def _work(self):
        self.env["health.import"]._cron_work()

    def test_a_long_list_is_imported_in_the_background(self):
        document = self._long_import()
        self.assertEqual((document.state, document.done_count), ("checked", 5))
        document.action_start()
        self.assertFalse(self._found(1)[1])
        self._work()
        self.assertEqual((document.state, document.created_count), ("done", 5))
        self.assertEqual(self._found(9)[1].create_uid, self.hospital_doctor)

    def test_of_a_long_list_the_refused_rows_or_all_rows_come_back_with_their_errors(self):
        rows = [self._row(1), self._row(3, blood_abo_id="C"), self._row(5)]
        document = self._import(*rows, user=self.hospital_doctor)
        document.action_check()
        self._work()
        document.invalidate_recordset()
        self.assertEqual([bool(row[-1]) for row in self._result(document)[1:]], [True])
        whole = self._result(document, "whole_file")
        self.assertEqual([bool(row[-1]) for row in whole[1:]], [False, True, False])
        self.assertIn("C", whole[2][-1])
        document.action_start()
        self._work()
        self.assertFalse(document.whole_file, "a second copy of personal data is kept")

    def test_after_a_crash_it_goes_on_with_the_next_row(self):
        document = self._long_import()
        document.action_start()
        parts = type(self.env["health.import.part"])
        original = parts._import

        def crash(part):
            if part.first_row == 4:
                raise MemoryError
            return original(part)

        # assertRaises() would undo the first part, which is committed in real life
        with patch.object(parts, "_import", crash), suppress(MemoryError):
            self._work()
        self.assertEqual(
            (document.state, document.next_row, document.done_count), ("running", 4, 2)
        )
        self._work()
        self.assertEqual((document.state, document.created_count), ("done", 5))

    def test_a_row_only_the_database_refuses_is_named(self):
        document = self._long_import()
        document.action_start()
        # the number came in by another way after the check of this part
        writer = type(self.env["health.import.writer"])
        original = writer._write_forms

        def refusing(model, document, forms):
            if 5 in forms:
                raise UserError(model.env._("refused"))
            return original(model, document, forms)

        with patch.object(writer, "_write_forms", refusing):
            self._work()
        self.assertEqual((document.created_count, document.error_ids.mapped("row")), (4, [5]))

    def test_queries_do_not_grow_with_the_rows(self):
        def count(rows, first):
            document = self._import(*(self._row(first + 2 * n) for n in range(rows)))
            self.patch(self.registry["health.import"], "_part_rows", 100)
            document.action_check()
            self._work()
            document.action_start()
            before = self.env.cr.sql_log_count
            self._work()
            self.assertEqual(document.created_count, rows)
            return self.env.cr.sql_log_count - before

        count(1, 1)
        self.assertLess(count(40, 101), count(4, 301) + 20)

    def test_an_import_is_undone_except_for_what_is_in_use(self):
        document = self._long_import()
        document.action_start()
        self._work()
        used = self._found(3)[1]
        used.with_user(self.hospital_doctor).work_unit = "德福公司"
        moved = self._found(5)[0]
        moved.with_user(self.hospital_doctor).phone = "13800000417"
        document.action_undo()
        self.assertEqual(document.state, "undoing")
        self._work()
        self.assertEqual((document.state, document.undone_count), ("undone", 3))
        self.assertEqual(document.error_ids.mapped("row"), [3, 4])
        self.assertIn(used.display_name, document.error_ids.mapped("header"))
        self.assertFalse(self._found(1)[0])
        self.assertTrue(used.exists() and moved.exists())

    def test_undoing_leaves_persons_who_were_there_before(self):
        person = self._resident("韦示三", identity_number=self._number(1))
        document = self._long_import(rows=1)
        document.action_start()
        self._work()
        document.action_undo()
        self._work()
        self.assertEqual(document.undone_count, 1)
        self.assertTrue(person.exists())
        self.assertFalse(self._found(1)[1])

    def test_after_undoing_the_same_file_can_be_imported_again(self):
        for _time in range(2):
            document = self._long_import(rows=2)
            document.action_start()
            self._work()
            self.assertEqual(document.created_count, 2)
            document.action_undo()
            self._work()

    def test_a_village_doctor_imports_but_does_not_undo(self):
        document = self._import(self._row(unit_id=None), user=self.doctor)
        document.action_check()
        self._work()
        document.action_start()
        self._work()
        self.assertEqual(document.created_count, 1)
        with self.assertRaises(AccessError):
            document.action_undo()


@tagged("post_install", "-at_install")
class TestHealthImportSafety(HttpCase, HealthImportCase):
    def test_nobody_sets_state_user_or_results_from_outside(self):
        document = self._import(self._row())
        for values in (
            {"state": "undoing"},
            {"user_id": self.manager.id},
            {"created_count": 1},
            {"sealed_file": b"x"},
            {"record_ids": [(0, 0, {})]},
        ):
            with self.assertRaises(AccessError):
                document.write(values)

    def test_an_import_is_seen_by_its_unit_and_those_above(self):
        document = self._import(self._row(blood_abo_id="C"), user=self.doctor)
        document.action_check()
        for user, sees in ((self.hospital_doctor, True), (self.stranger, False)):
            for model in ("health.import", "health.import.error"):
                found = self.env[model].with_user(user).search([])
                self.assertEqual(bool(found), sees, (user.login, model))
        for user in (self.finance, self.reader):
            with self.assertRaises(AccessError):
                self.env["health.import"].with_user(user).search([])
        with self.assertRaises(AccessError):
            document.with_user(self.stranger).read(["file"])

    def test_taking_the_result_out_is_recorded(self):
        document = self._import(self._row(blood_abo_id="C"), user=self.doctor)
        document.action_check()
        document.invalidate_recordset()
        domain = [
            ("model", "=", "health.import"),
            ("purpose", "=", "export"),
            ("login", "=", "ha_doctor"),
        ]
        for count, name in enumerate(("result_file", "whole_file"), 1):
            self.assertTrue(document[name])
            self.assertEqual(self.env["access.event"].search_count(domain), count)

    def test_nobody_outside_the_scope_downloads_the_file_or_the_result(self):
        document = self._import(self._row(blood_abo_id="C"), user=self.doctor)
        document.action_check()
        self.authenticate("ha_stranger", "ha_stranger")
        for name in ("file", "result_file", "whole_file", "sealed_file"):
            response = self.url_open(f"/web/content/health.import/{document.id}/{name}/a.xlsx")
            self.assertEqual(response.status_code, 404)
