from odoo.addons.service_obligation.tests.common import ObligationCase

PHOTO = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
    b"\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99"
    b"=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
)
"""A picture of one point."""


class ClaimCase(ObligationCase):
    """Records that a coordinator enters, and the obligation of 80 visits that they claim."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.visits = cls._obligation("L15")
        cls.records = cls.env["test.service.record"].with_user(cls.coordinator)

    def _record(self, person=0, date="2026-08-03", **vals):
        """A visit to the person of that number; ``None``: a meeting."""
        partner_id = False if person is None else self.people[person].id
        return self.records.create(
            {"project_id": self.project.id, "partner_id": partner_id, "date": date} | vals
        )

    def _claims(self, record, user=None):
        claims = self.env["service.claim"].with_user(user or self.manager)
        return claims.search([("res_model", "=", record._name), ("res_id", "=", record.id)])

    def assertClaim(self, record, state, cause=False):
        self.assertRecordValues(self._claims(record), [{"state": state, "cause": cause}])
