from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestDebaoDemo(TransactionCase):
    """What the demonstration shows without help: the figures of the Debao and Longgang papers."""

    def setUp(self):
        super().setUp()
        self.contract = self.env.ref("contract_billing.project_debao_demo", False)
        if not self.contract:
            self.skipTest("installed without demonstration data")

    def _ref(self, name):
        return self.env.ref(f"contract_billing.{name}_demo")

    def test_the_total_is_the_sum_of_its_four_lines(self):
        names = ("workstation", "kit", "network", "interface")
        amounts = [self._ref(f"line_debao_{name}").amount for name in names]
        self.assertEqual(amounts, [5066000, 2093000, 100000, 340000])
        self.assertEqual(self.contract.contract_amount, 7599000)

    def test_the_first_instalment_is_paid_as_far_as_money_had_arrived(self):
        first, second, third = (self._ref(f"milestone_debao_{n}") for n in (1, 2, 3))
        self.assertEqual((first.amount, first.paid_total), (5319300.00, 5305632.07))
        self.assertEqual((first.payment_state, first.missing_amount), ("partly_paid", 13667.93))
        self.assertEqual((second.payment_state, second.payable_amount), ("open", 1519800.00))
        self.assertEqual(third.amount, 759900.00)
        bills = self.contract.request_ids.bill_ids
        self.assertEqual(len(bills), 17)
        self.assertEqual(set(bills.mapped("payment_state")), {"paid"})
        self.assertAlmostEqual(sum(bills.mapped("amount_total")), 5305632.07, 2)

    def test_the_funds_agree_with_the_contract(self):
        fund = self._ref("fund_public_health")
        self.assertEqual((fund.arrived_total, fund.free_total), (5305632.07, 0.0))
        self.assertEqual(fund.expected_total, 3224155.00)
        self.assertEqual(self.contract.paid_total, fund.paid_total)

    def test_the_maintenance_fee_starts_the_day_after_the_free_year(self):
        year = self._ref("maintenance_debao").period_ids.sorted("date_from")[0]
        self.assertEqual(str(year.date_from), "2026-06-30")
        self.assertEqual(year.amount, 189975.00)

    def test_the_findings_of_the_paper_are_listed(self):
        codes = set(self.contract.finding_ids.filtered("is_current").mapped("code"))
        expected = {f"D{number}" for number in (1, 2, 3, 4, 5, 6, 7, 18, 19, 20)} | {"SME"}
        self.assertLessEqual(expected, codes)

    def test_the_lump_sum_contract_waits_for_its_qualification(self):
        contract = self._ref("project_longgang")
        self.assertEqual((contract.contract_stage, contract.contract_amount), ("draft", 300000))
        self.assertEqual(contract.owner_ids.org_unit_id, contract.org_unit_id)
        self.assertEqual(len(contract.qualification_item_ids), 4)
        self.assertEqual(len(contract._get_signing_problems()), 4)
