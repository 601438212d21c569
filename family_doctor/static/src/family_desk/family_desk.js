import { Component, onWillStart, useState } from "@odoo/owl";
import { deserializeDate, formatDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

/** The work desk of a family doctor; every number opens its list. */
export class FamilyDesk extends Component {
    static template = "family_doctor.FamilyDesk";
    static components = { Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.state = useState({ name: "", team: "", cards: [], notices: [] });
        onWillStart(async () => {
            Object.assign(this.state, await this.orm.call("family.desk", "get_desk", []));
        });
    }

    get sections() {
        const titles = {
            remind: _t("Reminders"),
            messages: _t("Messages"),
            archive: _t("Signed Residents"),
            month: _t("My Month"),
        };
        return Object.entries(titles)
            .map(([key, title]) => ({
                key,
                title,
                cards: this.state.cards.filter((card) => card.section === key),
            }))
            .filter((section) => section.cards.length);
    }

    get shortcuts() {
        return [
            {
                key: "sign",
                label: _t("Sign a resident"),
                icon: "fa-handshake-o",
                model: "family.agreement",
            },
            {
                key: "service",
                label: _t("Record a service"),
                icon: "fa-plus",
                model: "family.service",
            },
            {
                key: "many",
                label: _t("Service to many"),
                icon: "fa-users",
                action: "family_doctor.family_service_group_action",
            },
            {
                key: "catchup",
                label: _t("Catch-up plan"),
                icon: "fa-calendar-plus-o",
                action: "family_doctor.family_catchup_action",
            },
        ];
    }

    async openShortcut(shortcut) {
        await this.action.doAction(
            shortcut.action || {
                type: "ir.actions.act_window",
                name: shortcut.label,
                res_model: shortcut.model,
                views: [[false, "form"]],
            },
        );
    }

    /** The notice itself: its text and the button of the receipt. */
    async openNotice(notice) {
        await this.action.doAction({
            type: "ir.actions.act_window",
            name: notice.name,
            res_model: "content.notice",
            res_id: notice.id,
            views: [[false, "form"]],
            context: { create: false, delete: false },
        });
    }

    async openNotices() {
        await this.action.doAction("unit_content.content_notice_action", {
            additionalContext: { search_default_unread: 0 },
        });
    }

    formatDate(text) {
        return formatDate(deserializeDate(text));
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
        await this.action.doAction({
            ...action,
            name: card.label,
            display_name: card.label,
            domain: card.domain,
            context: {},
        });
    }
}

registry.category("actions").add("family_doctor.desk", FamilyDesk);
