import json
from datetime import datetime, timedelta
from unittest.mock import patch

from odoo.http import Request
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import AuditMixinCase


@tagged("post_install", "-at_install")
class TestAccessAuditHttp(AuditMixinCase, HttpCase):
    def setUp(self):
        super().setUp()
        self.domain = [("id", "in", self.persons.ids)]
        self.authenticate("audit_doctor", "audit_doctor")
        self.forget()

    def rpc(self, method, *args, model="test.audit.person", **kwargs):
        url = f"/web/dataset/call_kw/{model}/{method}"
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        return self.url_open(url, json={"params": params}).json()

    def test_a_request_makes_one_row_for_each_model(self):
        specification = {"place": {}, "finding": {}, "person_id": {"fields": {"phone": {}}}}
        self.rpc("web_search_read", [], specification, model="test.audit.visit")
        (person,), (visit,) = self.events(), self.events("test.audit.visit")
        self.assertEqual(person.request, visit.request)
        self.assertEqual(person.res_ids, [self.persons[0].id])
        self.assertEqual(person.login, "audit_doctor")
        self.assertEqual(person.purpose, "screen")
        self.assertEqual(visit.route, "/web/dataset/call_kw/test.audit.visit/web_search_read")
        self.assertTrue(visit.remote)

    def test_every_method_of_the_web_client_is_recorded_once(self):
        calls = {
            "web_read": lambda: self.rpc("web_read", self.persons.ids, {"name": {}}),
            "read": lambda: self.rpc("read", self.persons.ids, ["name"]),
            "search_read": lambda: self.rpc("search_read", self.domain, ["name"]),
            "name_search": lambda: self.rpc("name_search", "", self.domain),
            "web_read_group": lambda: self.rpc("web_read_group", self.domain, ["phone"]),
            "formatted_read_group": lambda: self.rpc(
                "formatted_read_group", self.domain, ["phone"]
            ),
            "search_count": lambda: self.rpc("search_count", self.domain),
            "web_search_read": lambda: self.rpc("web_search_read", self.domain, {"name": {}}),
            "web_name_search": lambda: self.rpc("web_name_search", "", {"phone": {}}, self.domain),
            "export_data": lambda: self.rpc("export_data", self.persons.ids, ["name"]),
            "copy": lambda: self.rpc("copy", self.persons.ids),
        }
        for name, call in calls.items():
            with self.subTest(name):
                self.forget()
                self.assertIn("result", call())
                self.assertEqual(len(self.events()), 1, name)

    def test_an_export_is_recorded_as_one(self):
        data = {
            "model": "test.audit.person",
            "fields": [{"name": "name", "label": "Name", "type": "char"}],
            "ids": self.persons.ids,
            "domain": [],
            "import_compat": False,
        }
        form = {"data": json.dumps(data), "csrf_token": Request.csrf_token(self)}
        self.assertIn('"A"', self.url_open("/web/export/csv", data=form).text)
        (event,) = self.events()
        self.assertEqual((event.purpose, event.res_ids), ("export", sorted(self.persons.ids)))

    def test_a_download_is_recorded_without_the_name_of_the_file(self):
        file = self.env["ir.attachment"].create(
            {
                "name": "Zhang San.txt",
                "raw": b"x",
                "res_model": "test.audit.person",
                "res_id": self.persons[1].id,
            }
        )
        self.forget()
        reply = self.url_open(f"/web/content/{file.id}/Zhang%20San.txt")
        self.assertEqual(reply.content, b"x")
        (event,) = self.events()
        self.assertEqual((event.purpose, event.route), ("file", "/web/content"))
        self.assertEqual(event.res_ids, [self.persons[1].id])

    def test_an_interface_is_recorded_with_the_owner_of_the_key(self):
        key = (
            self.doctor.with_user(self.doctor)
            .env["res.users.apikeys"]
            ._generate("rpc", "k", datetime.now() + timedelta(days=1))
        )
        self.forget()
        self.opener.cookies.clear()
        reply = self.url_open(
            "/json/2/test.audit.person/search_read",
            json={"domain": self.domain, "fields": ["name"]},
            headers={"Authorization": f"bearer {key}"},
        )
        self.assertEqual(len(reply.json()), 3)
        (event,) = self.events()
        self.assertEqual((event.purpose, event.login), ("api", "audit_doctor"))

    @mute_logger("odoo.addons.rpc.controllers.xmlrpc")  # old, but still open to clients
    def test_xmlrpc_is_recorded(self):
        self.xmlrpc_object.execute_kw(
            self.env.cr.dbname,
            self.doctor.id,
            "audit_doctor",
            "test.audit.person",
            "search_read",
            [self.domain, ["name"]],
        )
        (event,) = self.events()
        self.assertEqual((event.purpose, event.login), ("api", "audit_doctor"))

    def test_a_request_on_a_replica_is_recorded(self):
        modes = []
        fetch = type(self.env["test.audit.person"])._fetch_query

        def spy(records, *args):
            modes.append(records.env.cr.readonly)
            return fetch(records, *args)

        with patch.object(type(self.env["test.audit.person"]), "_fetch_query", spy):
            self.rpc("web_read", self.persons.ids, {"name": {}})
        self.assertEqual(modes, [True], "read once and with the read-only cursor")
        self.assertEqual(len(self.events()), 1)

    @mute_logger("odoo.http")
    def test_what_a_failing_request_read_is_recorded(self):
        with patch.object(type(self.env["test.audit.person"]), "copy", leak):
            reply = self.rpc("copy", self.persons.ids)
        self.assertIn("A, B, C", reply["error"]["data"]["message"])
        (event,) = self.events()
        self.assertEqual(event.res_ids, sorted(self.persons.ids))

    @mute_logger("odoo.http", "odoo.sql_db")
    def test_without_audit_nothing_is_delivered(self):
        def fail(events, *_args, **_kwargs):
            events.env.cr.execute("SELECT access_audit.add_event()")

        for readonly in (True, False):
            with self.subTest(readonly=readonly):
                self.set_registry_readonly_mode(readonly)
                with patch.object(type(self.env["access.event"]), "_insert", fail):
                    reply = self.rpc("web_read", self.persons.ids, {"phone": {}})
                self.assertEqual(
                    reply["error"]["data"]["name"],
                    "odoo.addons.access_audit.models.access_event.AccessAuditError",
                )
                self.assertNotIn("1380000000", json.dumps(reply))

    def test_a_client_cannot_send_keys_that_switch_records_off(self):
        seen = []

        def spy(records, *_args):
            seen.append(dict(records.env.context))
            return []

        dangerous = {"tracking_disable": 1, "mail_notrack": 1, "auditlog_disabled_read": 1}
        harmless = {"lang": "zh_CN", "default_is_disabled": 1}
        with patch.object(type(self.env["test.audit.person"]), "name_create", spy):
            self.rpc("name_create", "x", context={**dangerous, **harmless})
        self.assertFalse(set(dangerous) & set(seen[0]))
        self.assertLessEqual(set(harmless), set(seen[0]))


def leak(records, *_args):
    raise ValueError(", ".join(records.mapped("name")))
