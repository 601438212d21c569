import psycopg2

from odoo.exceptions import AccessError, UserError
from odoo.fields import Date
from odoo.tests import Form, HttpCase, freeze_time
from odoo.tools import mute_logger

from .followup_common import TODAY, HealthFollowupCase

VIEW = "health_followup.health_followup_view_form_{}"
CREATED = ("health.followup", "health.followup.drug", "health.referral", "health.measurement")

# what is entered -> words of the message
NUMBERS = [
    ({"sbp": 78, "dbp": 128}, "interchanged?"),
    ({"sbp": 90, "dbp": 90}, "interchanged?"),
    ({"sbp": 400, "dbp": 90}, "400 mmHg is impossible; possible is 50 to 300 mmHg"),
    ({"sbp": -120, "dbp": -180}, "is impossible"),
    ({"weight": 300, "height": 86}, "BMI 405.6 kg/m² is impossible; possible is 7.0 to 100.0"),
    ({"weight": 20, "height": 200}, "BMI 5.0 kg/m² is impossible"),
    ({"weight": 70, "height": 1.7}, "Height 1.7 cm is impossible; possible is 40.0 to 250.0 cm"),
    ({"weight": 7000, "height": 170}, "is impossible"),
    ({"heart_rate": 700}, "700"),
    ({"smoke": 200}, "Cigarettes a day are 0 to 100"),
]
DATES = [
    ({"date": "2026-05-02"}, "2026-05-02 lies in the future. Enter the day it took place"),
    ({"date": "1975-02-28"}, "was born on 1975-03-01: the visit on 1975-02-28 was before. Correct"),
    ({"date": "2025-01-09"}, "since 2025-01-10: the visit on 2025-01-09 was before. Correct"),
    ({"next_date": "2026-04-30"}, "The next visit comes after this one, not on 2026-04-30"),
    ({"next_date": TODAY}, "The next visit comes after this one"),
]
# the form asks for the reason itself
TOO_LATE = ({"next_date": "2026-12-31"}, "at the latest on 2026-07-30. Give the reason")


