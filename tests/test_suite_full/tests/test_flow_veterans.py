"""The story of a year of service: a roster, services with proofs, events, the board in November,
the last day, and a hand-over that proves itself."""

import base64
import json
import zipfile

from odoo.tests import freeze_time, tagged

from odoo.addons.veteran_services.tests.event_common import VeteranEventCase, at
from odoo.addons.veteran_services.tools import draw_signature

START, SESSION, SHORT, FULL, CLINIC = (
    "2026-06-16", "2026-07-10", "2026-08-20", "2026-09-22", "2026-10-15",
)  # fmt: skip
NOVEMBER, LAST, AFTER, RECEIVED = "2026-11-21", "2027-06-15", "2027-06-16", "2027-07-10"


@tagged("standard", "post_install", "-at_install")
@at(START)
class TestFlowVeterans(VeteranEventCase):
    def test_from_the_first_day_to_a_hand_over_that_proves_itself(self):
        self.stand_duty()
        session = self.serve_on_the_phone()
        self.hold_a_lecture_with_nineteen()
        self.hold_a_lecture_with_twenty()
        self.hold_a_free_clinic()
        self.look_at_the_board_in_november()
        self.score_november()
        self.lose_access_after_the_last_day(session)
        self.hand_over(session)
        self.assert_recounted()

    def stand_duty(self):
        self.project.with_user(self.service_manager).action_plan_duties()
        duties = self.env["service.duty"].search([("project_id", "=", self.project.id)], limit=500)
        first = duties.filtered(lambda duty: str(duty.date) == START).with_user(self.physician)
        first.action_check(22.72, 114.25)
        with freeze_time(f"{START} 09:30:00"):
            first.action_check()
        self.assertEqual(self._figure("L01").state, "met")
        with at("2026-06-18"):
            self.project._claim_all()
            tally = self._figure("L01").tally
        self.assertEqual((tally.accepted, tally.rejected), (1, 1), "nobody was there on the 17th")

    def serve_on_the_phone(self):
        with at(SESSION):
            page = self.env["service.quick.entry"].with_user(self.coordinator)
            card = self.member.with_user(self.coordinator)
            card.action_print_cards()
            found = page.find(f"SV:{card.card_code}", self.project.id)["person"]
            self.assertEqual(found["id"], self.resident.id)
            shown = page.save(
                {
                    "project_id": self.project.id,
                    "partner_id": found["id"],
                    "kind_id": self.env.ref("service_ledger.kind_cupping").id,
                    "demand": "肩背酸痛",
                    "is_checked": True,
                    "paper_page": "第1页",
                },
                [{"name": "IMG.jpg", "content": base64.b64encode(self._draw(SESSION)).decode()}],
                base64.b64encode(draw_signature(self.random)).decode(),
            )
            self.assertFalse(shown["missing"])
            session = self.env["service.entry"].browse(shown["id"]).with_user(self.coordinator)
            session.give_feedback(90)
            session.invalidate_recordset()
            self.assertEqual(page.get_state(session.id)["counts"], "accepted")
            self.assertEqual(self._figure("L02").tally.accepted, 1)
            self.assertEqual((self._figure("L17").actual, self._figure("L17").state), (90, "met"))
        return session

    def hold_a_lecture_with_nineteen(self):
        event = self._hold("lecture", SHORT, 19)
        self.assertEqual(event.count_state, "lacking")
        self.assertIn("19", event.count_note)
        with at(SHORT):
            self.assertEqual(self._figure("L07").actual, 0)
            self.assertEqual(self._figure("L09").actual, 0)
            self.assertTrue(self._figure("L07").tally.claimed + self._figure("L07").tally.rejected)

    def hold_a_lecture_with_twenty(self):
        event = self._hold("lecture", FULL, 20)
        self.assertEqual(event.count_state, "counts")
        with at(FULL):
            self.assertEqual((self._figure("L07").actual, self._figure("L09").actual), (1, 20))

    def hold_a_free_clinic(self):
        event = self._hold("clinic", CLINIC, 15)
        self.assertEqual(event.count_state, "counts")
        with at(CLINIC):
            for code in ("L13", "L16"):
                self.assertEqual(self._figure(code).state, "met", code)
            self.assertEqual(self._figure("L12").actual, 1)
            self.assertEqual(self._figure("L14").tally.accepted, 0, "nobody is tracked yet")

    def look_at_the_board_in_november(self):
        with at(NOVEMBER):
            self.project._claim_all()
            rows = self.env["service.obligation"].with_user(self.service_manager)
            board = {row["code"]: row for row in rows.get_board(self.project.id)["rows"]}
            self.assertEqual(len(board), 26)
            self.assertEqual(board["L15"]["state"], "red", "no visit at home yet")
            self.assertEqual(board["L07"]["state"], "on_track")
            self.assertEqual(board["L11"]["state"], "red", "no round yet")
            self.assertTrue(board["L14"]["rejected"], "thirty days are over")

    def score_november(self):
        with at("2026-12-01"):
            cards = self.env["service.assessment"].with_user(self.service_manager)
            card = cards.create({"project_id": self.project.id, "month": "2026-11-01"})
            card.action_sign()
            self.assertTrue(0 < card.total_score < 100)

    def lose_access_after_the_last_day(self, session):
        entries = self.env["service.entry"].with_user(self.physician)
        with at(LAST):
            self.assertIn(session, entries.search([]))
        with at(AFTER):
            for model in ("service.entry", "service.member", "event.event", "health.archive"):
                with self.subTest(model):
                    self.assertFalse(self.env[model].with_user(self.physician).search([]))

    def hand_over(self, session):
        with at(AFTER):
            dialog = self.env["service.handover.make"].with_user(self.service_manager)
            action = dialog.create(
                {"project_id": self.project.id, "reason": "项目结束移交"}
            ).action_make()
            handover = self.env["service.handover"].browse(action["res_id"])
            handover._try_build()
            handover = handover.with_user(self.service_manager)
            handover.action_deliver()
            self.assertEqual(self._figure("L25").tally.claimed, 1)
        self.assert_photo_is_in_the_package(handover, session)
        with at(RECEIVED):
            handover._add_evidence("receipt.pdf", b"%PDF-1.4 signed", requirement_code="receipt")
            dialog = self.env["service.handover.receive"].with_user(self.service_manager)
            dialog.create(
                {"handover_id": handover.id, "sha256": handover.manifest_sha256}
            ).action_receive()
            self.assertEqual(self._figure("L25").state, "met")

    def assert_photo_is_in_the_package(self, handover, session):
        attachment = handover.sudo()._get_package_attachment()
        with zipfile.ZipFile(attachment._full_path(attachment.store_fname)) as package:
            manifest = json.loads(package.read("manifest.json"))
        sums = {row["sha256"] for row in manifest["files"]}
        self.assertTrue(set(session.evidence_ids.mapped("sha256")) <= sums)

    def assert_recounted(self):
        with at(RECEIVED):
            before = self.read_claims()
            self.project._claim_all()
            self.assertEqual(self.read_claims(), before)

    def read_claims(self):
        claims = self.env["service.claim"].search([("project_id", "=", self.project.id)])
        claims.invalidate_recordset()
        rows = claims.read(["obligation_id", "res_model", "res_id", "state", "reason", "value"])
        return sorted([row | {"id": 0} for row in rows], key=str)
