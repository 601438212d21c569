import { Component, onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { formatFloat } from "@web/core/utils/numbers";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

/** What waits for the present user today; every card opens its list. */
export class BillingHome extends Component {
    static template = "contract_billing.BillingHome";
    static components = { Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.state = useState({ totals: [], cards: [] });
        onWillStart(async () => {
            Object.assign(
                this.state,
                await this.orm.call("project.project", "get_billing_home", []),
            );
        });
    }

    get sections() {
        const titles = {
            decide: _t("For you to decide"),
            pay: _t("To pay"),
            funds: _t("Money"),
            contracts: _t("Contracts"),
        };
        return Object.entries(titles)
            .map(([key, title]) => ({
                key,
                title,
                cards: this.state.cards.filter((card) => card.section === key),
            }))
            .filter((section) => section.cards.length);
    }

    formatAmount(amount) {
        return formatFloat(amount, { digits: [16, 2] });
    }

    async open(card) {
        let action = { type: "ir.actions.act_window", res_model: card.model };
        action.views = [
            [false, "list"],
            [false, "form"],
        ];
        if (card.action) {
            action = await this.action.loadAction(card.action);
        }
        const context = { contract_billing: true };
        await this.action.doAction({ ...action, name: card.label, domain: card.domain, context });
    }
}

registry.category("actions").add("contract_billing.home", BillingHome);
