from odoo.exceptions import ValidationError
from odoo.tests import TransactionCase, new_test_user, tagged

CODE = "91110000600037341L"


@tagged("post_install", "-at_install")
class TestResPartner(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        user = new_test_user(
            cls.env,
            "civil_clerk",
            groups="base.group_user,base.group_partner_manager",
            lang="zh_CN",
        )
        cls.Partner = cls.env(user=user)["res.partner"].with_context(lang="zh_CN")
        cls.china = cls.env.ref("base.cn")

    def company(self, code, country=None, **vals):
        country = country or self.china
        return self.Partner.create(
            {
                "name": "供应商",
                "is_company": True,
                "country_id": country.id,
                "company_registry": code,
                **vals,
            },
        )

    def test_a_code_is_stored_in_its_canonical_form(self):
        partner = self.company(" 9111 0000 6000 3734 1l")
        self.assertEqual(partner.company_registry, CODE)
        partner.company_registry = CODE.lower()
        self.assertEqual(partner.company_registry, CODE)

    def test_a_code_of_17_characters_is_refused_in_words(self):
        with self.assertRaisesRegex(ValidationError, "17 个字符.*18 位.*营业执照"):
            self.company(CODE[:-1])

    def test_moving_a_company_to_china_checks_its_code(self):
        partner = self.company("HRB 123", country=self.env.ref("base.de"))
        with self.assertRaises(ValidationError):
            partner.country_id = self.china

    def test_persons_and_foreign_companies_are_left_alone(self):
        self.assertEqual(
            self.company("hrb 1", country=self.env.ref("base.de")).company_registry,
            "hrb 1",
        )
        self.assertFalse(self.company(False).company_registry)
        self.assertEqual(self.company("x", is_company=False).company_registry, "x")
