import json

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import NUMBER, PHONE, ResidentCase

MARKS = ("韦示三", NUMBER, "451024********0027", PHONE, "138****0417", "weishisan")


@tagged("post_install", "-at_install")
class TestResPartnerScope(ResidentCase):
    def setUp(self):
        super().setUp()
        self.resident = self._resident(identity_number=NUMBER, resident_phone=PHONE)
        self.resident.action_found_household()
        tag = self.env.ref("resident.population_tag_mental")
        self.env["resident.population.tag.line"].create(
            {"partner_id": self.resident.id, "tag_id": tag.id}
        )
        self.env.flush_all()
        self.env.invalidate_all()

    def _try(self, user, model, method, *args, **kwargs):
        """What a client gets, as text; nothing when he is refused."""
        records = self.env[model].with_user(user)
        with self.subTest(user=user.login, model=model, method=method, args=args):
            try:
                return json.dumps(
                    getattr(records, method)(*args, **kwargs), default=str, ensure_ascii=False
                )
            except AccessError:
                return ""

    def _paths(self, user):
        everything = [("id", "=", self.resident.id)]
        for domain in (
            everything, [("is_resident", "=", True)], [("birth_date", "=", "1953-06-15")],
            [("name", "like", "韦示")], [("phone", "like", "138")], [("identity_number", "=", NUMBER)],
            [("resident_search", "=", "wss 1953")], [("household_id.name", "like", "韦")],
            [("identity_ids.number", "=", NUMBER)], [("population_tag_ids", "!=", False)],
        ):  # fmt: skip
            yield "res.partner", "search_read", (domain, ["name", "phone"])
            yield "res.partner", "search_count", (domain,)
            yield "res.partner", "formatted_read_group", (domain, ["name"], ["__count"])
        for name in ("韦示三", "韦"):
            yield "res.partner", "name_search", (name,)
            yield "res.partner", "name_search", (name, [("is_resident", "=", True)])
            yield "resident.household", "name_search", (name,)
        yield "resident.identity", "search_read", ([], ["partner_id", "number"])
        yield "resident.identity", "formatted_read_group", ([], ["partner_id"], ["__count"])
        yield "resident.household", "search_read", ([], ["name", "head_id"])
        yield "resident.population.tag.line", "search_read", ([], ["partner_id", "tag_id"])
        yield "mail.message", "search_read", ([("model", "=", "res.partner")], ["record_name"])
        yield "res.partner", "get_mention_suggestions", ("韦示",)

    def test_neither_another_village_nor_a_clerk_learns_of_a_resident_on_any_path(self):
        for user in (self.doctor_b, self.finance):
            for model, method, args in self._paths(user):
                reply = self._try(user, model, method, *args)
                self.assertFalse([mark for mark in MARKS if mark in reply], (user.login, args))
                if method == "search_count":
                    known = self._try(self.env.user, model, method, *args)
                    self.assertTrue(reply == "" or int(reply) < max(int(known), 1), args)

    def test_the_own_doctor_finds_the_resident_on_these_paths(self):
        replies = [self._try(self.doctor_a, *path[:2], *path[2]) for path in self._paths(None)]
        self.assertTrue(any("韦示三" in reply for reply in replies))
        self.assertFalse([reply for reply in replies if NUMBER in reply])

    def test_a_known_id_opens_nothing(self):
        for user in (self.doctor_b, self.finance):
            foreign = self.resident.with_user(user)
            for method, *args in (
                ("read", ["name"]),
                ("web_read", {"name": {}}),
                ("export_data", ["name"]),
                ("write", {"name": "x"}),
                ("unlink",),
                ("copy",),
                ("action_found_household",),
            ):
                with self.subTest(user=user.login, method=method):
                    with self.assertRaises(AccessError):
                        getattr(foreign, method)(*args)

    def test_nobody_sends_a_resident_or_himself_out_of_his_scope(self):
        with self.assertRaises(AccessError):
            self.resident.with_user(self.doctor_a).resident_unit_id = self.village_b
        with self.assertRaises(AccessError):
            self._resident(self.doctor_a, resident_unit_id=self.village_b.id)
        with self.assertRaises(AccessError):
            self._resident(self.finance, resident_unit_id=self.village_a.id)
        with self.assertRaises(AccessError):
            self.resident.with_user(self.doctor_b).env["resident.identity"].create(
                {"partner_id": self.resident.id, "number": "451024198002290016"}
            )
        with self.assertRaises(AccessError):
            self.doctor_a.with_user(self.doctor_a).org_unit_id = self.hospital
        with self.assertRaises(AccessError):
            self._resident(self.doctor_b, household_id=self.resident.household_id.id)

    def test_who_keeps_residents_does_not_keep_suppliers(self):
        supplier = self.env["res.partner"].create({"name": "Supplier", "is_company": True})
        for user in (self.doctor_a, self.manager):
            with self.assertRaises(AccessError):
                supplier.with_user(user).name = "x"
            with self.assertRaises(AccessError):
                supplier.with_user(user).is_resident = True
        supplier.with_user(self.finance).name = "y"

    def test_encrypted_columns_are_closed_to_everyone(self):
        document = self.resident.identity_ids.with_user(self.manager)
        for name in ("ciphertext", "blind_index"):
            with self.assertRaises(AccessError):
                document.read([name])
            with self.assertRaises(AccessError):
                document.search([(name, "!=", False)])
            with self.assertRaises(AccessError):
                document.write({name: "x"})
            with self.assertRaises(AccessError):
                document.formatted_read_group([], [name], ["__count"])

    def test_residents_stand_in_no_field_that_does_not_ask_for_them(self):
        partners = self.env["res.partner"].with_user(self.doctor_a)
        self.assertFalse(partners.name_search("韦示三"))
        self.assertTrue(partners.name_search("韦示三", [("is_resident", "=", True)]))

    def test_a_sensitive_group_is_shown_to_the_sensitive_role_alone(self):
        tag = self.env.ref("resident.population_tag_mental")
        lines = self.env["resident.population.tag.line"]
        holders = [("population_tag_ids", "in", tag.ids)]
        resident = self.resident.with_user(self.manager)
        self.assertNotIn(tag, resident.population_tag_ids)
        self.assertFalse(resident.search(holders))
        self.assertFalse(lines.with_user(self.manager).search([("tag_id", "=", tag.id)]))
        self.assertFalse(resident.search([("population_tag_line_ids.tag_id", "=", tag.id)]))
        self.manager.group_ids = [Command.link(self.env.ref("resident.group_health_sensitive").id)]
        self.env.invalidate_all()
        self.assertIn(tag, resident.population_tag_ids)
        self.assertEqual(resident.search(holders), resident)

    def test_changes_of_a_resident_leave_no_trace_in_messages(self):
        self.resident.with_user(self.doctor_a).write({"name": "韦示五", "phone": "13900000000"})
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.assertFalse(self.resident.sudo().message_ids.tracking_value_ids)


