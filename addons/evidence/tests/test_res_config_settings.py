from odoo.exceptions import ValidationError
from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestResConfigSettings(TransactionCase):
    def test_settings_rule_what_is_accepted(self):
        self.env["res.config.settings"].create({"evidence_accepted_types": "png"}).execute()
        self.assertEqual(list(self.env["evidence.file.rules"]._get_accepted_types()), ["png"])

    def test_unknown_type_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "exe"):
            self.env["res.config.settings"].create({"evidence_accepted_types": "jpg,exe"})

    def test_limits_are_positive(self):
        with self.assertRaises(ValidationError):
            self.env["res.config.settings"].create({"evidence_max_mb": 0})
