"""The story of an agreement: signed by a relative, reviewed, served, renewed, moved, ended."""

from base64 import b64decode

from odoo.exceptions import UserError
from odoo.fields import Command, Date
from odoo.tests import freeze_time, tagged

from odoo.addons.family_agreement.tests.agreement_common import draw_signature
from odoo.addons.family_doctor.tests.duty_common import DutyCase
from odoo.addons.health_exam.tests.exam_common import SECTIONS
from odoo.addons.health_exam.tests.report_common import ExamReportCase

SIGNED, EXAMINED, HALF, RENEWED = "2026-03-02", "2026-05-20", "2026-09-01", "2027-01-15"
NEXT_TERM, ENDED = "2027-03-02", "2027-06-10"


def at(day):
    return freeze_time(f"{day} 02:00:00")


class ExamDay(ExamReportCase):
    """The examiners of another case's hospital."""

    @classmethod
    def open(cls, env, hospital):
        cls.env, cls.hospital = env, hospital
        cls.desk = cls._new_user("flow_desk", "health_exam.group_exam_staff")
        cls.chief = cls._new_user("flow_chief", "health_exam.group_exam_chief")
        for name in SECTIONS:
            setattr(cls, name, cls._new_user(f"flow_{name}", "health_exam.group_exam_staff"))
            cls._new_station(name)
        return cls()


@tagged("standard", "post_install", "-at_install")
@at(SIGNED)
class TestFlowFamily(DutyCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.exams = ExamDay.open(cls.env, cls.hospital)
        cls.archive = cls._new_archive("韦桂山", birth_date="1953-04-05")
        cls.env["resident.population.tag.line"].create(
            {
                "partner_id": cls.archive.partner_id.id,
                "tag_id": cls.env.ref("resident.population_tag_disabled").id,
                "date_from": "2020-01-01",
                "source": "残联持证残疾人名册",
            }
        )
        cls.neighbour = cls._new_archive("韦阿公")

    def test_from_the_relatives_signature_to_the_end_with_its_reason(self):
        agreement = self.sign_by_representative()
        self.review(agreement)
        idle = self._agree_on(archive=self.neighbour)

        self.follow_up("2026-04-10", done=1)
        self.examine(done=2)
        self.serve_at_home(done=4)
        with at(HALF):
            self.assertEqual(self.get_unserved(), idle)
        self.move(idle)

        following = self.renew(agreement)
        self.terminate(following)
        self.assert_recounted(agreement | idle | self.neighbour.agreement_ids | following)

    def sign_by_representative(self):
        agreement = self._draft(
            archive=self.archive,
            package_ids=[Command.set((self.package | self.care).ids)],
            representative_name="韦小明",
            representative_relation_id=self.env["health.code"]._get("sign_relation", "3").id,
        )
        with self.assertRaisesRegex(UserError, "representative"):
            agreement._sign("resident", draw_signature(), has_read=True)
        self._sign(agreement, "representative").action_submit()
        self.assertEqual(agreement.state, "submitted")
        return agreement

    def review(self, agreement):
        self.signer.group_ids += self.env.ref("care_team.group_reviewer")
        with self.assertRaisesRegex(UserError, "your own work"):
            agreement.action_approve()
        agreement.with_user(self.reviewer).action_approve()
        self.assertEqual((agreement.state, agreement.units_planned), ("active", 9))

    def follow_up(self, day, done):
        """The doctor's own visit, in the programme of the resident."""
        with at(day):
            enrolment = self.env["health.enrolment"].with_user(self.signer).create(
                {
                    "archive_id": self.archive.id,
                    "programme_id": self.env.ref("health_archive.programme_hypertension").id,
                    "enrolled_date": day,
                    "diagnosis_date": "2020-01-01",
                }
            )  # fmt: skip
            code = self.env["health.code"]._get
            visit = self.env["health.followup"].with_user(self.signer).create(
                {
                    "enrolment_id": enrolment.id, "date": day, "sbp": 128, "dbp": 78, "adr": "1",
                    "htn_symptom_ids": code("htn_symptom", "1").ids,
                    "adherence_id": code("adherence", "1").id,
                }
            )  # fmt: skip
            visit.action_sign()
        self.assert_done(done)

    def examine(self, done):
        with at(EXAMINED):
            exam = self.exams._report(self.archive)
        self.assertEqual(exam.sudo().state, "reported")
        self.assert_done(done)

    def serve_at_home(self, done):
        with at("2026-06-01"):
            self._serve("2026-06-01", "home_visit", archive=self.archive, way="2")
            self._serve("2026-06-01", archive=self.archive)
        self.assert_done(done)

    def assert_done(self, count):
        agreement = self.archive.agreement_ids
        self.assertEqual(agreement.units_done, count)
        self.assertAlmostEqual(agreement.rate, 100 * count / 9, 1)

    def get_unserved(self):
        found = self.env["family.agreement"].with_user(self.leader)
        return found.search(
            [("is_unserved", "=", True), ("team_id", "in", (self.team | self.other_team).ids)]
        )

    def move(self, agreement):
        """The neighbour asks for the other team; the leader of his own lets him go."""
        with at(HALF):
            transfer = self.env["family.transfer"].with_user(self.other_signer).create(
                {"agreement_id": agreement.id, "to_team_id": self.other_team.id, "reason": "搬家"}
            )  # fmt: skip
            transfer.with_user(self.leader).action_accept()
            draft = self._sign(transfer.new_agreement_id.with_user(self.other_signer))
            draft.action_submit()
            draft.with_user(self.reviewer).action_approve()
        self.assertEqual((agreement.state, str(agreement.last_day)), ("transferred", "2026-08-31"))
        self.assertEqual((agreement.units_planned, draft.units_planned), (0, 4))
        self.assertEqual(self.neighbour.agreement_team_id, self.other_team)

    def renew(self, agreement):
        with at(RENEWED):
            following = self._sign(agreement._renew().with_user(self.signer), "representative")
            following.action_submit()
            following.with_user(self.reviewer).action_approve()
            self.assertEqual((following.state, following.slot), ("signed", "next"))
        with at(NEXT_TERM):
            self._advance()
        self.assertEqual((agreement.state, following.state), ("renewed", "active"))
        self.assertEqual(set(agreement.duty_ids.mapped("state")), {"done", "lapsed"})
        return following

    def terminate(self, agreement):
        with at(ENDED):
            agreement._terminate("02", Date.to_date("2027-06-01"), "迁往县城")
            proof = agreement._add_end_proof("迁移证明.png", b64decode(draw_signature()))
        self.assertEqual((agreement.state, agreement.end_reason_id.code), ("terminated", "02"))
        self.assertEqual(len(proof.evidence_ids), 1)
        self.assertFalse(self.archive.current_agreement_id)

    def assert_recounted(self, agreements):
        """Stored numbers are those of the records, also when all are matched from the beginning."""
        stored = [(row.units_planned, row.units_done, row.rate) for row in agreements]
        self.assertEqual([row[1] for row in stored], [len(self._units(row)) for row in agreements])
        duties = agreements.sudo().duty_ids.filtered(lambda duty: duty.state != "cancelled")
        with at(ENDED):
            duties._empty()
            self.assertEqual(sum(agreements.mapped("units_done")), 0)
            duties._match_anew()
        again = [(row.units_planned, row.units_done, row.rate) for row in agreements]
        self.assertEqual(again, stored)
