from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import TransactionCase, tagged

from ..tools import read_card_text
from .desk_common import make_identity

NUMBER = make_identity()


@tagged("post_install", "-at_install")
class TestCardText(TransactionCase):
    def test_card_readers_separate_the_fields_in_different_ways(self):
        fields = ["韦春花", "女", "壮", "19530405", "广西德保县那甲村12号", NUMBER, "德保县公安局"]
        for separator in ("|", ",", "\t", "\n", "\r\n", " | "):
            with self.subTest(separator=separator):
                card = read_card_text(separator.join(fields))
                self.assertEqual((card.numbers, card.name), ([NUMBER], "韦春花"))

    def test_full_width_digits_and_blanks_do_not_matter(self):
        wide = NUMBER.translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789"})
        self.assertEqual(read_card_text(f" {wide[:6]} {wide[6:]} ").numbers, [NUMBER])

    def test_a_number_inside_a_longer_one_is_none(self):
        self.assertEqual(read_card_text(f"9{NUMBER}").numbers, [])
        self.assertEqual(read_card_text(f"韦春花|1{NUMBER}|x").numbers, [])

    def test_words_are_no_card(self):
        card = read_card_text("韦春花 1953")
        self.assertEqual((card.text, card.numbers, card.name), ("韦春花 1953", [], ""))

    @given(st.text(max_size=300))
    def test_whatever_is_typed_is_read(self, text):
        card = read_card_text(text)
        for number in card.numbers:
            self.assertRegex(number, r"^(\d{17}[0-9Xx]|\d{15})$")
        self.assertEqual(card.text, card.text.strip())

    @given(
        st.lists(st.text("甲乙丙abc，, 年1", min_size=1, max_size=20), max_size=6),
        st.integers(0, 6),
    )
    def test_the_number_is_found_wherever_it_stands(self, parts, place):
        parts.insert(place, NUMBER)
        self.assertEqual(read_card_text("|".join(parts)).numbers, [NUMBER])
