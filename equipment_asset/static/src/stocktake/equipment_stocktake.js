import { Component, onWillDestroy, onWillStart, useRef, useState } from "@odoo/owl";
import { scanBarcode } from "@web/core/barcode/barcode_dialog";
import { isBarcodeScannerSupported } from "@web/core/barcode/barcode_video_scanner";
import { serializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { ConnectionLostError } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { getDataURLFromFile } from "@web/core/utils/urls";
import { useBus, useService } from "@web/core/utils/hooks";
import { session } from "@web/session";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { StocktakeSender } from "./stocktake_sender";
import { StocktakeSheet } from "./stocktake_sheet";
import { StocktakeStore } from "./stocktake_store";

const MODEL = "equipment.stocktake";
const KEPT_ON_SCREEN = 30;
// A camera sees the same label several times a second.
const SAME_SCAN_MS = 2000;
const GOOD = ["found", "recorded", "counted_twice"];
const BAD = ["unknown_tag", "disposed_found", "other_unit", "wrong_unit", "refused"];

/** Counting with a phone: choose the place, scan; nothing is lost while the connection is down. */
export class EquipmentStocktake extends Component {
    static template = "equipment_asset.EquipmentStocktake";
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.notification = useService("notification");
        this.codeInput = useRef("code");
        this.store = new StocktakeStore(session.db, user.userId);
        this.canUseCamera = isBarcodeScannerSupported();
        this.state = useState({
            stocktakes: [],
            sheet: null,
            unitId: 0,
            place: "",
            code: "",
            scans: [],
            waiting: 0,
            online: true,
            error: "",
            showRemaining: false,
        });
        useBus(useService("barcode").bus, "barcode_scanned", (ev) => this.scan(ev.detail.barcode));
        onWillStart(() => this.start());
        onWillDestroy(() => this.sender?.destroy());
    }

    async start() {
        const { stocktakes } = await this.loadList();
        const only = stocktakes.length === 1 ? stocktakes[0].id : 0;
        const wanted = this.props.action.params?.stocktake_id || only;
        if (wanted) {
            await this.choose(wanted);
        }
    }

    async loadList() {
        this.state.stocktakes = await this.load("list", () =>
            this.orm.silent.searchRead(
                MODEL,
                [
                    ["state", "=", "counting"],
                    ["counter_ids", "in", [user.userId]],
                ],
                ["name", "org_unit_id", "date", "mode"],
            ),
        );
        return this.state;
    }

    /** From the server, or without connection the copy of the last time. */
    async load(name, ask) {
        try {
            const value = await ask();
            this.store.saveCopy(name, value);
            this.state.online = true;
            return value;
        } catch (error) {
            if (!(error instanceof ConnectionLostError)) {
                throw error;
            }
            this.state.online = false;
            return this.store.loadCopy(name) || [];
        }
    }

    async choose(id) {
        const data = await this.load(`sheet-${id}`, () =>
            this.orm.silent.call(MODEL, "get_count_sheet", [[id]]),
        );
        if (!data.units) {
            this.state.error = _t("Open this stock-take once while there is a connection.");
            return;
        }
        this.state.sheet = new StocktakeSheet(data);
        const spot = this.store.loadCopy(`spot-${id}`) || {};
        const known = data.units.find((unit) => unit.id === spot.unitId);
        this.state.unitId = (known || data.units[0] || { id: 0 }).id;
        this.state.place = spot.place || "";
        this.sender?.destroy();
        this.sender = new StocktakeSender(this.orm, this.store, id, {
            onAnswers: (answers) => answers.forEach((answer) => this.applyAnswer(answer)),
            onChange: (change) => this.refresh(change),
            onPhotoRefused: (message) => this.notification.add(message, { type: "danger" }),
        });
        this.refresh({});
        this.sender.send();
    }

    leave() {
        this.sender?.destroy();
        this.state.sheet = null;
        this.state.scans = [];
        this.state.error = "";
        this.loadList();
    }

    refresh(change) {
        Object.assign(this.state, change, {
            waiting: this.store.count(this.state.sheet.id),
        });
    }

    get last() {
        return this.state.scans[0];
    }

    get remaining() {
        return this.state.sheet.getRemaining(this.state.unitId);
    }

    get total() {
        return this.state.sheet.getTotal(this.state.unitId);
    }

    get percent() {
        return this.total
            ? Math.round((100 * (this.total - this.remaining.length)) / this.total)
            : 0;
    }

    get progressText() {
        const seen = this.total - this.remaining.length;
        return _t("%(seen)s of %(total)s seen", { seen, total: this.total });
    }

    get waitingText() {
        return _t("%s waiting", this.state.waiting);
    }

    get conditions() {
        return [
            ["good", _t("Good")],
            ["damaged", _t("Damaged")],
            ["label_unreadable", _t("Label unreadable")],
        ];
    }

    getTitle(status) {
        return {
            found: _t("Found"),
            counted_twice: _t("Scanned again"),
            wrong_place: _t("Wrong place"),
            wrong_unit: _t("Wrong unit"),
            other_unit: _t("Of another unit"),
            unknown_tag: _t("Unknown tag"),
            disposed_found: _t("Disposed of"),
            surplus: _t("Not expected here"),
            kit: _t("Tag of a kit"),
            refused: _t("Not taken in"),
            undone: _t("Withdrawn"),
            recorded: _t("Recorded"),
            kept: _t("Kept on this phone"),
        }[status];
    }

    getColor(status) {
        if (GOOD.includes(status)) {
            return "success";
        }
        return BAD.includes(status) ? "danger" : "warning";
    }

    setSpot(change) {
        Object.assign(this.state, change);
        const { unitId, place } = this.state;
        this.store.saveCopy(`spot-${this.state.sheet.id}`, { unitId, place });
    }

    async openCamera() {
        this.scan(await scanBarcode(this.env));
    }

    submitCode() {
        this.scan(this.state.code);
        this.state.code = "";
        this.codeInput.el?.focus();
    }

    scan(rawCode) {
        const code = (rawCode || "").trim();
        if (!this.state.sheet || !code) {
            return;
        }
        const now = Date.now();
        if (this.last && this.last.code === code && now - this.last.at < SAME_SCAN_MS) {
            return;
        }
        const { unitId, place } = this.state;
        const event = this.keep({ kind: "scan", code });
        const guess = this.state.sheet.judge(code, unitId, place.trim());
        const scan = { ...guess, uuid: event.uuid, code, at: now, message: "", condition: "" };
        this.state.scans = [scan, ...this.state.scans].slice(0, KEPT_ON_SCREEN);
        navigator.vibrate?.(this.getColor(scan.status) === "danger" ? [80, 60, 80] : 60);
    }

    /** Writes an event down before anything else happens, then tries to send it. */
    keep(event) {
        const kept = this.store.addEvent(this.state.sheet.id, {
            ...event,
            unit_id: this.state.unitId,
            place: this.state.place.trim(),
            scanned_at: serializeDateTime(luxon.DateTime.now()),
        });
        this.refresh({});
        this.sender.send();
        return kept;
    }

    undo() {
        const scan = this.last;
        this.keep({ kind: "undo", target: scan.uuid });
        if (scan.row) {
            scan.row.result = scan.before;
        }
        scan.status = "undone";
        scan.message = "";
    }

    setCondition(condition) {
        this.last.condition = condition;
        this.keep({ kind: "remark", target: this.last.uuid, condition });
    }

    async addPhoto(ev) {
        const [file] = ev.target.files;
        ev.target.value = "";
        const limit = this.state.sheet.max_mb;
        if (!file) {
            return;
        }
        if (file.size > limit * 1024 * 1024) {
            const message = _t("The photo is too large: at most %s MB.", limit);
            this.notification.add(message, { type: "danger" });
            return;
        }
        const content = (await getDataURLFromFile(file)).split(",")[1];
        try {
            const photo = { uuid: this.last.uuid, name: file.name, content };
            await this.store.addPhoto(this.state.sheet.id, photo);
        } catch {
            const message = _t("This phone has no room for the photo. Send what is waiting first.");
            this.notification.add(message, { type: "danger" });
            return;
        }
        this.last.photos = (this.last.photos || 0) + 1;
        this.refresh({});
        this.sender.send();
    }

    /** The answer of the server replaces the guess, unless the scan was withdrawn since. */
    applyAnswer(answer) {
        const scan = this.state.scans.find(({ uuid }) => uuid === answer.uuid);
        if (answer.line_id) {
            this.state.sheet.setResult(answer.line_id, answer.status);
        }
        if (scan && scan.status !== "undone") {
            const { status, message, label } = answer;
            Object.assign(scan, { status, message, label: label || "" });
        }
    }
}

registry.category("actions").add("equipment_stocktake", EquipmentStocktake);
