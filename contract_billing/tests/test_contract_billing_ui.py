from odoo.tests import HttpCase, freeze_time, tagged

from .common import BillingCase


@tagged("post_install", "-at_install")
class TestContractBillingUi(BillingCase, HttpCase):
    """What a clerk does in the browser, and what the screens ask the server for."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._sign(cls.contract)
        cls._accept_all(cls.contract)

    def _get_cards(self, user):
        home = self.env["project.project"].with_user(user).get_billing_home()
        return {card["key"]: card for card in home["cards"]}

    def test_finance_requests_a_payment_from_the_home_screen(self):
        self.start_tour("/odoo/contract-work", "contract_billing_payment", login="t_finance")
        request = self.m1.share_ids.request_line_ids.request_id
        self.assertEqual(request.state, "submitted")
        self.assertEqual(request.create_uid, self.finance)

    @freeze_time("2026-03-01")
    def test_home_names_what_may_be_paid_and_what_is_short(self):
        cards = self._get_cards(self.finance)
        self.assertEqual(cards["payable"]["domain"], [("id", "in", (self.m1 | self.m2).ids)])
        self.assertAlmostEqual(cards["missing"]["amount"], 13667.93)
        self.assertIn("2026-12-31", cards["missing"]["note"])

    def test_home_shows_an_approval_to_the_approver_only(self):
        request = self._request(self.m1)
        card = self._get_cards(self.approver)["approve_billing.request"]
        self.assertEqual(card["domain"], [("id", "in", request.ids)])
        self.assertNotIn("approve_billing.request", self._get_cards(self.finance))
        self.assertNotIn("approve_billing.request", self._get_cards(self.viewer))

    def test_home_returns_a_returned_request_to_its_author(self):
        request = self._request(self.m1)
        request.with_user(self.approver)._return_approval("金额有误")
        self.assertEqual(self._get_cards(self.finance)["returned"]["count"], 1)
        self.assertNotIn("returned", self._get_cards(self.approver))

    def test_home_of_another_county_shows_nothing_of_this_contract(self):
        home = self.env["project.project"].with_user(self.stranger).get_billing_home()
        self.assertFalse(home["cards"])
        self.assertFalse(any(total["amount"] for total in home["totals"]))

    def test_contracts_and_instalments_open_on_their_own_forms(self):
        project = self.env["project.project"].create({"name": "普通项目"})
        form = self.env.ref("contract_billing.project_project_view_form_contract")
        self.assertEqual(self.contract.get_formview_id(), form.id)
        self.assertNotEqual(project.get_formview_id(), form.id)
        form = self.env.ref("contract_billing.project_milestone_view_form_contract")
        self.assertEqual(self.m1.get_formview_id(), form.id)

    def test_every_screen_loads_for_every_role(self):
        actions = self.env["ir.actions.act_window"].browse(self._get_menu_action_ids())
        self.assertGreater(len(actions), 10)
        for user in (self.viewer, self.officer, self.finance, self.approver):
            for action in actions:
                self._load_screen(action, user)

    def _get_menu_action_ids(self):
        root = self.env.ref("contract_billing.contract_billing_menu_root")
        domain = [("id", "child_of", root.id), ("action", "!=", False)]
        menus = self.env["ir.ui.menu"].search(domain)
        return [menu.action.id for menu in menus if menu.action._name == "ir.actions.act_window"]

    def _load_screen(self, action, user):
        model = self.env[action.res_model].with_user(user)
        if not model.has_access("read"):
            return
        views = model.get_views([(view_id, kind) for view_id, kind in action.views])["views"]
        self.assertEqual(set(views), {kind for _view_id, kind in action.views})
