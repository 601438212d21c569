import {
    Component,
    onMounted,
    onWillUnmount,
    useExternalListener,
    useRef,
    useState,
} from "@odoo/owl";
import { scanBarcode } from "@web/core/barcode/barcode_dialog";
import { isBarcodeScannerSupported } from "@web/core/barcode/barcode_video_scanner";
import { ConnectionLostError, RPCError } from "@web/core/network/rpc";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

// A card reader types several lines, a scanner ends with CR and LF: what follows this fast belongs
// to the same scan.
const SAME_SCAN_MS = 100;

/** One box for a scanner, a card reader and the keyboard; it keeps the focus. */
export class ScanBox extends Component {
    static template = "health_exam.ScanBox";
    static props = {
        placeholder: String,
        onScan: Function,
        register: { type: Function, optional: true },
    };

    setup() {
        this.inputRef = useRef("code");
        this.hasCamera = isBarcodeScannerSupported();
        this.state = useState({ text: "" });
        this.ui = useService("ui");
        this.lines = [];
        useExternalListener(window, "keydown", (ev) => this.onPageKeydown(ev));
        onMounted(() => {
            this.props.register?.(() => this.focus());
            this.focus();
        });
        onWillUnmount(() => clearTimeout(this.timer));
    }

    focus() {
        this.inputRef.el?.focus();
    }

    /** A click beside the box took the focus: what is scanned next belongs here all the same. */
    onPageKeydown(ev) {
        const isNowhere =
            document.activeElement === document.body && this.ui.activeElement === document;
        if (!isNowhere || ev.ctrlKey || ev.altKey || ev.metaKey) {
            return;
        }
        if (ev.key === "Enter" || ev.key.length === 1) {
            this.focus(); // the character itself follows the focus
        }
        if (ev.key === "Enter") {
            this.onKeydown(ev);
        }
    }

    onKeydown(ev) {
        if (ev.key === "Enter") {
            ev.preventDefault();
            this.enter();
        } else if (ev.key === "Escape") {
            this.empty();
        } else if (this.lines.length) {
            this.wait();
        }
    }

    /** A pasted card keeps its lines, which a box of one line would run together. */
    onPaste(ev) {
        const text = ev.clipboardData?.getData("text") || "";
        if (/[\r\n]/.test(text.trim())) {
            ev.preventDefault();
            this.lines.push(text);
            this.submit();
        }
    }

    enter() {
        this.lines.push(this.state.text);
        this.empty();
        this.wait();
    }

    wait() {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.submit(), SAME_SCAN_MS);
    }

    submit() {
        const text = [...this.lines, this.state.text].join("\n").trim();
        this.lines = [];
        this.empty();
        this.props.onScan(text);
    }

    /** Of the box itself too: a scan faster than a frame is drawn changes nothing for the template. */
    empty() {
        this.state.text = "";
        if (this.inputRef.el) {
            this.inputRef.el.value = "";
        }
    }

    async openCamera() {
        this.props.onScan(await scanBarcode(this.env));
    }
}

/** What went wrong, in words for the person at the desk. Other errors are not for him. */
export function explainError(error) {
    if (error instanceof ConnectionLostError) {
        return _t("No connection. Nothing was saved: try again in a moment.");
    }
    if (error instanceof RPCError && error.data?.message) {
        return error.data.message;
    }
    throw error;
}
