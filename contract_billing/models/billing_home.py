from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain

from .home_cards import CARDS

CLAIMABLE = ("open", "requested", "approved", "billed", "partly_paid")


class ProjectProject(models.Model):
    """The first screen: what waits for the present user today."""

    _inherit = "project.project"

    @api.model
    @api.readonly
    def get_billing_home(self):
        """Return what the home screen shows.

        :return: ``{totals: [{label, amount}], cards: [{key, section, label, count, amount, note,
            tone, icon, model, action, domain}]}``; amounts in yuan, heaps without work left out
        """
        cards = self._get_approval_cards()
        mine = [card for card in CARDS if self.env.user.has_group(card.group)]
        cards += [self._prepare_home_card(card) for card in mine]
        cards += self._get_cover_cards()
        return {
            "totals": self._get_home_totals(),
            "cards": [card for card in cards if card and card["count"]],
        }

    def _prepare_home_card(self, card):
        if not self.env[card.model].has_access("read"):
            return None
        domain = [self._fill_uid(term) for term in card.domain]
        aggregates = ["__count"] + ([f"{card.amount}:sum"] if card.amount else [])
        [(count, *amount)] = self.env[card.model]._read_group(domain, [], aggregates)
        return self._home_card(
            card.key, card.section, str(card.label), count, card.model, card.action, domain,
            amount=amount[0] if amount else False, tone=card.tone, icon=card.icon,
        )  # fmt: skip

    def _fill_uid(self, term):
        return [*term[:2], self.env.uid] if term[2] == "uid" else term

    def _home_card(self, key, section, label, count, model, action, domain, **extra):
        return {
            "key": key,
            "section": section,
            "label": label,
            "count": count,
            "model": model,
            "action": action and f"contract_billing.{action}",
            "domain": domain,
            "amount": False,
            "note": False,
            **extra,
        }

    def _get_approval_cards(self):
        """Return one card per kind of document that waits for this user's approval."""
        kind = self.env.ref("dual_control.activity_type_approval")
        domain = [("user_id", "=", self.env.uid), ("activity_type_id", "=", kind.id)]
        waiting = defaultdict(list)
        for activity in self.env["mail.activity"].search_fetch(domain, ["res_model", "res_id"]):
            waiting[activity.res_model].append(activity.res_id)
        return [self._prepare_approval_card(model, ids) for model, ids in waiting.items()]

    def _prepare_approval_card(self, model, ids):
        action = next((card.action for card in CARDS if card.model == model), "")
        label = self.env._(
            "Waiting for your approval: %(document)s", document=self._get_model_label(model)
        )
        return self._home_card(
            f"approve_{model}", "decide", label, len(ids), model, action, [("id", "in", ids)],
            tone="primary", icon="fa-gavel",
        )  # fmt: skip

    def _get_model_label(self, model):
        if model == "project.project":
            return self.env._("Contract")
        return self.env["ir.model"]._get(model).name

    def _get_cover_cards(self):
        """Return the instalments that may be requested today and those that wait for money."""
        running = self.env["project.milestone"].search(
            Domain("contract_stage", "in", ("signed", "active"))
            & Domain("payment_state", "in", (*CLAIMABLE, "blocked"))
        )
        payable = running.filtered("payable_amount")
        missing = running.filtered("missing_amount")
        dates = [date for date in missing.mapped("covered_date") if date]
        first = dates and fields.Date.to_string(min(dates))
        common = ("project.milestone", "project_milestone_action_contract")
        return [
            self._home_card(
                "payable", "pay", self.env._("Instalments that may be paid today"), len(payable),
                *common, [("id", "in", payable.ids)], amount=sum(payable.mapped("payable_amount")),
                tone="success", icon="fa-check-circle-o",
            ),
            self._home_card(
                "missing", "funds", self.env._("Instalments short of money"), len(missing), *common,
                [("id", "in", missing.ids)], amount=sum(missing.mapped("missing_amount")),
                note=first and self.env._("Next covered on %(date)s", date=first), tone="warning",
                icon="fa-pause-circle-o",
            ),
        ]  # fmt: skip

    def _get_home_totals(self):
        [(amount, requested, paid, unpaid)] = self._read_group(
            [("is_contract", "=", True), ("contract_stage", "in", ("signed", "active"))],
            [],
            ["contract_amount:sum", "requested_total:sum", "paid_total:sum", "unpaid_total:sum"],
        )
        return [
            {"label": self.env._("Contracts in force"), "amount": amount},
            {"label": self.env._("Requested"), "amount": requested},
            {"label": self.env._("Paid"), "amount": paid},
            {"label": self.env._("Unpaid"), "amount": unpaid},
        ]
