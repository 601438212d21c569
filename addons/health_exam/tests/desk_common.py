from stdnum.cn import ric

from odoo.tests import new_test_user

from .exam_common import ExamCase


def make_identity(birth="19530405", serial="002"):
    """A right identity number of a county that exists."""
    body = f"451024{birth}{serial}"
    return body + ric.calc_check_digit(body + "0")


class DeskCase(ExamCase):
    """The hospital's registration desk; the elder has an identity number, a stranger lives elsewhere."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.number = make_identity()
        cls.person = cls.elder.partner_id
        cls.person.identity_number = cls.number
        cls.village = cls.person.region_id
        cls.other_hospital = cls.env["org.unit"].create(
            {"name": "外院", "code": "外院-1", "kind": "township_hospital"}
        )
        cls.stranger = cls._new_elder(
            "陆外人",
            birth="1950-01-01",
            sex="2",
            resident_unit_id=cls.other_hospital.id,
            identity_number=make_identity("19500101", "102"),
        )
        cls.other_desk = new_test_user(
            cls.env,
            "exam_other_desk",
            "health_exam.group_exam_staff",
            org_unit_id=cls.other_hospital.id,
            lang="en_US",
        )

    def _new_elders(self, count):
        return [self._new_elder(f"老人{n:03d}") for n in range(count)]

    def _desk(self, user=None):
        return self.env["health.exam.desk"].with_user(user or self.desk)

    def _find(self, text, user=None):
        return self._desk(user).find(text)

    def _enter(self, archive=None, **options):
        """Register a resident at the desk with the packages proposed; his exam."""
        person = (archive or self.elder).partner_id
        shown = self._desk().open_person(person.id)["person"]
        chosen = [row["id"] for row in shown["packages"] if row["chosen"]]
        answer = self._desk().register(person.id, chosen, **options)
        return self.env["health.exam"].with_user(self.desk).browse(answer["person"]["exam"]["id"])

    def _campaign(self, archives=(), start=True, **vals):
        campaign = (
            self.env["health.exam.campaign"]
            .with_user(self.desk)
            .create({"name": "那甲村体检", "region_ids": self.village.ids, **vals})
        )
        self.env["health.exam.appointment"].with_user(self.desk).create(
            [
                {"campaign_id": campaign.id, "partner_id": archive.partner_id.id}
                for archive in archives
            ]
        )
        if start:
            campaign.action_start()
        return campaign
