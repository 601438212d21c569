from .common import HealthArchiveCase


class HealthEnrolmentCase(HealthArchiveCase):
    """An archive in use of a resident of 50, who is enrolled in nothing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person = cls._resident("王五", birth_date="1975-03-01")
        cls.archive = cls._archive(cls.person)

    @classmethod
    def _programme(cls, code):
        return cls.env.ref(f"health_archive.programme_{code}")

    @classmethod
    def _enrol(cls, code="hypertension", archive=None, user=None, **vals):
        enrolments = cls.env["health.enrolment"].with_user(user or cls.doctor)
        vals = {
            "archive_id": (archive or cls.archive).id,
            "programme_id": cls._programme(code).id,
        } | vals
        return enrolments.create(vals)

    @classmethod
    def _enrol_sensitive(cls, code="mental", archive=None, user=None, **vals):
        enrolments = cls.env["health.enrolment.sensitive"].with_user(user or cls.sensitive)
        vals = {
            "archive_id": (archive or cls.archive).id,
            "programme_id": cls._programme(code).id,
        } | vals
        return enrolments.create(vals)

    def _tags(self, person, user):
        person.invalidate_recordset(["population_tag_ids"])
        return person.with_user(user).population_tag_ids.mapped("code")
