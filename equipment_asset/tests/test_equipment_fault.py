import re
from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, freeze_time, tagged
from odoo.tools import mute_logger

from odoo.addons.evidence.tests.common import make_photo

from .common import EquipmentCase

HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 64


@tagged("post_install", "-at_install")
class TestEquipmentFault(HttpCase, EquipmentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.device = cls._device(
            "SN-SECRET-77",
            using_unit_id=cls.clinic.id,
            unit_price=4321.5,
            place="密室",
            owner_user_id=cls.custodian.id,
            partner_id=cls.supplier.id,
        )
        cls.env["equipment.fault.attempt"].search([]).unlink()
        cls.path = f"/equipment/tag/{cls.device.tag_token}"

    def _form(self, path=None):
        page = self.url_open(path or self.path)
        self.assertEqual(page.status_code, 200)
        return dict(re.findall(r'name="(csrf_token|nonce)" value="([^"]+)"', page.text))

    def _send(self, form=None, photo=None, path=None, **values):
        data = {"text": "开机无反应"} | (form or self._form(path)) | values
        files = {"photo": photo} if photo else {}
        return self.url_open(f"{path or self.path}/fault", data=data, files=files or None)

    def _requests(self):
        return self.env["maintenance.request"].search([("equipment_id", "=", self.device.id)])

    def _headers(self, response):
        skipped = {"Date", "Content-Length", "Set-Cookie", "Server"}
        return {name: value for name, value in response.headers.items() if name not in skipped}

    def test_a_stranger_reports_a_fault_with_a_photo_and_it_stays_with_the_order(self):
        photo = make_photo((800, 600))
        page = self._send(
            photo=("IMG_1.jpg", photo, "image/jpeg"), reporter_name="王阿姨", reporter_phone="123"
        )
        self.assertEqual((page.status_code, page.url.partition("?")[2]), (200, "sent=1"))
        order = self._requests()
        self.assertRecordValues(
            order,
            [
                {
                    "reported_via": "label",
                    "maintenance_type": "corrective",
                    "using_unit_id": self.clinic.id,
                    "reporter_name": "王阿姨",
                    "owner_user_id": self.custodian.id,
                }
            ],
        )
        as_custodian = order.with_user(self.custodian)
        as_custodian.action_start()
        as_custodian.work_report = "更换电池"
        as_custodian.action_finish()
        self.assertEqual(as_custodian.evidence_ids.attachment_id.raw, photo)
        self.assertTrue(as_custodian.fault_photo)
        self.assertEqual(order.activity_ids.user_id | self.custodian, self.custodian)

    def test_the_custodian_finds_the_report_on_his_list_of_activities(self):
        self._send()
        self.assertEqual(self._requests().activity_ids.user_id, self.custodian)

    def test_the_page_shows_the_name_and_nothing_else_of_the_device(self):
        self.env["maintenance.request"].create({"name": "旧故障", "equipment_id": self.device.id})
        page = self.url_open(self.path)
        self.assertIn("电子血压计", page.text)
        self.assertIn("<textarea", page.text)
        secrets = (
            "SN-SECRET", "测试单位", "EQ-T", "4321", "4,321", "密室", "测试custodian",
            "测试医疗器械", "旧故障", "测试牌", "/odoo/", self.device.asset_number,
        )  # fmt: skip
        for secret in secrets:
            self.assertNotIn(secret, page.text)
        self.assertEqual(page.headers["Referrer-Policy"], "no-referrer")
        self.assertEqual(page.headers["Cache-Control"], "no-store")
        self.assertEqual(page.headers["X-Robots-Tag"], "noindex")

    def test_a_form_sent_twice_makes_one_report(self):
        form = self._form()
        self.assertEqual(self._send(form).status_code, 200)
        again = self._send(form)
        self.assertEqual(again.status_code, 404)
        self.assertEqual(len(self._requests()), 1)

    def test_wrong_label_and_used_and_made_up_forms_get_one_and_the_same_answer(self):
        form = self._form()
        self._send(form)
        other = self._device("F-OTHER")
        answers = [
            self.url_open("/equipment/tag/" + "A" * 22),
            self.url_open("/equipment/tag/x"),
            self._send(form),
            self._send(form | {"nonce": "made-up"}),
            self._send(form | {"nonce": ""}),
            self._send(self._form() | {"text": "x"}, path=f"/equipment/tag/{other.tag_token}"),
            self._send(self._form(), path="/equipment/tag/" + "B" * 22),
        ]
        self.assertEqual({answer.status_code for answer in answers}, {404})
        self.assertEqual(len({answer.text for answer in answers}), 1)
        self.assertEqual(len({str(self._headers(answer)) for answer in answers}), 1)
        self.assertEqual(len(self._requests()), 1)

    @mute_logger("odoo.http")
    def test_a_form_without_csrf_token_is_refused(self):
        response = self._send(self._form() | {"csrf_token": ""})
        self.assertEqual(response.status_code, 400)
        self.assertFalse(self._requests())

    def test_an_old_form_is_refused(self):
        form = self._form()
        with freeze_time(fields.Datetime.now() + timedelta(hours=13)):
            self.assertEqual(self._send(form).status_code, 404)

    def test_a_photo_that_cannot_be_used_is_refused_in_words_and_the_text_is_kept(self):
        refused = {
            "40.0 MB": ("big.jpg", make_photo((60, 40)) + b"\0" * 40 * 1024 * 1024),
            "HEIC": ("a.heic", HEIC),
            "broken.jpg": ("broken.jpg", make_photo((800, 600))[:900]),
        }
        for words, (name, raw) in refused.items():
            page = self._send(photo=(name, raw, "image/jpeg"), text="袖带漏气")
            self.assertEqual(page.status_code, 422, words)
            self.assertIn(words, page.text)
            self.assertIn("袖带漏气", page.text)
        self.assertFalse(self._requests())

    def test_an_empty_or_endless_report_is_refused_in_words(self):
        self.assertEqual(self._send(text="  ").status_code, 422)
        self.assertEqual(self._send(text="长" * 1001).status_code, 422)
        self.assertEqual(self._send(text="长" * 1000).status_code, 200)
        self.assertEqual(len(self._requests()), 1)

    def test_what_a_visitor_writes_is_shown_as_text(self):
        self._send(text="<script>alert(1)</script> 坏了")
        self.assertNotIn("<script", self._requests().description)

    def test_after_five_reports_a_label_rests_for_an_hour(self):
        for _number in range(5):
            self.assertEqual(self._send().status_code, 200)
        page = self._send()
        self.assertEqual((page.status_code, page.headers["Retry-After"]), (429, "3600"))
        self.assertEqual(len(self._requests()), 5)
        hour_ago = fields.Datetime.now() - timedelta(minutes=61)
        self.env["equipment.fault.attempt"].search([]).sent_at = hour_ago
        self.assertEqual(self._send().status_code, 200)

    def test_one_address_sends_no_more_than_the_rule_allows(self):
        rule = self.env["equipment.rule"]._find(
            "fault_reports_per_address_hour", fields.Date.today()
        )
        rule.value = 2
        self._send()
        self._send(path=f"/equipment/tag/{self._device('F-A').tag_token}")
        other = f"/equipment/tag/{self._device('F-B').tag_token}"
        self.assertEqual(self._send(path=other).status_code, 429)

    def test_attempts_hold_no_address_and_are_forgotten(self):
        self._send()
        attempts = self.env["equipment.fault.attempt"].search([])
        self.assertNotIn("127.0.0.1", str(attempts.read()))
        self.assertNotIn(self.device.tag_token, str(attempts.read()))
        attempts.sent_at = fields.Datetime.now() - timedelta(days=2)
        attempts._gc_attempts()
        self.assertFalse(attempts.exists())

    def test_the_label_of_a_disposed_device_says_that_it_is_out_of_use(self):
        form = self._form()
        self.device.usage_state = "disposed"
        page = self.url_open(self.path)
        self.assertEqual(page.status_code, 410)
        self.assertNotEqual(page.text, self.url_open("/equipment/tag/" + "A" * 22).text)
        self.assertNotIn("电子血压计", page.text)
        self.assertEqual(self._send(form).status_code, 410)
        self.assertFalse(self._requests())

    def test_the_label_of_a_kit_makes_an_order_for_the_kit(self):
        kit = self._kit(using_unit_id=self.clinic.id)
        self._send(path=f"/equipment/tag/{kit.tag_token}")
        order = self.env["maintenance.request"].search([("kit_id", "=", kit.id)])
        self.assertFalse(order.equipment_id)
        order.with_user(self.custodian).equipment_id = kit.part_ids.equipment_id[0]
        self.assertEqual(order.using_unit_id, self.clinic)

    def test_only_users_in_scope_are_offered_the_card(self):
        card = f"/odoo/action-equipment_asset.maintenance_equipment_action/{self.device.id}"
        for user, offered in ((self.custodian, True), (self.stranger, False)):
            self.authenticate(user.login, user.login)
            self.assertEqual(card in self.url_open(self.path).text, offered)

    def test_a_used_form_does_not_pass_again_in_another_spelling(self):
        form = self._form()
        self._send(form)
        for spelling in ("{}=", "{}!", " {}", "{}\n"):
            respelt = form | {"nonce": spelling.format(form["nonce"])}
            self.assertEqual(self._send(respelt).status_code, 404, spelling)
        self.assertEqual(len(self._requests()), 1)

    def test_broken_input_is_answered_and_never_an_error_of_the_server(self):
        page = self._send(text="坏\0了", reporter_name="王\0")
        self.assertEqual(page.status_code, 200)
        self.assertEqual(self._requests().name, "坏了")
        form = self._form()
        data = form | {"text": "坏了", "photo": "no file at all"}
        page = self.url_open(f"{self.path}/fault", data=data)
        self.assertEqual(page.status_code, 200)
        form = self._form()
        files = {"text": ("t.txt", b"x"), "nonce": ("n.txt", b"x")}
        page = self.url_open(f"{self.path}/fault", data=form | {"nonce": ""}, files=files)
        self.assertEqual(page.status_code, 404)
