from freezegun import freeze_time

from odoo.tests import HttpCase, tagged

from odoo.addons.org_unit.tests.common import new_users

from .duty_common import DutyCase


class NoticeCase(DutyCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # what the demo tells everybody is not the matter here
        cls.env["content.notice"].search([("state", "=", "published")]).action_withdraw()
        cls.editor, cls.far_editor = new_users(
            cls.env,
            *(
                {"login": f"fa_{name}", "groups": "unit_content.group_content_editor",
                 "org_unit_id": unit.id}
                for name, unit in (("editor", cls.hospital), ("far_editor", cls.other_clinic))
            ),
        )  # fmt: skip

    def _publish(self, name, user=None, **vals):
        notice = self.env["content.notice"].with_user(user or self.editor).create(
            {"name": name, "body": "<p>通知正文</p>", **vals}
        )  # fmt: skip
        notice.action_publish()
        return notice

    def _desk(self, user=None):
        desk = self.env["family.desk"].with_user(user or self.signer).get_desk()
        cards = {card["key"]: card["count"] for card in desk["cards"]}
        return cards, [(row["name"], row["is_unread"]) for row in desk["notices"]]


@freeze_time("2026-08-20 02:00:00")
@tagged("post_install", "-at_install")
class TestFamilyDeskNotice(NoticeCase):
    def test_a_doctor_sees_notices_to_the_own_unit_unread_first(self):
        old = self._publish("旧通知", date_from="2026-08-01")
        self._publish("新通知", date_from="2026-08-19")
        self._publish("别处的通知", user=self.far_editor)
        self._publish("未到日期", date_from="2026-09-01")
        self._publish("已过期", date_from="2026-08-01", date_to="2026-08-10")
        cards, notices = self._desk()
        self.assertEqual(notices, [("新通知", True), ("旧通知", True)])
        self.assertEqual(cards["notices"], 2)
        self.env["content.notice"].with_user(self.signer).search(
            [("name", "=", "新通知")]
        ).action_confirm()
        cards, notices = self._desk()
        self.assertEqual(notices, [("旧通知", True), ("新通知", False)])
        self.assertEqual(cards["notices"], 1)
        old.action_withdraw()
        self.assertEqual(self._desk()[1], [("新通知", False)])

    def test_a_notice_is_counted_once_though_it_asks_to_be_read(self):
        before = self._desk()[0]["activities"]
        notice = self._publish("请核对电话")
        self.assertIn(self.signer, notice.sudo().activity_ids.user_id)
        self.assertEqual(self._desk()[0]["activities"], before)

    def test_who_wrote_a_notice_has_nothing_to_read(self):
        self._publish("我写的")
        cards, notices = self._desk(self.editor)
        self.assertEqual((cards.get("notices", 0), notices), (0, [("我写的", False)]))


@tagged("post_install", "-at_install")
class TestFamilyDeskNoticeUi(NoticeCase, HttpCase):
    def test_a_doctor_reads_a_notice_from_the_desk_and_confirms_it(self):
        notice = self._publish("宣传周通知")
        self.start_tour("/odoo/family-desk", "family_desk_notice", login="fa_signer")
        row = notice.receipt_ids.filtered("read_at")
        self.assertEqual(row.user_id, self.signer)
