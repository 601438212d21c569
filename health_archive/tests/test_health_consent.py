from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, freeze_time

from .common import HealthArchiveCase

SIGNATURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


@freeze_time("2026-03-02")
class TestHealthConsent(HealthArchiveCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.archive = cls._archive()

    def _consent(self, **vals):
        defaults = {"archive_id": self.archive.id, "purpose": "sharing", "signature": SIGNATURE}
        return self.env["health.consent"].with_user(self.doctor).create(defaults | vals)

    def test_consent_keeps_the_words_version_and_basis_of_its_day(self):
        consent = self._consent()
        text = self.env.ref("health_archive.consent_text_sharing")
        self.assertEqual((consent.scope_text, consent.version), (text.body, text.version))
        self.assertEqual(consent.legal_basis, "consent")
        self.assertEqual(consent.signer_name, self.resident.name)
        self.assertEqual(len(consent.content_hash), 64)
        text.body = "x"
        self.assertNotEqual(consent.scope_text, "x")

    def test_consent_is_entered_on_the_form_by_whoever_takes_it(self):
        with Form(self.env["health.consent"].with_user(self.doctor)) as form:
            form.archive_id = self.archive
            form.purpose = "sharing"
            form.signature = SIGNATURE
        self.assertEqual(form.record.witness_id, self.doctor)

    def test_consent_needs_a_signature_but_duty_does_not(self):
        with self.assertRaises(ValidationError):
            self._consent(signature=False)
        self.assertEqual(self._consent(purpose="archive", signature=False).legal_basis, "duty")

    def test_guardian_signs_for_a_child(self):
        self.resident.birth_date = "2020-01-01"
        with self.assertRaises(ValidationError):
            self._consent()
        self.assertTrue(self._consent(signer="guardian", signer_name="张小明"))

    def test_consent_is_withdrawn_with_a_reason_and_can_be_given_again(self):
        consent = self._consent()
        self.assertTrue(self.archive._has_consent("sharing"))
        consent._withdraw("不再需要")
        self.assertFalse(self.archive._has_consent("sharing"))
        self.assertEqual(str(consent.withdrawn_date), "2026-03-02")
        self._consent()
        with self.assertRaises(UserError):
            consent._withdraw("再次")

    def test_consent_is_withdrawn_although_the_archive_is_locked(self):
        consent = self._consent()
        self.archive.with_user(self.hospital_doctor)._lock("核查")
        consent._withdraw("不再需要")
        self.assertTrue(consent.withdrawn_date)

    def test_nobody_changes_forges_or_deletes_a_consent(self):
        consent = self._consent().with_user(self.manager)
        for path in (
            lambda: consent.write({"signer_name": "x"}),
            lambda: consent.write({"withdrawn_date": "2026-01-01"}),
            lambda: consent.unlink(),
            lambda: consent.sudo().unlink(),
            lambda: self._consent(purpose="push", scope_text="x"),
            lambda: self._consent(purpose="push", witness_id=self.manager.id),
        ):
            with self.assertRaises(UserError):
                path()

    def test_doctor_of_another_village_sees_neither_consent_nor_signature(self):
        consent = self._consent()
        theirs = self.env["health.consent"].with_user(self.stranger)
        self.assertFalse(theirs.search([]))
        with self.assertRaises(AccessError):
            consent.with_user(self.stranger).read(["signature"])
        with self.assertRaises(AccessError):
            consent.with_user(self.reader)._withdraw("x")
