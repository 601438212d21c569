import { Component, onWillStart, useState } from "@odoo/owl";
import { formatDate, deserializeDate } from "@web/core/l10n/dates";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

/** All that happened to a resident, the latest first; a tap opens the record behind it. */
export class HealthTimeline extends Component {
    static template = "health_archive.Timeline";
    static props = { ...standardActionServiceProps };

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.archiveId = this.props.action.context.active_id;
        this.state = useState({ name: "", events: [], kind: "" });
        onWillStart(() => this.load());
    }

    async load() {
        if (!this.archiveId) {
            return;
        }
        const timeline = await this.orm.call("health.archive", "get_timeline", [[this.archiveId]]);
        Object.assign(this.state, timeline);
        this.env.config.setDisplayName(timeline.name);
    }

    /** Kinds of events that occur, with their number, in the order of the latest. */
    get kinds() {
        const kinds = new Map();
        for (const { kind, label } of this.state.events) {
            const found = kinds.get(kind) || { kind, label, count: 0 };
            kinds.set(kind, { ...found, count: found.count + 1 });
        }
        return [...kinds.values()];
    }

    /** `[{ year, events }]`, the latest year first. */
    get years() {
        const { events, kind } = this.state;
        const years = [];
        for (const event of events.filter((event) => !kind || event.kind === kind)) {
            const year = event.date.slice(0, 4);
            if (years.at(-1)?.year !== year) {
                years.push({ year, events: [] });
            }
            years.at(-1).events.push(event);
        }
        return years;
    }

    formatDate(date) {
        return formatDate(deserializeDate(date));
    }

    choose(kind) {
        this.state.kind = this.state.kind === kind ? "" : kind;
    }

    open({ model, id }) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: model,
            res_id: id,
            views: [[false, "form"]],
        });
    }

    openArchive() {
        return this.open({ model: "health.archive", id: this.archiveId });
    }
}

registry.category("actions").add("health_timeline", HealthTimeline);
