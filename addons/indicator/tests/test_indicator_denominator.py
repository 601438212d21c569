from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import BaseCase, Form, tagged

from ..tools import UnitTree
from .common import IndicatorCase


class Unit:
    """As much of org.unit as the tree needs, with no database below it."""

    active, kind = True, "village_clinic"

    def __init__(self, id_, parent=None):
        self.id, self.parent_id = id_, parent or Root
        self.parent_path = f"{parent.parent_path if parent else ''}{id_}/"


class Root:
    id = False


class Units(list):
    @property
    def ids(self):
        return [unit.id for unit in self]


@st.composite
def trees(draw):
    units = Units([Unit(1)])
    for id_ in range(2, draw(st.integers(2, 12))):
        units.append(Unit(id_, draw(st.sampled_from(units))))
    return units


@tagged("post_install", "-at_install")
class TestUnitTree(BaseCase):
    @given(trees(), st.data())
    def test_roll_up_equals_counting_each_branch(self, units, data):
        ids = st.sets(st.sampled_from(units.ids), min_size=1)
        rows = data.draw(st.lists(st.tuples(ids, st.integers(0, 99)), max_size=9))
        totals = UnitTree(units).roll_up(rows)
        for unit in units:
            branch = {u.id for u in units if u.parent_path.startswith(unit.parent_path)}
            self.assertEqual(totals[unit.id], sum(n for ids, n in rows if ids & branch))

    @given(trees(), st.data())
    def test_unit_has_a_population_only_if_all_below_it_have(self, units, data):
        entered = data.draw(st.dictionaries(st.sampled_from(units.ids), st.integers(0, 99)))
        values, missing = UnitTree(units).complete(entered)
        for unit in units:
            below = [u.id for u in units if u.parent_id.id == unit.id]
            if unit.id in entered:
                self.assertEqual(values[unit.id], entered[unit.id])
            elif below and all(id_ in values for id_ in below):
                self.assertEqual(values[unit.id], sum(values[id_] for id_ in below))
            else:
                self.assertNotIn(unit.id, values)
                self.assertEqual(missing[unit.id], [id_ for id_ in below if id_ not in values])


@tagged("post_install", "-at_install")
class TestIndicatorDenominator(IndicatorCase):
    def _enter(self, value=1000, unit=None, user=None, **vals):
        Denominator = self.env["indicator.denominator"].with_user(user or self.manager)
        return Denominator.create(
            {
                "org_unit_id": (unit or self.bureau).id,
                "year": 2026,
                "kind_id": self.kind.id,
                "value": value,
                "document_id": self.document.id,
                **vals,
            }
        )

    def test_correction_takes_the_place_of_the_row_and_keeps_it(self):
        wrong = self._enter()
        right = self._enter(1100, reason="Misread")
        self.assertRecordValues(
            wrong | right,
            [
                {"value": 1000, "is_current": False, "superseded_by_id": right.id},
                {"value": 1100, "is_current": True, "superseded_by_id": False},
            ],
        )
        entered = wrong._get_entered(self.kind, 2026, self.bureau.ids)
        self.assertEqual(entered, {self.kind.id: {self.bureau.id: 1100}})

    def test_new_row_has_no_name_of_something_missing(self):
        row = self.env["indicator.denominator"].new({"year": 2026})
        self.assertEqual(row.display_name, "2026")

    def test_second_row_without_reason_is_refused_and_says_what_stands(self):
        self._enter()
        with self.assertRaisesRegex(ValidationError, "1,?000.*Bulletin"):
            self._enter(1100)

    def test_row_is_never_overwritten_nor_deleted(self):
        row = self._enter()
        for record in (row, row.with_user(self.env.ref("base.user_admin")), row.sudo()):
            with self.assertRaises(UserError):
                record.write({"value": 1})
            with self.assertRaises(UserError):
                record.unlink()
        with self.assertRaises(AccessError):
            row.is_current = False

    def test_who_enters_has_a_button_to_save_with(self):
        rows = self.env["indicator.denominator"].with_user(self.manager)
        form = etree.fromstring(rows.get_view(view_type="form")["arch"])
        # without it the web client shows none: it knows no saving without changing
        self.assertTrue(form.xpath("//button[@special='save'][@invisible='id']"))

    def test_client_cannot_say_what_became_of_a_row(self):
        row = self._enter()
        other = self._enter(unit=self.hospital_1, is_current=False, superseded_by_id=row.id)
        self.assertTrue(other.is_current)
        self.assertFalse(other.superseded_by_id)

    def test_populations_of_others_are_hidden_and_cannot_be_entered(self):
        rows = self._enter() | self._enter(unit=self.clinic_a)
        visible = rows.with_user(self.township)._filtered_access("read")
        self.assertEqual(visible, rows[1])
        self.manager.org_unit_id = self.hospital_1
        with self.assertRaises(AccessError):
            self._enter(unit=self.hospital_2)
        with self.assertRaises(AccessError):
            self._enter(unit=self.clinic_b, user=self.township)

    def test_button_opens_a_row_to_correct_with(self):
        action = self._enter().action_correct()
        form = Form(
            self.env["indicator.denominator"]
            .with_user(self.manager)
            .with_context(**action["context"])
        )
        form.value, form.reason, form.document_id = 900, "Misread", self.document
        self.assertTrue(form.save().is_current)

    def test_spreadsheet_of_populations_is_imported_by_code_and_name(self):
        names = ["org_unit_id", "year", "kind_id", "value", "document_id"]
        rows = [
            ["T-1A", "2026", "resident", "10", "Bulletin"],
            ["T-1B", "2026", "resident", "20", "Bulletin"],
        ]
        Denominator = self.env["indicator.denominator"].with_user(self.manager)
        result = Denominator.load(names, rows)
        self.assertFalse(result["messages"])
        self.assertEqual(Denominator.browse(result["ids"]).mapped("value"), [10, 20])