@tagged("post_install", "-at_install")
class TestResPartnerHttp(HttpCase, ResidentCase):
    def test_a_second_owner_of_a_number_gets_the_sentence_and_no_value(self):
        self._resident(identity_number=NUMBER)
        self.authenticate("res_doctor_b", "res_doctor_b")
        reply = self.make_jsonrpc_request_error(
            {"name": "李样四", "is_resident": True, "identity_number": NUMBER}
        )
        self.assertTrue("number already" in reply or "已" in reply, reply)
        self.assertNotIn(NUMBER, reply)
        self.assertNotIn("韦示三", reply)

    def make_jsonrpc_request_error(self, vals):
        params = {"model": "res.partner", "method": "create", "args": [[vals]], "kwargs": {}}
        with mute_logger("odoo.sql_db"), self.assertLogs("odoo.http", "WARNING"):
            reply = self.url_open(
                "/web/dataset/call_kw/res.partner/create",
                data=json.dumps({"jsonrpc": "2.0", "params": params}),
                headers={"Content-Type": "application/json"},
            ).json()
        return reply["error"]["data"]["message"]

    def test_pictures_and_files_of_a_resident_are_closed_to_others(self):
        resident = self._resident()
        file = self.env["ir.attachment"].create(
            {"name": "p", "raw": b"secret", "res_model": "res.partner", "res_id": resident.id}
        )
        for login in ("res_doctor_b", "res_finance"):
            self.authenticate(login, login)
            self.assertNotIn(b"secret", self.url_open(f"/web/content/{file.id}").content)
            picture = self.url_open(f"/web/image/res.partner/{resident.id}/image_1920")
            self.assertNotIn(resident.image_1920 or b"secret", picture.content)
