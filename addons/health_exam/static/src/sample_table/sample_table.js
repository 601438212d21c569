import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { Mutex } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { ScanBox, explainError } from "../scan_box/scan_box";

const MODEL = "health.exam.sample.table";
const TUBE = /^\d{15}-\d$/;

/** The blood table: guide sheet, second identifier, tubes. A foreign tube stops everything. */
export class SampleTable extends Component {
    static template = "health_exam.SampleTable";
    static components = { Layout, ScanBox };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.tasks = new Mutex();
        this.state = useState({ exam: null, identifier: "", message: "", tone: "info", alarm: "" });
    }

    takeFocus(focus) {
        this.focus = focus;
    }

    get open() {
        return this.state.exam.samples.filter((sample) => sample.state === "planned");
    }

    get isTableDone() {
        return !this.open.some((sample) => sample.is_at_table);
    }

    choose(identifier) {
        this.state.identifier = identifier;
        this.tell("", "info");
        this.focus?.();
    }

    /** After an alarm nothing is read until somebody has seen it. */
    acknowledge() {
        this.state.alarm = "";
        this.state.identifier = "";
        this.focus?.();
    }

    /** Scans come faster than answers: they wait in line, and are judged when their turn comes. */
    onScan(text) {
        return this.tasks.exec(() => {
            if (text && !this.state.alarm) {
                return this.run(() => (TUBE.test(text) ? this.take(text) : this.sit(text)));
            }
        });
    }

    async sit(text) {
        const exam = await this.orm.call(MODEL, "open_exam", [text]);
        const isSame = this.state.exam?.id === exam.id;
        Object.assign(this.state, { exam, identifier: isSame ? this.state.identifier : "" });
        this.tell("", "info");
    }

    async take(text) {
        if (!this.state.exam) {
            return this.tell(_t("Scan the guide sheet of the person first."), "warning");
        }
        const args = [this.state.exam.id, text, this.state.identifier];
        this.state.exam = await this.orm.call(MODEL, "take", args);
        if (this.state.exam.alarm) {
            return this.raiseAlarm(this.state.exam.alarm);
        }
        this.tell(this.explainRest(), "success");
    }

    raiseAlarm(alarm) {
        Object.assign(this.state, { alarm, identifier: "" });
        this.tell("", "info");
        navigator.vibrate?.([400, 100, 400]);
    }

    explainRest() {
        if (!this.open.length) {
            return _t("All samples are there. Scan the next guide sheet.");
        }
        if (this.isTableDone) {
            const rest = this.open.map((sample) => sample.kind).join("、");
            return _t("Taken. Still to be handed in: %s", rest);
        }
        return _t("Taken. Scan the next tube.");
    }

    tell(message, tone) {
        Object.assign(this.state, { message, tone });
    }

    async run(task) {
        try {
            await task();
        } catch (error) {
            this.tell(explainError(error), "danger");
            navigator.vibrate?.(400);
        }
        this.focus?.();
    }
}

registry.category("actions").add("health_exam_sample_table", SampleTable);
