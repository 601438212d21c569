from odoo import Command
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import TransactionCase, new_test_user, tagged

OFFICER = "test_foundations.group_officer"


@tagged("post_install", "-at_install")
class TestServerGuard(TransactionCase):
    """What a client sends over RPC, past the views."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hospital, cls.other = cls.env["org.unit"].create(
            [
                {"name": name, "code": name, "kind": "township_hospital"}
                for name in ("GUARD-1", "SECRET-UNIT")
            ]
        )
        cls.user = new_test_user(cls.env, "guard_user", OFFICER, org_unit_id=cls.hospital.id)
        cls.records = cls.env["test.guarded.record"].with_user(cls.user)
        cls.mine = cls.records.create({"name": "mine", "number": "1", "price": 12.34})
        cls.foreign = cls.records.sudo().create({"name": "SECRET", "org_unit_id": cls.other.id})

    def _assert_refused(self, call, *args):
        with self.assertRaises(AccessError) as caught, self.env.cr.savepoint():
            call(*args)
        return str(caught.exception)

    def test_what_the_server_fills_is_not_entered(self):
        for vals in ({"price_words": "¥1"}, {"decided": True}):
            with self.subTest(vals=vals):
                self._assert_refused(self.mine.write, vals)
                self._assert_refused(self.records.create, vals)
        self.mine._decide()
        self.assertTrue(self.mine.decided)

    def test_a_fixed_field_is_given_once(self):
        self.assertEqual(self.mine.number, "1")
        self._assert_refused(self.mine.write, {"number": "2"})

    def test_defaults_of_the_caller_fill_no_field_of_the_server(self):
        self.env["ir.default"].set("test.guarded.record", "price_words", "¥1", self.user.id)
        record = self.records.with_context(default_decided=True).create({"price": 5})
        self.assertEqual((record.decided, record.price_words), (False, "¥5.00"))

    def test_a_field_of_the_server_has_its_own_default(self):
        forged = self.records.with_context(default_author_id=self.env.ref("base.user_root").id)
        self.assertEqual(forged.default_get(["author_id"]), {"author_id": self.user.id})
        self.assertEqual(forged.create({}).author_id, self.user)

    def test_the_key_of_the_server_is_not_forged_by_the_context(self):
        for key in (True, 1, "server_write", {}):
            forged = self.mine.with_context(server_write=key)
            self._assert_refused(forged.write, {"decided": True})

    def test_no_link_to_a_foreign_record(self):
        foreign = self.foreign.id
        for vals in (
            {"related_id": foreign},
            {"related_ids": [Command.link(foreign)]},
            {"related_ids": [Command.set([foreign])]},
            {"child_ids": [Command.create({"related_ids": [foreign]})]},
            {"child_ids": [Command.update(self.mine.id, {"related_id": foreign})]},
        ):
            with self.subTest(vals=vals):
                self.assertNotIn("SECRET", self._assert_refused(self.mine.write, vals))
                self._assert_refused(self.records.create, vals)
        self._assert_refused(self.records.with_context(default_related_id=foreign).create, {})

    def test_an_onchange_tells_no_foreign_name(self):
        spec = {"related_id": {"fields": {"display_name": {}}}}
        call = self.records.onchange
        text = self._assert_refused(call, {"related_id": self.foreign.id}, ["related_id"], spec)
        self.assertNotIn("SECRET", text)

    def test_an_onchange_of_a_row_may_send_the_form_around_it(self):
        spec = {"name": {}, "related_id": {"fields": {"display_name": {}}}}
        for form in ({"name": "new"}, {"id": self.mine.id, "name": "mine"}):
            self.records.onchange({"name": "row", "related_id": form}, ["name"], spec)
        form = {"id": self.foreign.id}
        self._assert_refused(self.records.onchange, {"related_id": form}, ["name"], spec)

    def test_a_unit_is_chosen_among_the_own_ones(self):
        self.mine.using_unit_id = self.hospital
        self._assert_refused(self.mine.write, {"using_unit_id": self.other.id})

    def test_server_code_is_not_asked(self):
        self.mine.sudo().write({"decided": True, "related_id": self.foreign.id, "number": "2"})
        self.assertEqual(self.mine.number, "2")

    def test_amounts_are_entered_to_the_fen(self):
        self.mine.price = 0.1 + 0.2
        for call in (self.mine.write, self.records.create):
            with self.assertRaisesRegex(ValidationError, "1.005"):
                call({"price": 1.005})
