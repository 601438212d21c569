from psycopg2 import IntegrityError

from odoo.exceptions import AccessError
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger

from .common import ObligationCase


@freeze_time("2026-09-01 04:00:00")
@tagged("post_install", "-at_install")
class TestServiceObligation(ObligationCase):
    def test_the_manager_of_the_centre_keeps_obligations_and_the_others_read_them(self):
        with Form(self.env["service.obligation"].with_user(self.manager)) as form:
            form.project_id = self.project
            form.code, form.name = "L15", "Home visits"
            form.kind_id, form.threshold = self.visit, 80
        obligation = form.record
        for user in (self.coordinator, self.viewer, self.physician):
            mine = obligation.with_user(user)
            self.assertEqual(mine.threshold, 80)
            for call in (lambda mine=mine: mine.write({"threshold": 8}), mine.unlink):
                with self.assertRaises(AccessError):
                    call()

    def test_another_centre_sees_nothing_of_it(self):
        obligation = self._obligation()
        records = (obligation, self._parameter(obligation), self._claim(obligation))
        self.env.invalidate_all()
        for record in records:
            mine = record.with_user(self.stranger)
            self.assertFalse(mine.search([("id", "=", record.id)]))
            with self.assertRaises(AccessError):
                mine.read(["display_name"])
        for call in (
            lambda: obligation.with_user(self.stranger).get_board(self.project.id),
            obligation.with_user(self.stranger).get_reasons,
            obligation.with_user(self.stranger).action_open_claims,
            obligation.with_user(self.stranger).action_open_unreached,
            records[2].with_user(self.stranger).action_open_record,
        ):
            with self.assertRaises(AccessError):
                call()

    def test_the_suppliers_physician_sees_it_until_the_last_day_and_nothing_the_day_after(self):
        obligation = self._obligation()
        claim = self._claim(obligation)
        with freeze_time("2026-09-30 15:59:59"):
            self.assertEqual(claim.with_user(self.physician).search([]), claim)
            self.assertTrue(obligation.with_user(self.physician).get_board()["rows"])
        with freeze_time("2026-09-30 16:00:00"):
            self.env.invalidate_all()
            for record in (claim, obligation):
                mine = record.with_user(self.physician)
                self.assertFalse(mine.search([]))
                with self.assertRaises(AccessError):
                    mine.export_data(["display_name"])
            with self.assertRaises(AccessError):
                obligation.with_user(self.physician).get_board(self.project.id)

    def test_an_obligation_stays_in_its_project(self):
        other = self._new_project(name="Other")
        with self.assertRaises(AccessError):
            self._obligation().with_user(self.manager).project_id = other

    def test_a_change_of_what_is_owed_is_written_down(self):
        obligation = self._obligation().with_user(self.manager)
        self.env.flush_all()
        self.env.cr.precommit.run()
        before = obligation.message_ids
        obligation.threshold = 90
        self.env.flush_all()
        self.env.cr.precommit.run()
        values = (obligation.message_ids - before).sudo().tracking_value_ids
        self.assertEqual((values.old_value_float, values.new_value_float), (80, 90))

    def test_terms_that_cannot_be_are_refused(self):
        for vals in (
            {"threshold": -1},
            {"measure": "rate", "threshold": 101},
            {"measure": "none", "threshold": 1},
            {"days_after_end": -1},
        ):
            with (
                self.subTest(vals=vals),
                self.assertRaises(IntegrityError),
                mute_logger("odoo.sql_db"),
            ):
                self._obligation("L99", **vals)

    def test_a_number_stands_once_in_a_project(self):
        self._obligation()
        with (
            self.assertRaises(IntegrityError),
            mute_logger("odoo.sql_db"),
        ):
            self._obligation()

    def test_a_copied_project_takes_its_obligations_along_and_no_claim(self):
        obligation = self._obligation()
        self._parameter(obligation)
        self._claim(obligation)
        copy = self.project.copy({"name": "Next year"})
        self.assertRecordValues(
            copy.obligation_ids, [{"code": "L15", "threshold": 80, "kind_id": self.visit.id}]
        )
        self.assertEqual(copy.obligation_ids.parameter_ids.value, 30)
        self.assertFalse(copy.obligation_ids.claim_ids)
        self.assertEqual(str(copy.date), "2028-06-15")

    def test_a_parameter_is_asked_for_by_its_code(self):
        obligation = self._obligation()
        self._parameter(obligation)
        self.assertEqual(obligation._get_parameter("within_days"), 30)
        self.assertIsNone(obligation._get_parameter("other"))
        self.assertEqual(obligation._get_parameter("other", 7), 7)
