from odoo.fields import Date
from odoo.tests import freeze_time

from .exam_common import NORMAL, ExamCase

DAY = "2026-03-10"


@freeze_time(DAY)
class FindingCase(ExamCase):
    """Exams of well people, but for what a test changes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.doctor_of_village = cls._new_user("exam_village", "resident.group_village_doctor")

    def _person(self, sex="2", age=70, programme=None, disease=None):
        """The archive of somebody of this sex and age, in a programme or with a disease."""
        birth = f"{2026 - age}-01-01"
        archive = self._new_elder(name=f"居民{sex}{age}{programme or ''}", sex=sex, birth=birth)
        if programme:
            record = self.env.ref(f"health_archive.programme_{programme}")
            self.env["health.enrolment"].create(
                {"archive_id": archive.id, "programme_id": record.id}
            )
        if disease:
            self.env["health.archive.disease"].create(
                {"archive_id": archive.id, "code_id": self._code(f"disease/{disease}")}
            )
        return archive

    def _form(self, archive=None, **changed):
        """A whole form that isn't stored, with ``changed`` of its values."""
        values = {box: value for boxes in NORMAL.values() for box, value in boxes.items()}
        return self.env["health.exam"].new(
            {
                "archive_id": (archive or self.elder).id,
                "date": Date.to_date(DAY),
                **self._values(values | changed),
            }
        )

    def _get_found(self, form):
        """``{name of a finding: the rules that make it}``."""
        rules = self.env["health.exam.rule"]._get_in_force(form.date)
        return {group[0].name: group for group in form._get_held_groups(rules)[form]}

    def _review(self, archive=None, **changed):
        """An exam with all stations done, and its findings by name."""
        exam = self._examine(archive, **changed).with_user(self.chief)
        exam._evaluate()
        return exam, {finding.name: finding for finding in exam.finding_ids}
