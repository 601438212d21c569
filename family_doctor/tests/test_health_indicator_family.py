from base64 import b64encode

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from odoo.addons.org_unit.tests.common import new_users

from .duty_common import DutyCase

YEAR = "2026-01-01", "2026-12-31"


@tagged("post_install", "-at_install")
@freeze_time("2026-03-01")
class TestHealthIndicatorFamily(DutyCase):
    """Figures of signing of a hospital of its own, counted by hand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.archives = [cls._new_archive(name) for name in ("甲", "乙", "丙", "丁")]

    def _enter_population(self, kind, value):
        document = self.env["indicator.document"].create(
            {
                "name": f"公报 {kind}",
                "issuer": "县统计局",
                "date": "2026-01-31",
                "file": b64encode(b"%PDF-1.4 sample"),
                "filename": "公报.pdf",
            }
        )
        self.env["indicator.denominator"].create(
            {
                "org_unit_id": self.hospital.id,
                "year": 2026,
                "kind_id": self.env.ref(f"indicator.population_kind_{kind}").id,
                "value": value,
                "document_id": document.id,
            }
        )

    def _figures(self, user=None, dates=YEAR):
        board = self.env["indicator.indicator"].with_user(user or self.manager)
        rows = board.get_board(self.hospital.id, *dates)["rows"]
        return {row["code"]: (row["numerator"], row["denominator"]) for row in rows}

    def _open(self, name, part="numerator"):
        indicator = self.env.ref(f"family_doctor.indicator_{name}").with_user(self.manager)
        action = indicator.action_open_records(part, self.hospital.id, *YEAR)
        return self.env[action["res_model"]].with_user(self.manager).search(action["domain"])

    def _tag(self, archive, code):
        self.env["resident.population.tag.line"].create(
            {
                "partner_id": archive.partner_id.id,
                "tag_id": self.env.ref(f"resident.population_tag_{code}").id,
                "source": "乡镇名单",
                "date_from": "2020-01-01",
            }
        )

    def test_residents_with_an_agreement_count_against_the_population(self):
        self._enter_population("resident", 40)
        first = self._agree_on(archive=self.archives[0])
        self._agree_on(archive=self.archives[1])
        self._submit(archive=self.archives[2])
        self._draft(archive=self.archives[3])
        self.assertEqual(self._figures()["SIGN-01"], (2, 40))
        first.with_user(self.signer)._terminate("04", first.start_date)
        self.assertEqual(self._figures()["SIGN-01"], (1, 40))

    def test_who_signs_again_on_the_day_of_the_end_counts_once(self):
        self._enter_population("resident", 40)
        agreement = self._agree_on(archive=self.archives[0])
        agreement.with_user(self.signer)._terminate("04", agreement.start_date)
        again = self._agree_on(archive=self.archives[0])
        self.assertEqual(self._open("sign"), again.with_user(self.manager))
        self.assertEqual(self._figures()["SIGN-01"], (1, 40))

    def test_units_done_are_the_rate_of_performance(self):
        self._agree_on(archive=self.archives[0])
        served = self._agree_on(archive=self.archives[1])
        self._serve("2026-03-01", archive=self.archives[1])
        self._serve("2026-03-01", "home_visit", archive=self.archives[1])
        self.assertEqual((served.units_done, served.units_planned), (2, 4))
        figures = self._figures()
        self.assertEqual(figures["SIGN-03"], (2, 8))
        self.assertEqual(figures["SIGN-04"], (0, 2))

    def test_fully_performed_is_what_must_be_finished(self):
        self._agree_on(archive=self.archives[0])
        with freeze_time("2026-09-15"):
            for date in ("2026-03-10", "2026-09-10"):
                self._serve(date, "home_visit", archive=self.archives[0])
        self.assertEqual(self._figures()["SIGN-04"], (1, 1))

    def test_signed_but_not_served_after_half_of_the_term(self):
        idle = self._agree_on(archive=self.archives[0])
        self._agree_on(archive=self.archives[1])
        self._serve("2026-03-01", archive=self.archives[1])
        self.assertEqual(self._figures()["SIGN-06"], (0, 2))
        with freeze_time("2026-10-01"):
            self.assertEqual(self._figures()["SIGN-06"], (1, 2))
            self.assertEqual(self._open("sign_unserved"), idle.with_user(self.manager))

    def test_paid_packages(self):
        self._agree_on(archive=self.archives[0], package=self.paid)
        self._agree_on(archive=self.archives[1], package=self.package)
        self.assertEqual(self._figures()["SIGN-05"], (1, 2))

    def test_renewed_of_those_that_ended(self):
        first = self._agree_on(archive=self.archives[0])
        self._agree_on(archive=self.archives[1])
        with freeze_time("2027-02-20"):
            draft = self._sign(first.with_user(self.signer)._renew())
            draft.action_submit()
            draft.with_user(self.reviewer).action_approve()
        with freeze_time("2027-03-01"):
            self._advance()
            figures = self._figures(dates=("2027-01-01", "2027-12-31"))
        self.assertEqual(figures["SIGN-02"], (1, 2))

    def test_groups_by_age(self):
        self._enter_population("elder_65", 20)
        self._enter_population("child_0_6", 10)
        child = self._new_archive("小明", birth_date="2022-05-01")
        self._agree_on(archive=self.archives[0])
        agreement = self._draft(
            archive=child, package_ids=[Command.set(self.care.ids)], representative_name="母亲",
            representative_relation_id=self._code("sign_relation", "2").id,
        )  # fmt: skip
        self._sign(agreement, "representative").action_submit()
        agreement.with_user(self.reviewer).action_approve()
        figures = self._figures()
        self.assertEqual((figures["SIGN-11"], figures["SIGN-12"]), ((1, 10), (1, 20)))

    def test_groups_by_proof(self):
        for archive in self.archives[:3]:
            self._tag(archive, "poverty")
        self._tag(self.archives[3], "special_family")
        self._agree_on(archive=self.archives[0])
        figures = self._figures()
        self.assertEqual((figures["SIGN-20"], figures["SIGN-19"]), ((1, 3), (0, 1)))

    def test_patients_under_management(self):
        programme = self.env["health.programme"].search([("code", "=", "hypertension")])
        for archive in self.archives[:2]:
            self.env["health.enrolment"].create(
                {
                    "archive_id": archive.id,
                    "programme_id": programme.id,
                    "enrolled_date": "2026-01-05",
                }
            )
        self._agree_on(archive=self.archives[0])
        self.assertEqual(self._figures()["SIGN-13"], (1, 2))

    def test_sensitive_groups_are_told_only_who_may_see_them(self):
        self.assertFalse(self._figures().keys() & {"SIGN-16", "SIGN-17"})
        [chief] = new_users(
            self.env,
            {
                "login": "fa_sensitive",
                "groups": "resident.group_health_manager,resident.group_health_sensitive",
                "org_unit_id": self.hospital.id,
            },
        )
        programme = self.env["health.programme"].search([("code", "=", "mental")])
        self.env["health.enrolment.sensitive"].create(
            {
                "archive_id": self.archives[0].id,
                "programme_id": programme.id,
                "enrolled_date": "2026-01-05",
            }
        )
        self.assertEqual(self._figures(user=chief)["SIGN-17"], (0, 1))

    def test_another_hospital_is_told_nothing(self):
        other = self._unit("HA-2", "township_hospital")
        [stranger] = new_users(
            self.env,
            {
                "login": "fa_elsewhere",
                "groups": "resident.group_health_manager",
                "org_unit_id": other.id,
            },
        )
        with self.assertRaises(AccessError):
            self._figures(user=stranger)
