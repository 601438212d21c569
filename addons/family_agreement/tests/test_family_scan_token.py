from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .agreement_common import AgreementCase


@freeze_time("2026-03-02 02:00:00")
@tagged("post_install", "-at_install")
class TestFamilyScanToken(AgreementCase):
    def setUp(self):
        super().setUp()
        tokens = self.env["family.scan.token"].with_user(self.signer)
        self.token, self.text = tokens._issue(self.team)
        self.other_side = self.env["family.scan.token"].with_user(self.other_signer)

    def test_a_scanned_code_leads_to_its_team(self):
        dialog = self.env["family.scan"].with_user(self.other_signer).create({"scanned": self.text})
        context = dialog.action_redeem()["context"]
        self.assertEqual(context["default_team_id"], self.team.id)
        self.assertEqual(context["default_source"], "scan")

    def test_a_code_is_used_once(self):
        self.other_side._redeem(self.text)
        with self.assertRaisesRegex(UserError, "used already.*new one"):
            self.other_side._redeem(self.text)

    def test_a_code_grows_old(self):
        with freeze_time("2026-03-02 02:31:00"), self.assertRaisesRegex(UserError, "too old"):
            self.other_side._redeem(self.text)

    def test_what_is_no_code_is_told_so(self):
        for text in ("", "FD:", "FD:wrong", "QY20260000001"):
            with self.assertRaisesRegex(UserError, "no code"):
                self.other_side._redeem(text)

    def test_the_database_does_not_tell_the_code(self):
        self.env.cr.execute("SELECT * FROM family_scan_token WHERE id = %s", [self.token.id])
        self.assertNotIn(self.text[3:], str(self.env.cr.fetchall()))
