import { Component, onWillDestroy, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

const SECONDS = 60;

/** Shows a whole number once, in large type, and takes it away after a minute. */
export class Reveal extends Component {
    static template = "resident.Reveal";
    static props = { ...standardActionServiceProps };

    setup() {
        const { value, label } = this.props.action.params;
        this.label = label;
        this.state = useState({ value, left: SECONDS });
        const timer = setInterval(() => this.tick(), 1000);
        onWillDestroy(() => clearInterval(timer));
    }

    /** In groups, as people read numbers aloud. */
    get parts() {
        const { value } = this.state;
        return value.length === 18
            ? [value.slice(0, 6), value.slice(6, 14), value.slice(14)]
            : value.split(" ");
    }

    get notice() {
        return _t("Hidden again in %s seconds. It was recorded that you saw it.", this.state.left);
    }

    tick() {
        this.state.left -= 1;
        if (this.state.left <= 0) {
            // not only the screen: nothing in the page keeps the number
            this.state.value = "";
            this.props.action.params.value = "";
            this.env.services.action.doAction({ type: "ir.actions.act_window_close" });
        }
    }
}

registry.category("actions").add("resident.reveal", Reveal);
