import base64

from stdnum.cn import ric

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import freeze_time
from odoo.tools import mute_logger

from odoo.addons.safe_spreadsheet.tests.common import workbook

from .followup_common import TODAY, HealthFollowupCase


@freeze_time(TODAY)
class TestHealthFollowupImport(HealthFollowupCase):
    """A list of past visits becomes signed visits of those who are known."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        (cls.doctor | cls.stranger).lang = "en_US"
        cls.number = cls._identify(cls.person, "45998119750301021")

    @classmethod
    def _identify(cls, person, body):
        """The identity number that a resident got, with its check digit."""
        number = body + ric.calc_check_digit(body + "0")
        kind = cls.env["res.partner"]._get_identity_kind()
        cls.env["resident.identity"].create(
            {"partner_id": person.id, "kind_id": kind.id, "number": number}
        )
        return number

    def _row(self, **cells):
        return {
            "身份证号": self.number,
            "姓名": self.person.name,
            "随访日期": "2025-03-18",
            "随访方式": "1 门诊",
        } | cells

    def _import(self, *rows, user=None, **vals):
        titles = list(dict.fromkeys(title for row in rows for title in row))
        content = workbook(titles, *([row.get(title) for title in titles] for row in rows))
        documents = self.env["health.followup.import"].with_user(user or self.doctor)
        return documents.create(
            {
                "file": base64.b64encode(content),
                "filename": "随访.xlsx",
                "programme_id": self.enrolment.programme_id.id,
                **vals,
            }
        )

    def _imported(self, *rows, **vals):
        document = self._import(*rows, **vals)
        document.action_check()
        document.action_start()
        visits = self.env["health.followup"].search([("import_id", "=", document.id)], order="date")
        return document, visits

    def _refused(self, row, **vals):
        document = self._import(row, **vals)
        document.action_check()
        self.assertFalse(document.done_count)
        self.assertFalse(self.env["health.followup"].search([("import_id", "=", document.id)]))
        return [(error.row, error.header, error.message) for error in document.error_ids]

    def test_a_row_becomes_a_signed_visit_with_its_class_and_drugs(self):
        document, visits = self._imported(
            self._row(
                sbp=165, dbp=100, htn_symptom_ids="2、3" , adherence_id="规律", adr="1",
                药物名称1="硝苯地平缓释片", 每日次数1=2, 每次用量1=20, 用量单位1="mg",
            ),
            self._row(随访日期="2025-06-16", sbp=128, dbp=78, adr="1"),
        )  # fmt: skip
        self.assertEqual((document.state, document.done_count), ("done", 2), document.error_ids)
        self.assertEqual(visits.mapped("seal_state"), ["sealed", "sealed"])
        self.assertEqual(visits.mapped("class_id.code"), ["2", "1"])
        self.assertEqual(visits[0].htn_symptom_ids.mapped("code"), ["2", "3"])
        self.assertEqual(
            visits[0].drug_ids.mapped(lambda line: (line.name, line.times_a_day, line.amount)),
            [("硝苯地平缓释片", 2, 20)],
        )
        self.assertEqual(self.enrolment.next_due_date, visits[1].next_date)

    def test_second_uncontrolled_visit_of_one_file_refers_as_by_hand(self):
        days, pressures = ("2025-03-18", "2025-04-01"), ((165, 100), (160, 95))
        rows = [
            self._row(随访日期=day, sbp=sbp, dbp=dbp, adr="1")
            for day, (sbp, dbp) in zip(days, pressures, strict=True)
        ]
        _document, visits = self._imported(*reversed(rows))
        archive = self._archive(self._resident("赵六", birth_date="1975-03-01"))
        enrolment = self._enrol(archive=archive, enrolled_date="2025-01-10")
        for visit, day, (sbp, dbp) in zip(visits, days, pressures, strict=True):
            by_hand = self._signed(enrolment=enrolment, date=day, sbp=sbp, dbp=dbp)
            for name in ("decision_id", "class_id", "finding_text", "is_referral", "next_date"):
                self.assertEqual(visit[name], by_hand[name], f"{day} {name}")
        self.assertEqual(visits.mapped("is_referral"), [False, True])

    def test_class_of_the_former_system_counts_for_the_next_visit_of_the_file(self):
        _document, visits = self._imported(
            self._row(sbp=165, dbp=100, class_id="1"),
            self._row(随访日期="2025-04-01", sbp=160, dbp=95),
        )
        self.assertEqual(visits.mapped("class_id.code"), ["1", "2"])
        self.assertFalse(visits[1].is_referral)

    def test_visits_are_decided_in_their_order_although_another_row_is_refused(self):
        with mute_logger("odoo.sql_db"):
            document, visits = self._imported(
                self._row(随访日期="2025-04-01", sbp=160, dbp=95),
                self._row(随访日期="2025-04-20", sbp=78, dbp=128),
                self._row(sbp=165, dbp=100),
            )
        self.assertEqual(document.error_ids.mapped("row"), [3])
        self.assertEqual(visits.mapped("is_referral"), [False, True])

    def test_new_patient_comes_in_although_another_row_is_refused(self):
        new = self._resident("赵六", birth_date="1976-03-01")
        archive, number = self._archive(new), self._identify(new, "45998119760301021")
        with mute_logger("odoo.sql_db"):
            document, visits = self._imported(
                self._row(随访日期="2025-06-16", sbp=78, dbp=128),
                self._row(身份证号=number, 姓名="赵六", 随访日期="2025-06-16", sbp=128, dbp=78),
                self._row(身份证号=number, 姓名="赵六", sbp=130, dbp=80),
            )
        self.assertEqual(
            (document.done_count, document.error_ids.mapped("row")),
            (2, [2]),
            document.error_ids.mapped("message"),
        )
        self.assertEqual(visits.archive_id, archive)
        self.assertEqual(visits.enrolment_id.enrolled_date, fields.Date.to_date("2025-03-18"))

    def test_what_the_former_system_decided_is_kept_with_the_reason(self):
        _document, visits = self._imported(self._row(sbp=165, dbp=100, class_id="1"))
        self.assertEqual((visits.class_id.code, visits.proposed_class_id.code), ("1", "2"))
        self.assertTrue(visits.overrule_reason)

    def test_who_was_not_enrolled_on_the_day_is_enrolled_from_it(self):
        document, visits = self._imported(self._row(随访日期="2024-05-06", sbp=128, dbp=78))
        self.assertEqual(document.done_count, 1, document.error_ids.mapped("message"))
        self.assertEqual(visits.enrolment_id.enrolled_date, fields.Date.to_date("2024-05-06"))

    def test_or_the_row_is_refused_when_the_doctor_wants_that(self):
        [(row, header, message)] = self._refused(
            self._row(随访日期="2024-05-06"), is_enrolling=False
        )
        self.assertEqual((row, header), (2, "随访日期"))
        self.assertIn("Enrol the resident", message)

    def test_all_that_is_wrong_is_named_in_one_round_and_nothing_is_kept(self):
        self.assertEqual(
            [
                (row, header)
                for row, header, _message in self._refused(
                    self._row(随访方式="9 梦里", htn_symptom_ids="77", 随访日期="2027-01-01")
                )
            ],
            [(2, "随访方式"), (2, self._label("htn_symptom_ids")), (2, "随访日期")],
        )
        with mute_logger("odoo.sql_db"):
            [(_row, _header, message)] = self._refused(self._row(sbp=78, dbp=128))
        self.assertIn("interchanged", message)
        [(_row, header, message)] = self._refused(self._row(姓名="别人"))
        self.assertEqual(header, "姓名")
        self.assertIn(self.person.name, message)

    def _label(self, name):
        return self.env["health.followup"]._fields[name]._description_string(self.env)

    def test_the_same_visit_comes_in_once(self):
        twins = self._import(self._row(sbp=128, dbp=78), self._row(sbp=130, dbp=80))
        twins.action_check()
        self.assertEqual((twins.done_count, twins.error_count), (1, 1))
        self._imported(self._row(sbp=128, dbp=78))
        [(_row, header, _message)] = self._refused(self._row(sbp=128, dbp=78))
        self.assertEqual(header, "随访日期")

    def test_nobody_outside_the_scope_is_found(self):
        [(_row, header, _message)] = self._refused(self._row(sbp=128, dbp=78), user=self.stranger)
        self.assertEqual(header, "身份证号")

    def test_only_the_sensitive_group_imports_sensitive_visits(self):
        mental = self.env.ref("health_archive.programme_mental")
        with self.assertRaises(AccessError):
            self._import(self._row(), programme_id=mental.id)
        document = self._import(self._row(), user=self.sensitive, programme_id=mental.id)
        documents = self.env["health.followup.import"].with_user(self.hospital_doctor)
        self.assertFalse(documents.search([("id", "=", document.id)]))

    def test_every_programme_has_a_template_with_the_boxes_of_its_form(self):
        documents = self.env["health.followup.import"].with_user(self.sensitive)
        for programme in self.env["health.programme"].search([]):
            with self.subTest(programme=programme.code):
                columns = documents._choose({"programme": programme.code})._get_columns()
                headers = [header for column in columns for header in column.headers]
                self.assertEqual(len(headers), len(set(headers)), headers)
                self.assertTrue({"date", "way", "next_date"} <= {c.name for c in columns})

    def test_imported_visits_verify_their_seals(self):
        _document, visits = self._imported(self._row(sbp=165, dbp=100))
        self.assertFalse(visits._get_seal_breaks())
