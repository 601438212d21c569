import { Component, onWillStart, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { Mutex } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { printPdf } from "../print_pdf";
import { ScanBox, explainError } from "../scan_box/scan_box";

const MODEL = "health.exam.desk";

/** The registration desk: scan, compare, Enter; the box has the focus again for the next one. */
export class ExamDesk extends Component {
    static template = "health_exam.ExamDesk";
    static components = { Layout, ScanBox };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.tasks = new Mutex();
        this.state = useState({
            message: "",
            tone: "info",
            person: null,
            choices: [],
            isNew: false,
            isBusy: false,
            today: { count: 0, last: [] },
        });
        onWillStart(() => this.loadToday());
    }

    takeFocus(focus) {
        this.focus = focus;
    }

    /** Enter alone goes on with who is shown: register him, then print. */
    onScan(text) {
        if (text) {
            return this.find(text);
        }
        if (this.state.isBusy) {
            return; // an Enter too many
        }
        if (this.canRegister) {
            return this.register();
        }
        if (this.state.isNew && this.state.person?.exam) {
            return this.printLabels();
        }
    }

    get canRegister() {
        return this.state.person?.can_register && this.chosen.length > 0;
    }

    get chosen() {
        return this.state.person.packages.filter((row) => row.chosen).map((row) => row.id);
    }

    find(text) {
        return this.run(async () => this.show(await this.orm.call(MODEL, "find", [text])));
    }

    open(id) {
        return this.run(async () => this.show(await this.orm.call(MODEL, "open_person", [id])));
    }

    register() {
        const person = this.state.person;
        const appointment = person.appointments[0]?.id || false;
        return this.run(async () => {
            const args = [person.id, this.chosen, appointment];
            this.show(await this.orm.call(MODEL, "register", args));
            this.state.isNew = true;
            await this.loadToday();
        });
    }

    printLabels() {
        return this.print("get_label_url");
    }

    printGuide() {
        return this.print("get_guide_url");
    }

    printReport(id) {
        return this.print("get_report_url", id);
    }

    print(method, id = this.state.person.exam.id) {
        this.state.isNew = false;
        return this.run(async () => printPdf(await this.orm.call(MODEL, method, [id])));
    }

    openExam(id) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "health.exam",
            res_id: id,
            views: [[false, "form"]],
        });
    }

    undo() {
        const { id, exam } = this.state.person;
        return this.run(async () => {
            const action = await this.orm.call("health.exam", "action_void", [[exam.id]]);
            await this.action.doAction(action, {
                onClose: async () => {
                    await this.open(id);
                    await this.loadToday();
                },
            });
        });
    }

    async loadToday() {
        this.state.today = await this.orm.call(MODEL, "get_today", []);
    }

    show({ message, person, choices }) {
        const tone = choices.length ? "info" : "warning";
        Object.assign(this.state, { message, person, choices, tone, isNew: false });
    }

    /** One after the other: a scan that comes before the answer waits. */
    run(task) {
        return this.tasks.exec(async () => {
            this.state.isBusy = true;
            try {
                await task();
            } catch (error) {
                Object.assign(this.state, { message: explainError(error), tone: "danger" });
            } finally {
                this.state.isBusy = false;
                this.focus?.();
            }
        });
    }
}

registry.category("actions").add("health_exam_desk", ExamDesk);
