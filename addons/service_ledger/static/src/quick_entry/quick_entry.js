import { Component, onWillStart, useRef, useState } from "@odoo/owl";
import { scanBarcode } from "@web/core/barcode/barcode_dialog";
import { isBarcodeScannerSupported } from "@web/core/barcode/barcode_video_scanner";
import { _t } from "@web/core/l10n/translation";
import { ConnectionLostError, RPCError } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import { getDataURLFromFile } from "@web/core/utils/urls";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { SignaturePad } from "../signature_pad/signature_pad";
import { FeedbackScreen } from "./feedback_screen";

const MODEL = "service.quick.entry";
const MEGABYTE = 1024 * 1024;

/** Who, what, photo, signature, done: one row of the ledger, entered on a phone. */
export class QuickEntry extends Component {
    static template = "service_ledger.QuickEntry";
    static components = { Layout, SignaturePad, FeedbackScreen };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.searchRef = useRef("search");
        this.hasCamera = isBarcodeScannerSupported();
        this.state = useState({
            text: "",
            message: "",
            tone: "info",
            choices: [],
            person: null,
            kind: null,
            row: {},
            photos: [],
            signature: false,
            saved: null,
            link: null,
            isJudging: false,
            isBusy: false,
        });
        this.start = useState({ projects: [], kinds: [], outcomes: [] });
        onWillStart(async () => {
            Object.assign(this.start, await this.orm.call(MODEL, "get_start", []));
        });
    }

    find(text = this.state.text) {
        return this.run(async () => {
            this.show(await this.orm.call(MODEL, "find", [text, this.start.project_id]));
        });
    }

    onSearchKey(ev) {
        if (ev.key === "Enter") {
            this.find();
        }
    }

    async scan() {
        return this.find(await scanBarcode(this.env));
    }

    open(id) {
        return this.run(async () => {
            this.show(await this.orm.call(MODEL, "open_person", [id, this.start.project_id]));
        });
    }

    show({ message, person, choices }) {
        const tone = choices.length ? "info" : "warning";
        Object.assign(this.state, { message, person, choices, tone, kind: null, saved: null });
    }

    pick(kind) {
        const demand = this.state.person.demands[kind.id] || "";
        Object.assign(this.state, { kind, photos: [], signature: false, message: "" });
        this.state.row = { demand, is_checked: false, outcome: false, result: "", paper_page: "" };
        this.findPlace();
    }

    /** Where the phone allows it; a row without a place is one all the same. */
    findPlace() {
        const row = this.state.row;
        navigator.geolocation?.getCurrentPosition(
            ({ coords }) =>
                Object.assign(
                    row,
                    coords && {
                        latitude: coords.latitude,
                        longitude: coords.longitude,
                    },
                ),
            () => {},
            { timeout: 5000, maximumAge: 60000 },
        );
    }

    async addPhotos(ev) {
        const { megabytes, photos } = this.start.limits;
        const files = [...ev.target.files];
        ev.target.value = "";
        return this.run(async () => {
            for (const file of files) {
                if (file.size > megabytes * MEGABYTE) {
                    throw new RefusedError(
                        _t(
                            "“%(name)s” has %(size)s MB, at most %(limit)s MB are taken. Send a photo instead of a video, or a smaller one.",
                            {
                                name: file.name,
                                size: Math.round(file.size / MEGABYTE),
                                limit: megabytes,
                            },
                        ),
                    );
                }
                if (this.state.photos.length >= photos) {
                    throw new RefusedError(_t("At most %s photos.", photos));
                }
                const url = await getDataURLFromFile(file);
                this.state.photos.push({ name: file.name, url, content: url.split(",")[1] });
            }
        });
    }

    removePhoto(index) {
        this.state.photos.splice(index, 1);
    }

    setSignature(signature) {
        this.state.signature = signature;
    }

    get missing() {
        const { kind, row, photos, signature } = this.state;
        return [
            kind.needs_demand && !row.demand && _t("what was asked for"),
            kind.is_rehabilitation && !row.is_checked && _t("check of contraindications"),
            kind.needs_outcome && !row.outcome && _t("outcome"),
            kind.needs_photo && !photos.length && _t("photo"),
            kind.needs_signature && !signature && _t("signature"),
        ].filter(Boolean);
    }

    save() {
        const { person, kind, row, photos, signature } = this.state;
        return this.run(async () => {
            const vals = {
                ...row,
                project_id: this.start.project_id,
                partner_id: person.id,
                kind_id: kind.id,
            };
            const files = photos.map(({ name, content }) => ({ name, content }));
            const saved = await this.orm.call(MODEL, "save", [vals, files, signature]);
            this.start.today = saved.today;
            Object.assign(this.state, { saved, link: null, message: "" });
        });
    }

    /** What the person says goes to the server and nowhere else. */
    async judge(score, comment) {
        try {
            await this.orm.call("service.entry", "give_feedback", [
                [this.state.saved.id],
                score,
                comment,
            ]);
            return "";
        } catch (error) {
            return explain(error);
        }
    }

    async endJudging() {
        this.state.isJudging = false;
        await this.run(async () => {
            this.state.saved = await this.orm.call(MODEL, "get_state", [this.state.saved.id]);
        });
    }

    showLink() {
        return this.run(async () => {
            const ids = [this.state.saved.id];
            this.state.link = await this.orm.call("service.entry", "action_feedback_link", [ids]);
        });
    }

    next() {
        Object.assign(this.state, {
            text: "",
            message: "",
            choices: [],
            person: null,
            kind: null,
            saved: null,
            link: null,
        });
    }

    openEntry(id) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "service.entry",
            res_id: id,
            views: [[false, "form"]],
        });
    }

    async run(task) {
        this.state.isBusy = true;
        try {
            await task();
        } catch (error) {
            Object.assign(this.state, { message: explain(error), tone: "danger" });
        } finally {
            this.state.isBusy = false;
        }
    }
}

class RefusedError extends Error {}

/** What went wrong, in words for whoever holds the phone. Other errors are not for him. */
function explain(error) {
    if (error instanceof RefusedError) {
        return error.message;
    }
    if (error instanceof ConnectionLostError) {
        return _t("No connection. Nothing was saved: try again in a moment.");
    }
    if (error instanceof RPCError && error.data?.message) {
        return error.data.message;
    }
    throw error;
}

registry.category("actions").add("service_ledger.quick_entry", QuickEntry);
