import base64
import json

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, mute_logger, tagged

from odoo.addons.evidence.tests.common import PDF

from .common import EvidenceCase


@tagged("post_install", "-at_install")
class TestEvidenceAccess(EvidenceCase):
    def setUp(self):
        super().setUp()
        self.bobs_view = self.env["evidence.item"].with_user(self.bob)

    def test_owner_of_the_record_finds_its_evidence(self):
        items = self.env["evidence.item"].with_user(self.alice)
        self.assertIn(self.item, items.search([]))
        self.assertIn(self.item, items.search([("id", "=", self.item.id)]))
        self.assertEqual(items.search([], limit=1, order="id desc"), self.item)
        self.assertEqual(self.case.evidence_count, 1)

    def test_outsider_finds_nothing_by_any_search(self):
        domains = (
            [], [("id", "=", self.item.id)], [("sha256", "=", self.item.sha256)],
            [("res_model", "=", self.case._name)], [("res_id", "=", self.case.id)],
            ["|", ("id", "=", self.item.id), ("id", "=", 0)],
        )  # fmt: skip
        for domain in domains:
            self.assertFalse(self.bobs_view.search(domain))
            self.assertEqual(self.bobs_view.search_count(domain), 0)
        self.assertFalse(self.bobs_view.name_search("report"))

    def test_outsider_learns_nothing_from_groups(self):
        self.assertFalse(self.bobs_view._read_group([], ["sha256"], ["__count", "size:sum"]))
        self.assertFalse(self.bobs_view.formatted_read_group([], ["kind"], ["__count"]))

    def test_outsider_can_neither_read_nor_export(self):
        item = self.item.with_user(self.bob)
        item.invalidate_recordset()
        with self.assertRaises(AccessError):
            item.read(["name"])
        with self.assertRaises(AccessError):
            item.export_data(["name", "sha256", "attachment_id/datas"])
        with self.assertRaises(AccessError):
            self.item.attachment_id.with_user(self.bob).read(["datas"])
        self.assertFalse(self.env["ir.attachment"].with_user(self.bob).search([
            ("res_model", "=", "evidence.item"), ("res_id", "=", self.item.id),
        ]))  # fmt: skip

    def test_outsider_can_neither_add_nor_change_nor_delete(self):
        vals = {"name": "a.pdf", "content": base64.b64encode(PDF), "res_model": self.case._name}
        with self.assertRaises(AccessError):
            self.bobs_view.create(vals | {"res_id": self.case.id})
        with self.assertRaises(AccessError):
            self.item.with_user(self.bob).write({"note": "x"})
        with self.assertRaises(AccessError):
            self.item.with_user(self.bob).unlink()

    def test_user_without_any_right_on_the_model_sees_nothing(self):
        self.bob.group_ids = self.env.ref("base.group_user")
        self.assertFalse(self.bobs_view.search([]))

    def test_number_of_queries_does_not_grow_with_the_items(self):
        for number in range(8):
            self.case._add_evidence(f"{number}.pdf", PDF + bytes([number]))
        items = self.env["evidence.item"].with_user(self.alice)
        fields = ["name", "res_name", "requirement_label", "duplicate_count", "is_locked"]
        counts = []
        items.search_read([], fields)
        for limit in (1, 9):
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            items.search_read([], fields, limit=limit)
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(*counts)


@tagged("post_install", "-at_install")
class TestEvidenceAccessHttp(EvidenceCase, HttpCase):
    def _status(self, login, url):
        self.authenticate(login, login)
        with mute_logger("odoo.http"):
            return self.url_open(url).status_code

    def test_files_are_served_to_readers_of_the_record_only(self):
        item = self.case._add_evidence("a.jpg", self.photo)
        urls = (
            f"/web/content/{item.attachment_id.id}",
            f"/web/content/evidence.item/{item.id}/display_image",
        )
        for url in urls:
            self.assertEqual(self._status("alice_evidence", url), 200, url)
            self.assertIn(self._status("bob_evidence", url), (403, 404), url)
        thumbnail = f"/web/image/evidence.item/{item.id}/thumbnail"
        self.authenticate("bob_evidence", "bob_evidence")
        self.assertNotEqual(
            self.url_open(thumbnail).content, base64.b64decode(item.thumbnail), "placeholder"
        )

    def test_package_is_served_to_the_one_who_asked_only(self):
        package = self.env["evidence.package"].with_user(self.alice).create(
            {"item_ids": self.item.ids}
        )  # fmt: skip
        url = package.action_download()["url"]
        self.authenticate("alice_evidence", "alice_evidence")
        response = self.url_open(url)
        self.assertEqual(response.headers["Content-Type"], "application/zip")
        self.assertEqual(response.content, package._build_package(self.item))
        self.assertIn(self._status("bob_evidence", url), (403, 404))
        self.assertIn(self._status("alice_evidence", "/evidence/package/0"), (403, 404))

    def test_rpc_cannot_forge_the_server(self):
        self.authenticate("alice_evidence", "alice_evidence")
        calls = (
            ("evidence.item", "write", [self.item.ids, {"res_id": 1}]),
            ("evidence.item", "write", [self.item.ids, {"sha256": "0" * 64}]),
            ("evidence.item", "_write_as_server", [self.item.ids, {"sha256": "0" * 64}]),
            ("test.evidence.case", "write", [self.case.ids, {"seal_state": "sealed"}]),
            ("test.evidence.case", "create", [{"name": "x", "seal_hash": "0"}]),
            ("test.evidence.case", "_seal", [self.case.ids]),
        )
        context = {"evidence_server": True, "evidence_sealer": True, "_force_unlink": True}
        for model, method, args in calls:
            params = {"model": model, "method": method, "args": args}
            params["kwargs"] = {"context": context}
            with mute_logger("odoo.http"):
                response = self.url_open(
                    f"/web/dataset/call_kw/{model}/{method}",
                    data=json.dumps({"jsonrpc": "2.0", "params": params}),
                    headers={"Content-Type": "application/json"},
                )
            self.assertIn("error", response.json(), (model, method))
        self.assertEqual(self.case.seal_state, "open")