@freeze_time(TODAY)
class TestHealthFollowupBadInput(HttpCase, HealthFollowupCase):
    """Mistakes of a village doctor, as the browser sends them, and what it tells him."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.diabetes = cls._enrol("diabetes", enrolled_date="2025-01-10")
        cls.stroke = cls._enrol("stroke", enrolled_date="2025-01-10")
        # the database is told of in the language of the user, the model in that of the call
        cls.env["res.lang"]._activate_lang("en_US")
        cls.doctor.lang = "en_US"

    def setUp(self):
        super().setUp()
        self.authenticate("ha_doctor", "ha_doctor")

    def _call(self, method, *args, model="health.followup"):
        """``(result, None)`` of a call as the browser makes it, or ``(None, (kind, message))``."""
        params = {"model": model, "method": method, "args": args, "kwargs": {}}
        # a server logs what it refuses; the test is here to be refused
        with mute_logger("odoo.http", "odoo.sql_db"):
            answer = self.url_open(
                f"/web/dataset/call_kw/{model}/{method}", json={"params": params}
            ).json()
        error = answer.get("error", {}).get("data")
        return answer.get("result"), error and (error["name"], error["message"])

    def _values(self, enrolment=None, **vals):
        values = {
            "enrolment_id": (enrolment or self.enrolment).id,
            "date": TODAY,
            "sbp": 128,
            "dbp": 78,
            "drug_ids": [[0, 0, {"name": "硝苯地平控释片", "amount": 30}]],
        }
        return values | vals

    def _count(self):
        self.env.invalidate_all()
        counts = {name: self.env[name].sudo().search_count([]) for name in CREATED}
        return counts | {e: e.next_due_date for e in self.archive.enrolment_ids}

    def _assert_refused(self, words, method, *args, kind=""):
        """The call is refused in these words, and nothing of it stays."""
        before = self._count()
        _result, error = self._call(method, *args)
        self.assertTrue(error, f"{args} was taken")
        self.assertIn(words, error[1])
        self.assertIn(kind, error[0])
        self.assertEqual(self._count(), before)

    def test_what_cannot_be_is_named_when_a_visit_is_created(self):
        for vals, words in [*NUMBERS, *DATES, TOO_LATE]:
            with self.subTest(vals):
                self._assert_refused(words, "create", [self._values(**vals)])

    def test_what_cannot_be_is_named_when_a_visit_is_changed(self):
        visit = self._visit(heart_rate=72, weight=70, height=170)
        for vals, words in [*NUMBERS, *DATES, TOO_LATE]:
            with self.subTest(vals):
                self._assert_refused(words, "write", visit.ids, vals | {"note": "改过"})
                self.assertEqual((visit.sbp, visit.dbp, visit.note), (128, 78, False))

    def test_one_bad_visit_of_several_keeps_all_of_them_out(self):
        good, bad = self._values(), self._values(self.diabetes, sbp=78, dbp=128)
        self._assert_refused("interchanged?", "create", [good, bad])

    def test_what_cannot_be_is_named_on_the_form(self):
        for vals, words in NUMBERS + DATES:
            with self.subTest(vals):
                before = self._count()
                error = self._save_form(vals)
                self.assertIn(words, error)
                self.assertEqual(self._count(), before)

    def _save_form(self, vals):
        """The message with which a form is refused that is filled in like this."""
        followups = self.env["health.followup"].with_user(self.doctor)
        context = self.enrolment.action_follow_up()["context"]
        silent = mute_logger("odoo.sql_db", "odoo.tests.form.onchange")
        # refused by the model or by the database
        with silent, self.assertRaises(Exception) as caught:  # noqa: B017
            form = Form(followups.with_context(**context), view=VIEW.format("hypertension"))
            form.sbp, form.dbp = 128, 78
            for name, value in vals.items():
                setattr(form, name, value)
            form.save()
        error = caught.exception
        if isinstance(error, psycopg2.IntegrityError):
            return followups._sql_error_to_message(error)
        self.assertIsInstance(error, UserError)
        return str(error)

    def test_second_visit_of_the_day_is_refused_per_programme_only(self):
        self._visit()
        self._assert_refused("on that day already. Open that visit.", "create", [self._values()])
        values = self._values(self.diabetes, dm_glucose=6.0)
        visit_ids, error = self._call("create", [values])
        self.assertFalse(error)
        self.assertTrue(visit_ids)

    def test_the_dead_are_not_followed_up(self):
        self.person.death_date = "2026-04-20"
        words = "died on 2026-04-20: nobody is followed up after death"
        self._assert_refused(words, "create", [self._values(date="2026-04-30")])
        with self.assertRaisesRegex(UserError, words):
            self.enrolment.action_follow_up()

    def test_who_moved_away_is_not_followed_up(self):
        visit = self._visit(date="2026-04-01")
        archive = self.archive.with_user(self.hospital_doctor)
        archive._close("2", Date.to_date(TODAY), destination="外县")
        words = f"was closed on {TODAY}: nobody is followed up who moved away. Reopen the archive"
        self._assert_refused(words, "create", [self._values()])
        self._assert_refused("takes no change", "write", visit.ids, {"sbp": 140})
        self._assert_refused("closed", "action_sign", visit.ids)
        with self.assertRaisesRegex(UserError, "moved away"):
            self.enrolment.action_follow_up()

    def test_resident_of_another_unit_is_not_visited(self):
        foreign = self._foreign_enrolment()
        words = "This resident is kept by another unit. Ask it to visit"
        self._assert_refused(words, "create", [self._values(foreign)], kind="AccessError")
        followups = self.env["health.followup"].with_user(self.doctor)
        context = {"default_enrolment_id": foreign.id}
        with self.assertRaises(AccessError):
            Form(followups.with_context(**context), view=VIEW.format("hypertension"))

    def _foreign_enrolment(self):
        places = {"resident_unit_id": self.other_clinic.id, "region_id": self.other_village.id}
        other = self._resident("邻村人", birth_date="1980-01-01", **places)
        archives = self.env["health.archive"].with_user(self.stranger)
        archive = archives.create({"partner_id": other.id})
        archive.action_submit()
        return self._enrol(archive=archive, user=self.stranger, enrolled_date="2025-01-10")

    def test_signed_visit_is_not_changed_past_the_form(self):
        visit = self._signed(drug_ids=[(0, 0, {"name": "硝苯地平控释片"})])
        words = "is sealed: Systolic pressure (mmHg) can't change any more. Open a correction"
        self._assert_refused(words, "write", visit.ids, {"sbp": 120})
        drugs = {"drug_ids": [[0, 0, {"name": "阿司匹林"}]]}
        self._assert_refused("Open a correction", "write", visit.ids, drugs)
        self._assert_refused("sealed", "unlink", visit.ids)
        self.assertEqual((visit.sbp, visit._get_seal_breaks()), (128, []))

    def test_glucose_in_another_unit_is_named_with_the_converted_value(self):
        kind = self._code("dm_glucose", "1").id
        for values in (
            self._values(self.diabetes, dm_glucose=126, dm_glucose_type_id=kind),
            self._values(self.stroke, glu_fasting=126),
            self._values(self.stroke, glu_meal=126),
        ):
            words = "In mg/dL it would be 7.0 mmol/L: was the device set to mg/dL?"
            self._assert_refused(words, "create", [values])

    def test_glucose_that_may_be_in_another_unit_is_asked_about(self):
        for enrolment, name in (
            (self.diabetes, "dm_glucose"),
            (self.stroke, "glu_fasting"),
            (self.stroke, "glu_meal"),
        ):
            warning = self._ask(enrolment, **{name: 45})
            self.assertIn("45.0 mmol/L is unusual. In mg/dL it would be 2.5 mmol/L", warning)
            self.assertFalse(self._ask(enrolment, **{name: 7}))

    def test_unusual_numbers_and_interchanged_pressures_are_asked_about(self):
        warning = self._ask(self.enrolment, sbp=250)
        self.assertIn("250 mmHg is unusual", warning)
        warning = self._ask(self.enrolment, sbp=78, dbp=128)
        self.assertIn("78 isn't above diastolic 128: are they interchanged?", warning)

    def _ask(self, enrolment, **vals):
        """What the form asks at once when these boxes are filled in."""
        values = self._values(enrolment, **vals)
        spec = {name: {} for name in vals}
        answer, _error = self._call("onchange", [], values, [*vals], spec)
        return answer.get("warning", {}).get("message", "")

    def test_call_without_numbers_gets_no_class_in_any_programme(self):
        coronary = self._enrol("coronary", enrolled_date="2025-01-10")
        for enrolment in (self.enrolment, self.diabetes, self.stroke, coronary):
            values = self._values(enrolment, way="3", sbp=0, dbp=0)
            [visit_id], _error = self._call("create", [values])
            visit = self.env["health.followup"].browse(visit_id)
            self.assertFalse(visit.class_id)
            self.assertFalse(visit.finding_text)
            satisfied = {"class_id": self._code("followup_class", "1").id}
            words = "Without the numbers the form asks for, a visit gets no class"
            self._assert_refused(words, "write", visit.ids, satisfied)

    def test_impossible_links_and_forged_results_are_refused(self):
        row = self.env.ref("health_followup.decision_rule_htn_routine")
        for vals in ({"decision_id": row.id}, {"seal_state": "sealed"}, {"quality_warning": False}):
            self._assert_refused("", "create", [self._values(**vals)], kind="Error")
        other = self._archive(self._resident("别人", birth_date="1960-01-01"))
        values = self._values(archive_id=other.id)
        self._assert_refused("The enrolment is of another resident", "create", [values])
