import base64

from odoo.exceptions import AccessError
from odoo.tests import freeze_time

from .followup_common import TODAY
from .sensitive_common import HealthFollowupSensitiveCase

MODELS = (
    "health.followup.sensitive",
    "health.followup.sensitive.drug",
    "health.followup.sensitive.guidance",
    "health.referral.sensitive",
)
GENERAL = (
    "health.followup",
    "health.referral",
    "health.measurement",
    "health.archive.change",
)


@freeze_time(TODAY)
class TestHealthFollowupSensitive(HealthFollowupSensitiveCase):
    """Paths on which somebody could learn of a visit that isn't for him."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.export = cls.env.ref("base.group_allow_export")
        cls.doctor.group_ids |= cls.export
        cls.before = cls._traces(cls.archive)
        cls.visit = cls._visit_mental(
            smd_risk_id="4",
            sbp=171,
            dbp=99,
            weight=70,
            drug_ids=[(0, 0, {"name": "氯氮平片"})],
            guidance_ids=[(0, 0, {"name": "奥氮平片"})],
            signature=base64.b64encode(b"GIF89a"),
        )
        cls.visit.action_sign()
        cls.visit.referral_ids.write({"institution": "市精神病医院"})
        cls.env.flush_all()

    @classmethod
    def _traces(cls, archive):
        """Rows of the archive that a village doctor sees, and when it changed."""
        cls.env.flush_all()
        cls.env.invalidate_all()
        env = archive.with_user(cls.doctor).env
        rows = {name: env[name].search([("archive_id", "=", archive.id)]).ids for name in GENERAL}
        seen = archive.with_user(cls.doctor).read(["write_date", "followup_count"])
        person = archive.partner_id.with_user(cls.doctor).read(["write_date"])
        return rows, seen, person

    def _get_rows(self, env):
        visit = self.visit
        rows = (visit, visit.drug_ids, visit.guidance_ids, visit.referral_ids)
        return [env[row._name].browse(row.ids) for row in rows]

    def test_village_doctor_gets_no_answer_on_any_path(self):
        env = self.env(user=self.doctor)
        archive, archives = self.archive.with_user(self.doctor), env["health.archive"]
        for rows in self._get_rows(env):
            model = env[rows._name]
            for path in (
                lambda model=model: model.search([]),
                lambda model=model: model.search_count([]),
                lambda model=model: model._read_group([], ["create_uid"], ["__count"]),
                lambda model=model: model.name_search("王五"),
                lambda model=model: model.web_search_read([], {"display_name": {}}),
                lambda model=model: model.get_view(view_type="form"),
                lambda model=model: model.check_access("read"),
                lambda rows=rows: rows.read(["display_name"]),
                lambda rows=rows: rows.export_data(["display_name"]),
                lambda rows=rows: rows.write({"followup_id": 1}),
                lambda rows=rows: rows.unlink(),
            ):
                with self.subTest(rows._name), self.assertRaises(AccessError):
                    path()
        visit = self.visit.with_user(self.doctor)
        begun = self._visit_mental(date="2026-04-10", smd_risk_id=False).with_user(self.doctor)
        for path in (
            lambda: visit.action_sign(),
            lambda: begun.action_sign(),
            lambda: visit.action_verify_seal(),
            lambda: visit._correct("x"),
            lambda: visit.browse().onchange(
                {"enrolment_id": self.mental.id}, ["enrolment_id"], {"name": {}, "class_id": {}}
            ),
            lambda: self._correct_by_wizard(self.doctor),
            lambda: self._visit_mental(user=self.doctor, date="2026-04-01"),
            lambda: self.mental.with_user(self.doctor).action_follow_up(),
            lambda: self.mental.with_user(self.doctor).action_open_followups(),
            lambda: archive.action_follow_up_sensitive(),
            lambda: archive.read(["sensitive_followup_count"]),
            lambda: archive.read(["sensitive_followup_ids"]),
            lambda: archive.export_data(["sensitive_followup_ids/class_id"]),
            lambda: archives.search([("sensitive_followup_ids", "in", self.visit.ids)]),
            lambda: archives.search([("sensitive_followup_ids.class_id.code", "=", "1")]),
            lambda: archives._read_group([], ["sensitive_followup_ids"]),
        ):
            # what the cache holds was read by somebody else
            self.env.invalidate_all()
            with self.assertRaises(AccessError, msg=path.__code__.co_firstlineno):
                path()

    def _correct_by_wizard(self, user):
        wizards = self.env["health.followup.correction"].with_user(user)
        values = {"res_model": self.visit._name, "res_id": self.visit.id}
        context = {f"default_{name}": value for name, value in values.items()}
        wizards.with_context(**context).create({"reason": "x"}).action_confirm()

    def test_village_doctor_finds_no_trace_of_the_visit(self):
        self.assertEqual(self._traces(self.archive), self.before)
        archive = self.archive.with_user(self.doctor)
        self.assertEqual(archive.followup_count, 0)
        self.assertNotIn("followup", {event.kind for event in archive._get_timeline()})
        self.assertFalse(self.archive.measurement_ids.filtered(lambda row: row.value == 171))
        attachments = self.env["ir.attachment"].with_user(self.doctor)
        sensitive = [("res_model", "in", MODELS), ("res_field", "=", "signature")]
        self.assertTrue(attachments.sudo().search(sensitive))
        with self.assertRaises(AccessError):
            attachments.search(sensitive)
        with self.assertRaises(AccessError):
            attachments.browse(attachments.sudo().search(sensitive, limit=1).id).read(["datas"])

    def test_archive_and_menus_dont_offer_what_a_village_doctor_may_not_see(self):
        for user, offered in ((self.doctor, False), (self.sensitive, True)):
            arch = self.archive.with_user(user).get_view(view_type="form")["arch"]
            self.assertEqual("action_follow_up_sensitive" in arch, offered)
            self.assertEqual("sensitive_followup_count" in arch, offered)
            menus = self.env["ir.ui.menu"].with_user(user)._visible_menu_ids()
            for kind in ("_mental", "_tuberculosis", ""):
                menu = self.env.ref(f"health_followup.health_followup_sensitive_menu{kind}")
                self.assertEqual(menu.id in menus, offered)

    def test_village_doctor_is_told_nothing_by_his_own_visit_of_the_day(self):
        visits = self.env["health.followup"].with_user(self.doctor)
        new = visits.new({"enrolment_id": self.enrolment.id, "date": TODAY})
        new._onchange_enrolment_id()
        self.assertFalse(new.sbp or new.weight or new.drug_ids)
        visit = self._visit()
        visit.action_sign()
        self.assertFalse(visit.other_due_text)

    def test_village_doctor_prints_nothing(self):
        self.registry_enter_test_mode()
        reports = self.env["ir.actions.report"].with_user(self.doctor)
        for name in ("health_followup_sensitive_report", "health_followup_sensitive_round_report"):
            report = self.env.ref(f"health_followup.{name}")
            with self.assertRaises(AccessError):
                reports._render_qweb_html(report.report_name, self.visit.ids)

    def test_sensitive_doctor_of_another_village_finds_nothing(self):
        other = self._user(
            "other", "group_village_doctor,resident.group_health_sensitive", self.other_clinic
        )
        other.group_ids |= self.export
        env = self.env(user=other)
        for rows in self._get_rows(env):
            self.assertFalse(env[rows._name].search([]))
            self.assertFalse(env[rows._name].name_search("王五"))
            with self.subTest(rows._name):
                for path in (
                    lambda rows=rows: rows.read(["display_name"]),
                    lambda rows=rows: rows.export_data(["display_name"]),
                    lambda rows=rows: rows.write({"archive_id": 1}),
                    lambda rows=rows: rows.unlink(),
                ):
                    with self.assertRaises(AccessError):
                        path()
        visit = self.visit.with_user(other)
        self.assertFalse(env["health.followup.sensitive"]._read_group([], ["class_id"]))
        domain = [("sensitive_followup_ids", "in", visit.ids)]
        self.assertFalse(env["health.archive"].search(domain))
        for path in (
            lambda: visit.action_sign(),
            lambda: visit._correct("x"),
            lambda: self._correct_by_wizard(other),
            lambda: self.archive.with_user(other).action_follow_up_sensitive(),
            lambda: self.mental.with_user(other).action_follow_up(),
            lambda: self.mental.with_user(other).action_open_followups(),
            lambda: self._visit_mental(user=other, date="2026-04-01"),
        ):
            self.env.invalidate_all()
            with self.assertRaises(AccessError, msg=path.__code__.co_firstlineno):
                path()
        attachments = env["ir.attachment"]
        sensitive = [("res_model", "in", MODELS), ("res_field", "=", "signature")]
        self.assertFalse(attachments.search(sensitive))

    def test_sensitive_doctor_sees_all_of_it(self):
        archive = self.archive.with_user(self.sensitive)
        self.assertEqual(archive.sensitive_followup_count, 1)
        events = [event for event in archive._get_timeline() if event.kind == "followup"]
        self.assertEqual([event.id for event in events], self.visit.ids)
        self.assertEqual(self.visit.referral_ids.institution, "市精神病医院")
        action = archive.action_open_sensitive_followups()
        found = self.env[action["res_model"]].with_user(self.sensitive).search(action["domain"])
        self.assertEqual(found, self.visit)
        self.tuberculosis._close(self._code("close_reason", "9"), self.tuberculosis.enrolled_date)
        self.assertEqual(archive.action_follow_up_sensitive()["res_model"], self.visit._name)

    def test_nothing_reminds_of_the_visit_by_name(self):
        followups = self.env["health.followup.sensitive"]
        self.assertNotIn("message_ids", followups._fields)
        self.assertNotIn("activity_ids", followups._fields)
        report = self.env.ref("health_followup.health_followup_sensitive_report")
        self.assertNotIn("name", report.print_report_name)
