import { Component, onMounted, useEffect, useRef, useState } from "@odoo/owl";
import { SignatureDialog } from "@web/core/signature/signature_dialog";
import { _t } from "@web/core/l10n/translation";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";
import { getDataURLFromFile } from "@web/core/utils/urls";
import { explainError } from "./receive_errors";
import { ReceiveSheet } from "./receive_sheet";

/** 128 random bits; `crypto.randomUUID` exists on secure pages only. */
function drawUuid() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function getContent(dataUrl) {
    return dataUrl.split(",")[1];
}

/** Step 2: checklist, photos, both signatures; one request books the cards and seals the form. */
export class ReceiveAccept extends Component {
    static template = "equipment_asset.ReceiveAccept";
    static props = { delivery: Object, onBack: Function, onDone: Function };

    setup() {
        this.rootRef = useRef("root");
        this.orm = useService("orm");
        this.dialog = useService("dialog");
        this.uuid = drawUuid();
        this.sheet = useState(new ReceiveSheet(this.props.delivery));
        this.state = useState({
            place: "",
            latitude: false,
            longitude: false,
            receiver: user.name,
            supplier: "",
            photos: [],
            receiver_signature: "",
            supplier_signature: "",
            error: "",
            asked: false,
            busy: false,
        });
        useEffect(
            () => this.voidSignatures(),
            () => [JSON.stringify(this.sheet.payload)],
        );
        onMounted(() => {
            this.rootRef.el.scrollIntoView();
            this.locate();
        });
    }

    /** Where the browser tells it; who declines can accept all the same. */
    locate() {
        navigator.geolocation?.getCurrentPosition(
            ({ coords }) =>
                Object.assign(this.state, {
                    latitude: coords.latitude,
                    longitude: coords.longitude,
                }),
            () => {},
            { timeout: 10000 },
        );
    }

    /** A photo the server would refuse is refused at once, not after minutes of sending it. */
    explainPhoto({ name, size, type }) {
        if (/hei[cf]/i.test(type) || /\.hei[cf]$/i.test(name)) {
            return _t("%s: set the camera to JPEG; not every computer opens HEIC photos.", name);
        }
        const limit = this.props.delivery.max_mb;
        const isLarge = size > limit * 1024 * 1024;
        return isLarge && _t("%(name)s is too large: at most %(limit)s MB.", { name, limit });
    }

    async addPhotos(ev) {
        this.state.error = "";
        for (const file of ev.target.files) {
            const refusal = this.explainPhoto(file);
            if (refusal) {
                this.state.error = refusal;
                continue;
            }
            const url = await getDataURLFromFile(file);
            this.state.photos.push({ name: file.name, url });
        }
        ev.target.value = "";
    }

    removePhoto(index) {
        this.state.photos.splice(index, 1);
    }

    sign(code) {
        this.dialog.add(SignatureDialog, {
            nameAndSignatureProps: { noInputName: true, mode: "draw", fontColor: "Black" },
            uploadSignature: ({ signatureImage }) => {
                this.state[code] = signatureImage;
                this.state.error = "";
            },
        });
    }

    /** Who signed did so for other answers than those on the page now. */
    voidSignatures() {
        const { state } = this;
        if (state.receiver_signature || state.supplier_signature) {
            state.receiver_signature = state.supplier_signature = "";
            state.error = _t("Changed after it was signed: please sign again.");
        }
    }

    /** What is still to do, in the order of the page; empty when it can be sent. */
    get todo() {
        const { state } = this;
        return [
            ...this.sheet.todo,
            !state.photos.length && _t("Take a photo on site."),
            !state.supplier && _t("Enter who signs for the supplier."),
            !state.receiver_signature && _t("The receiver has to sign."),
            !state.supplier_signature && _t("The supplier has to sign."),
        ].filter(Boolean);
    }

    /** The refusal of the last step, or once "accept" was pressed what is still to do. */
    get problem() {
        return this.state.error || (this.state.asked && this.todo[0]) || "";
    }

    get payload() {
        const { state } = this;
        return {
            ...this.sheet.payload,
            uuid: this.uuid,
            place: state.place,
            latitude: state.latitude,
            longitude: state.longitude,
            receiver_name: state.receiver,
            supplier_representative: state.supplier,
            photos: state.photos.map(({ name, url }) => ({ name, content: getContent(url) })),
            receiver_signature: getContent(state.receiver_signature),
            supplier_signature: getContent(state.supplier_signature),
        };
    }

    async accept() {
        this.state.asked = true;
        this.state.error = "";
        if (this.todo.length) {
            return;
        }
        this.state.busy = true;
        try {
            const args = [[this.props.delivery.id], this.payload];
            this.props.onDone(await this.orm.call("equipment.delivery", "accept_on_site", args));
        } catch (error) {
            this.state.error = explainError(error);
        } finally {
            this.state.busy = false;
        }
    }
}
