import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { FormViewDialog } from "@web/views/view_dialogs/form_view_dialog";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

/**
 * Apply for the transfer of a resident who is signed with another team, or open the agreement with
 * the own one. A button of the view would save the agreement that is being entered; this one leaves
 * nothing behind.
 */
export class TransferButton extends Component {
    static template = "family_agreement.TransferButton";
    static props = { ...standardWidgetProps };

    setup() {
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.orm = useService("orm");
    }

    get isShown() {
        return Boolean(this.props.record.data.holder_id);
    }

    get isMine() {
        return this.props.record.data.is_holder_mine;
    }

    open() {
        const { holder_id } = this.props.record.data;
        return this.showInstead(_t("Agreement"), "family.agreement", holder_id.id);
    }

    async apply() {
        const { holder_id, team_id } = this.props.record.data;
        const ids = [holder_id.id];
        const action = await this.orm.call("family.agreement", "action_open_transfer", [ids]);
        if (action.res_id) {
            return this.action.doAction(action);
        }
        this.dialog.add(FormViewDialog, {
            resModel: "family.transfer",
            title: _t("Apply for a transfer"),
            context: {
                default_agreement_id: holder_id.id,
                ...(team_id && { default_to_team_id: team_id.id }),
            },
            onRecordSaved: ({ resId }) =>
                this.showInstead(_t("Application for transfer"), "family.transfer", resId),
        });
    }

    /** The record takes the place of what was entered for nothing. */
    async showInstead(name, resModel, resId) {
        const { record } = this.props;
        const stackPosition = record.isNew ? "replaceCurrentAction" : undefined;
        await record.discard();
        await this.action.doAction(
            {
                type: "ir.actions.act_window",
                name,
                res_model: resModel,
                res_id: resId,
                views: [[false, "form"]],
            },
            { stackPosition },
        );
    }
}

export const transferButton = {
    component: TransferButton,
    fieldDependencies: [
        { name: "holder_id", type: "many2one", readonly: true },
        { name: "is_holder_mine", type: "boolean", readonly: true },
        { name: "team_id", type: "many2one" },
    ],
};

registry.category("view_widgets").add("family_transfer_button", transferButton);
