from odoo.tests import tagged

from .agreement_common import AgreementCase


@tagged("post_install", "-at_install")
class TestHealthArchive(AgreementCase):
    def test_to_sign_is_no_update_of_the_archive(self):
        agreement = self._agree()
        agreement._terminate("04", agreement.start_date)
        self.env.flush_all()
        self.assertFalse(
            self.env["health.archive.change"].search([("archive_id", "=", self.archive.id)])
        )
