from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.cn import ric

from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, freeze_time, tagged

from odoo.addons.resident.tools import mask_identity_number

from .common import NUMBER, OTHER_NUMBER, ResidentCase

BIRTHS = st.dates(min_value=date(1900, 1, 1), max_value=date(2025, 12, 31))


def _number(born, sequence):
    body = f"451024{born:%Y%m%d}{sequence:03}"
    return body + ric.calc_check_digit(body + "0")


@freeze_time("2026-05-01")
@tagged("post_install", "-at_install")
class TestResPartnerIdentity(ResidentCase):
    def test_a_number_gives_birth_date_and_sex_and_shows_only_its_mask(self):
        resident = self._resident(identity_number=NUMBER)
        self.assertRecordValues(
            resident,
            [
                {
                    "birth_date": date(1953, 6, 15),
                    "sex": "2",
                    "identity_number": "451024********0027",
                }
            ],
        )
        self.assertEqual(resident.identity_ids.number, "451024********0027")

    def test_a_form_needs_no_more_than_number_and_name(self):
        partners = self.env["res.partner"].with_user(self.doctor_a)
        view = "resident.res_partner_view_form_resident"
        with Form(partners.with_context(default_is_resident=True), view) as form:
            form.identity_number = "４５１０２４530615002"
            form.name = " 韦　示三 "
        resident = form.record
        self.assertEqual(resident.identity_number, "451024********0027")
        self.assertEqual(resident.birth_date, date(1953, 6, 15))
        self.assertEqual(resident.resident_unit_id, self.village_a)
        with Form(resident, view) as form:
            form.street = "1"
        self.assertEqual(resident.identity_number, "451024********0027")

    def test_the_reply_to_saving_shows_the_mask(self):
        partners = self.env["res.partner"].with_user(self.doctor_a)
        vals = {"name": "韦示三", "is_resident": True, "identity_number": NUMBER}
        spec = {"identity_number": {}, "identity_ids": {"fields": {"number": {}}}}
        reply = partners.web_save(vals, spec)
        self.assertNotIn(NUMBER, str(reply))
        reply = partners.browse(reply[0]["id"]).web_save({"identity_number": OTHER_NUMBER}, spec)
        self.assertNotIn(OTHER_NUMBER, str(reply))
        self.assertEqual(reply[0]["identity_number"], "451024********0016")

    def test_another_number_keeps_the_former_as_history_and_both_are_found(self):
        resident = self._resident(identity_number=NUMBER)
        resident.identity_number = OTHER_NUMBER
        documents = resident.with_context(active_test=False).identity_ids
        self.assertEqual(documents.mapped("active"), [True, False])
        self.assertEqual((resident.birth_date, resident.sex), (date(1980, 2, 29), "1"))
        for number in (NUMBER, OTHER_NUMBER, "451024530615002", OTHER_NUMBER.lower()):
            self.assertEqual(self._found(number), resident)

    def test_a_mask_is_no_number(self):
        resident = self._resident(identity_number=NUMBER)
        resident.identity_number = "451024********0027"
        self.assertEqual(self._found(NUMBER), resident)
        for mask in ("451024********0016", "4510*"):
            with self.assertRaises(ValidationError):
                resident.identity_number = mask

    def test_a_birth_date_beside_the_number_needs_a_reason(self):
        with self.assertRaises(ValidationError):
            self._resident(identity_number=NUMBER, birth_date="1953-06-16")
        self._resident(
            identity_number=NUMBER, birth_date="1953-06-16", birth_date_reason="household register"
        )

    def test_bad_entries_are_named(self):
        for vals in (
            {"identity_number": NUMBER[:-1] + "8"},
            {"identity_number": "451024202701010016"},
            {"birth_date": "2026-05-02"},
            {"name": "=HYPERLINK(1)"},
            {"name": "李😀"},
            {"name": "x" * 300},
            {"resident_phone": "12"},
        ):
            with self.subTest(vals), self.assertRaises(UserError):
                self._resident(**vals)

    def test_a_newborn_has_no_number_or_that_of_the_mother(self):
        self._resident(identity_number=NUMBER, name="韦示四")
        child = self._resident(
            birth_date="2026-04-30",
            identity_ids=[Command.create({"number": NUMBER, "owner": "mother"})],
        )
        self.assertEqual(child.birth_date, date(2026, 4, 30))
        self.assertFalse(child.identity_number)

    def test_permits_of_other_kinds_are_checked_by_their_kind(self):
        good = {"03": "E12345678", "06": "H12345678", "07": "12345678", "08": "USA310112345678"}
        for code, number in (good | {"01": "810000199809020017"}).items():
            kind = self.env["resident.identity.kind"].search([("code", "=", code)])
            document = Command.create({"kind_id": kind.id, "number": number.lower()})
            resident = self._resident(identity_ids=[document])
            self.assertEqual(self._found(number) if code != "07" else resident, resident)
            with self.assertRaises(ValidationError):
                resident.identity_ids.number = "!"

    def test_who_has_documents_is_archived_and_not_deleted(self):
        resident = self._resident(identity_number=NUMBER).with_user(self.manager)
        with self.assertRaises(UserError):
            resident.unlink()
        resident.action_archive()
        self._resident(name="错录").with_user(self.manager).unlink()

    @settings(max_examples=300, deadline=None)
    @given(BIRTHS, st.integers(0, 999), st.integers(0, 16), st.integers(1, 9))
    def test_each_wrong_digit_is_caught(self, born, sequence, place, shift):
        number = _number(born, sequence)
        kind = self.env.ref("resident.identity_kind_01")
        self.assertEqual(kind._check_number(number.lower()), (number, True))
        wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
        with self.assertRaises(ValidationError):
            kind._check_number(wrong)

    @settings(max_examples=300, deadline=None)
    @given(BIRTHS, st.integers(0, 999), st.integers(0, 16))
    def test_each_swap_of_neighbours_is_caught(self, born, sequence, place):
        number = _number(born, sequence)
        swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
        if swapped != number:
            with self.assertRaises(ValidationError):
                self.env.ref("resident.identity_kind_01")._check_number(swapped)

    @settings(max_examples=200, deadline=None)
    @given(BIRTHS.filter(lambda born: born.year < 2000), st.integers(0, 995))
    def test_old_and_full_width_numbers_mean_the_same(self, born, sequence):
        number = _number(born, sequence)
        wide = "".join(chr(ord(digit) + 0xFEE0) for digit in number)
        check = self.env.ref("resident.identity_kind_01")._check_number
        self.assertEqual(check(wide)[0], number)
        self.assertEqual(check(number[:6] + number[8:17])[0], number)

    @given(st.text(min_size=1))
    def test_a_mask_hides_most_of_any_number(self, number):
        mask = mask_identity_number(number)
        self.assertEqual(len(mask), len(number))
        self.assertEqual(mask_identity_number(mask), mask)
        hidden = sum(a != b for a, b in zip(mask, number, strict=True)) + number.count("*")
        self.assertGreaterEqual(hidden, len(number) * 0.3)
