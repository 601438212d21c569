import base64

from odoo.exceptions import UserError
from odoo.tests import freeze_time

from odoo.addons.health_archive.tools.basic_form import LABELS

from .health_import_common import HealthImportCase


@freeze_time("2026-05-01")
class TestHealthImportBad(HealthImportCase):
    """What is wrong in a row is named and explained; nothing of the row gets in."""

    def test_a_wrong_check_digit(self):
        number = self._number(1)
        wrong = number[:-1] + ("0" if number[-1] != "0" else "1")
        found = self._refused(self._row(identity_number=wrong))
        self.assertEqual(found[0][:2], (2, LABELS["identity_number"]))
        self.assertNotIn(wrong, found[0][2], "a number in clear")

    def test_birth_date_and_sex_against_the_number(self):
        self._assert_refused(self._row(birth_date="1953-06-16"), "birth_date", "1953-06-15")
        self._assert_refused(self._row(sex="女"), "sex", "男")

    def test_dates_in_the_future(self):
        future = self._row(identity_number=None, sex="1", birth_date="2027-01-01")
        self._assert_refused(future, "birth_date", "")
        self._assert_refused(self._row(archive_date="2026-05-02"), "archive_date", "")
        self._assert_refused(self._row(disease_ids="高血压(2027-01)"), "disease_ids", "2027-01")

    def test_names_that_are_none(self):
        for name, word in (("名" * 300, "300"), ("=1+1", ""), ("韦😀", "😀"), ("张@", "@")):
            self._assert_refused(self._row(name=name), "name", word)

    def test_places_outside_the_scope(self):
        outside = self._row(unit_id=self.other_clinic.code)
        self._assert_refused(outside, "unit_id", self.other_clinic.code, user=self.doctor)
        village = self._row(unit_id=None, village_id="乙村")
        self._assert_refused(village, "village_id", "乙村", user=self.doctor)
        self._assert_refused(self._row(village_id="乙村"), "village_id", "甲村")

    def test_an_archive_number_of_another_village(self):
        number = self.other_village.archive_prefix + "00001"
        self._assert_refused(
            self._row(archive_number=number), "archive_number", self.village.archive_prefix
        )

    def test_an_archive_number_somebody_has(self):
        taken = self._archive().archive_number
        self._assert_refused(self._row(archive_number=taken), "archive_number", "")

    def test_a_number_that_another_unit_keeps(self):
        self._resident(
            "韦示三", identity_number=self._number(1), resident_unit_id=self.other_clinic.id,
            region_id=self.other_village.id,
        )  # fmt: skip
        self._assert_refused(self._row(), "identity_number", "", user=self.doctor)

    def test_a_number_that_belongs_to_somebody_else(self):
        self._resident("陆示四", identity_number=self._number(1))
        self._assert_refused(self._row(), "name", "陆示四")

    def test_a_number_twice_in_the_file(self):
        document = self._import(self._row(), self._row(3), self._row(name="陆示四"))
        document.action_check()
        self.assertEqual(document.error_ids.mapped("row"), [4])
        self.assertIn("2", document.error_ids.message)

    def test_answers_that_are_not_on_the_form(self):
        self._assert_refused(self._row(blood_abo_id="C"), "blood_abo_id", "C")
        self._assert_refused(self._row(allergy_ids="1、2"), "allergy_ids", "")
        self._assert_refused(self._row(disease_ids="恶性肿瘤"), "disease_ids", "恶性肿瘤")
        self._assert_refused(self._row(phone="123"), "phone", "123")

    def test_several_errors_of_a_row_come_together(self):
        found = self._refused(self._row(sex="女", phone="1", birth_date="1950-01-01"))
        self.assertEqual(len(found), 3, found)

    def test_the_archive_of_a_closed_one_is_not_made_anew(self):
        person = self._resident("韦示三", identity_number=self._number(1))
        archive = self._archive(person)
        archive.with_user(self.manager)._close("3", archive.archive_date)
        self._assert_refused(self._row(), "name", "")

    def test_gbk_is_recognised_and_said(self):
        line = f"姓名,身份证号,管理机构\r\n韦示三,{self._number(1)},{self.clinic.code}\r\n"
        for content, is_gbk in (
            (line.encode("gbk"), True),
            (b"\xef\xbb\xbf" + line.encode("gbk"), True),
            (line.encode(), False),
            (line.encode("utf-8-sig"), False),
        ):
            document = self._upload(content, "居民utf8.csv")
            document.action_check()
            self.assertEqual((document.done_count, bool(document.encoding_note)), (1, is_gbk))

    def test_half_a_file_is_refused(self):
        line = f"姓名,身份证号,管理机构\r\n韦示三,{self._number(1)},卫生室\r\n"
        text = line + f"陆示四,{self._number(3)},卫"
        halves = [text.encode()[:-1], text.encode("gbk")[:-1], text.rpartition(",")[0].encode()]
        for content in halves:
            with self.assertRaisesRegex(UserError, "complete|完整"):
                self._upload(content, "半.csv").action_check()
        book = self._import(self._row()).with_context(bin_size=False).file
        with self.assertRaises(UserError):
            self._upload(base64.b64decode(book)[:-400], "半.xlsx").action_check()
