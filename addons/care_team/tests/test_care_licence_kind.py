from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestCareLicenceKind(TransactionCase):
    def test_every_kind_names_its_source_and_only_doctors_sign(self):
        kinds = self.env["care.licence.kind"].search([])
        self.assertTrue(all(kinds.mapped("source")))
        signing = set(kinds.filtered("may_sign").mapped("code"))
        self.assertEqual(
            signing & {"physician", "tcm", "village", "nurse", "pharmacist", "public_health"},
            {"physician", "tcm", "village"},
        )
