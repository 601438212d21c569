from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time

from .followup_common import TODAY, HealthFollowupCase


@freeze_time(TODAY)
class TestHealthEnrolmentProposal(HealthFollowupCase):
    """The resident, who has hypertension, has had diabetes for a year, as his history says."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.archive.disease_ids = [(0, 0, {"code_id": cls._code("disease", "3").id})]
        cls.proposals = cls.env["health.enrolment.proposal"]

    def _find(self, code="diabetes", archive=None, user=None):
        proposals = self.proposals.with_user(user or self.doctor)
        proposals.action_find()
        archive = archive or self.archive
        return proposals.search([("archive_id", "=", archive.id), ("programme_id.code", "=", code)])

    def test_disease_without_a_special_archive_is_proposed_once(self):
        proposal = self._find()
        self.assertEqual((proposal.state, proposal.reason), ("open", "disease"))
        self.assertEqual(self._find(), proposal)
        self.assertFalse(self._find("hypertension"), "enrolled already")

    def test_group_from_a_list_is_proposed_too(self):
        self.env["resident.population.tag.line"].create(
            {
                "partner_id": self.person.id,
                "tag_id": self.env.ref("resident.population_tag_stroke").id,
                "date_from": "2026-01-01",
                "source": "脑卒中患者名单",
            }
        )
        self.assertEqual(self._find("stroke").reason, "tag")

    def test_enrolling_the_selected_ones_settles_the_proposals(self):
        proposals = self._find()
        other = self._archive(self._resident("赵六", birth_date="1970-01-01"))
        other.disease_ids = [(0, 0, {"code_id": self._code("disease", "3").id})]
        proposals |= self._find(archive=other)
        proposals.action_enrol()
        self.assertFalse(proposals.exists())
        for archive in (self.archive, other):
            self.assertIn("diabetes", archive.enrolment_ids.mapped("programme_id.code"))
            self.assertFalse(self._find(archive=archive))

    def test_enrolling_elsewhere_settles_the_proposal(self):
        proposal = self._find()
        self._enrol("diabetes")
        self.assertFalse(proposal.exists())

    def test_who_isnt_enrolled_needs_a_reason_and_isnt_proposed_again(self):
        proposal = self._find()
        with self.assertRaises(UserError):
            proposal.action_refuse()
        proposal.note = "复查血糖正常，未确诊"
        proposal.action_refuse()
        self.assertEqual(self._find(), proposal)
        self.assertEqual(proposal.state, "refused")
        proposal.action_reopen()
        self.assertEqual(proposal.state, "open")

    def test_children_arent_proposed_for_a_disease_of_adults(self):
        child = self._archive(self._resident("小明", birth_date="2015-01-01"))
        child.disease_ids = [(0, 0, {"code_id": self._code("disease", "2").id})]
        self.assertFalse(self._find("hypertension", archive=child))

    def test_dead_and_closed_are_withdrawn(self):
        proposal = self._find()
        self.person.death_date = "2026-04-20"
        self.proposals._withdraw_settled()
        self.assertFalse(proposal.exists())
        self.assertFalse(self._find())

    def test_night_proposes_in_batches_until_nothing_is_left(self):
        remaining = []
        self.patch(
            self.env.registry["ir.cron"],
            "_commit_progress",
            lambda self, done=0, remaining=0: found.append((done, remaining)),
        )
        found = remaining
        for number in range(3):
            archive = self._archive(self._resident(f"钱{number}", birth_date="1970-01-01"))
            archive.disease_ids = [(0, 0, {"code_id": self._code("disease", "3").id})]
        for _run in range(50):
            self.proposals._cron_find(limit=1)
            if not found[-1][1]:
                break
        self.assertEqual(found[-1][1], 0)
        self.proposals._cron_find(limit=1)
        self.assertEqual(found[-1], (0, 0))

    def test_other_village_reader_and_forgers_get_nowhere(self):
        proposal = self._find()
        foreign = proposal.with_user(self.stranger)
        self.assertFalse(
            self.proposals.with_user(self.stranger).search([("id", "in", proposal.ids)])
        )
        for path in (
            lambda: foreign.read(["name"]),
            lambda: foreign.action_enrol(),
            lambda: proposal.with_user(self.reader).action_enrol(),
            lambda: proposal.write({"state": "refused"}),
            lambda: proposal.write({"reason": "tag"}),
            lambda: proposal.unlink(),
            lambda: self.proposals.with_user(self.doctor).create(
                {"archive_id": self.archive.id, "programme_id": proposal.programme_id.id}
            ),
        ):
            with self.assertRaises(AccessError):
                path()

    def test_sensitive_disease_is_proposed_to_the_sensitive_group_only(self):
        archive = self.archive.with_user(self.sensitive)
        archive.sensitive_ids = [
            (0, 0, {"relative": "self", "code_id": self._code("disease", "8").id})
        ]
        self.assertFalse(self._find("mental", user=self.hospital_doctor))
        proposals = self.env["health.enrolment.proposal.sensitive"].with_user(self.sensitive)
        proposals.action_find()
        proposal = proposals.search([("archive_id", "=", self.archive.id)])
        self.assertEqual(proposal.programme_id.code, "mental")
        with self.assertRaises(AccessError):
            proposals.with_user(self.hospital_doctor).search([])
        proposal.action_enrol()
        self.assertEqual(archive.sensitive_enrolment_ids.programme_id.code, "mental")
