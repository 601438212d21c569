import { Component, onMounted, useEffect, useRef, useState } from "@odoo/owl";
import { scanBarcode } from "@web/core/barcode/barcode_dialog";
import { isBarcodeScannerSupported } from "@web/core/barcode/barcode_video_scanner";
import { _t } from "@web/core/l10n/translation";
import { Mutex } from "@web/core/utils/concurrency";
import { useBus, useService } from "@web/core/utils/hooks";
import { explainError } from "./receive_errors";

const TONES = { arrived: "success", again: "warning", refused: "danger", unknown: "danger" };
const VIBRATIONS = { success: 60, warning: [60, 60, 60], danger: 400 };

/** Step 1: each scan marks a piece as arrived and answers at once in colour and words. */
export class ReceiveScan extends Component {
    static template = "equipment_asset.ReceiveScan";
    static props = { delivery: Object, onAccept: Function, onBack: Function };

    setup() {
        this.orm = useService("orm");
        this.inputRef = useRef("code");
        this.rootRef = useRef("root");
        this.scans = new Mutex();
        this.hasCamera = isBarcodeScannerSupported();
        this.state = useState({
            items: this.props.delivery.items,
            opened: {},
            missingOnly: false,
            last: null,
            lastItem: false,
            blanks: [],
            code: "",
        });
        useBus(useService("barcode").bus, "barcode_scanned", ({ detail }) =>
            this.scan(detail.barcode),
        );
        onMounted(() => this.inputRef.el.focus());
        useEffect(
            () => {
                const last = this.rootRef.el.querySelector(".o_receive_last");
                last?.scrollIntoView({ block: "center" });
            },
            () => [this.state.lastItem],
        );
    }

    get total() {
        return this.state.items.length;
    }

    get arrived() {
        return this.state.items.filter((item) => item.state !== "expected").length;
    }

    get acceptable() {
        return this.state.items.filter((item) => item.state === "arrived").length;
    }

    /** Kit by kit, single devices last. */
    get groups() {
        const groups = new Map();
        for (const item of this.state.items) {
            const group = groups.get(item.kit_id) || {
                id: item.kit_id || 0,
                name: item.kit || _t("Single devices"),
                unit: item.kit ? item.unit : "",
                items: [],
                arrived: 0,
            };
            group.items.push(item);
            group.arrived += item.state === "expected" ? 0 : 1;
            groups.set(item.kit_id, group);
        }
        return [...groups.values()]
            .filter((group) => !this.state.missingOnly || group.arrived < group.items.length)
            .sort((one, other) => !one.id - !other.id);
    }

    getItems(group) {
        return group.items.filter((item) => !this.state.missingOnly || item.state === "expected");
    }

    isOpen(group) {
        return this.state.opened[group.id] ?? this.groups.length <= 3;
    }

    toggle(group) {
        this.state.opened[group.id] = !this.isOpen(group);
    }

    onKeydown(ev) {
        if (ev.key === "Enter") {
            ev.preventDefault();
            this.submit();
        }
    }

    submit() {
        const code = this.state.code;
        this.state.code = "";
        this.inputRef.el.focus();
        return this.scan(code);
    }

    async openCamera() {
        const code = await scanBarcode(this.env);
        return this.scan(code);
    }

    /** Scans come faster than answers: they wait in line. */
    scan(code) {
        return this.run(async () => {
            const answer = await this.call("scan_code", code);
            this.show(answer, code);
        });
    }

    assign(blank) {
        return this.run(async () => {
            const code = this.state.last.code;
            const answer = await this.call("assign_serial", blank.item_id, code);
            this.show(answer, code);
            this.find(answer.item_id).serial = code;
        });
    }

    receive(item) {
        return this.run(async () => {
            await this.call("receive_item", item.id);
            this.show({ status: "arrived", message: item.model, item_id: item.id, blanks: [] });
        });
    }

    takeBack(item) {
        return this.run(async () => {
            await this.call("take_back_item", item.id);
            item.state = "expected";
        });
    }

    run(task) {
        return this.scans.exec(async () => {
            try {
                await task();
            } catch (error) {
                this.tell("danger", explainError(error));
            }
        });
    }

    call(method, ...args) {
        return this.orm.call("equipment.delivery", method, [[this.props.delivery.id], ...args]);
    }

    find(id) {
        return this.state.items.find((item) => item.id === id);
    }

    show({ status, message, item_id: id, blanks }, code = "") {
        this.tell(TONES[status], message, code);
        this.state.blanks = blanks;
        this.state.lastItem = id;
        const item = this.find(id);
        if (item && status === "arrived") {
            item.state = "arrived";
        }
        if (item) {
            this.state.opened[item.kit_id || 0] = true;
        }
    }

    tell(tone, message, code = "") {
        const number = (this.state.last?.number || 0) + 1;
        this.state.blanks = [];
        this.state.last = { tone, message, code, number };
        navigator.vibrate?.(VIBRATIONS[tone]);
    }
}
