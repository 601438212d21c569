import { Component, onWillStart, useState } from "@odoo/owl";
import { scanBarcode } from "@web/core/barcode/barcode_dialog";
import { isBarcodeScannerSupported } from "@web/core/barcode/barcode_video_scanner";
import { _t } from "@web/core/l10n/translation";
import { ConnectionLostError, RPCError } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

const MODEL = "event.event";
const CARD = "SV:";

/** People sign in at a lecture, a round or a free clinic: two taps each, on a phone. */
export class SignIn extends Component {
    static template = "service_event.SignIn";
    static components = { Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.hasCamera = isBarcodeScannerSupported();
        this.state = useState({
            events: [],
            event: null,
            text: "",
            filter: "",
            message: "",
            tone: "info",
            person: null,
            choices: [],
            can_be_guest: false,
            isBusy: false,
        });
        onWillStart(async () => {
            const chosen = this.props.action.context?.sign_in_event_id;
            if (chosen) {
                return this.open(chosen);
            }
            this.state.events = await this.orm.call(MODEL, "get_sign_in_events", []);
            if (this.state.events.length === 1) {
                await this.open(this.state.events[0].id);
            }
        });
    }

    open(id) {
        return this.run(async () => {
            this.state.event = await this.orm.call(MODEL, "get_sign_in", [[id]]);
        });
    }

    find(text = this.state.text) {
        return this.run(async () => {
            const found = await this.orm.call(MODEL, "find_attendee", [
                [this.state.event.id],
                text || "",
            ]);
            Object.assign(this.state, {
                ...found,
                tone: found.choices.length ? "info" : "warning",
            });
            // the card is in his hand: nothing is left to choose
            if (found.person && !found.person.warning && (text || "").startsWith(CARD)) {
                await this.enter(found.person);
            }
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

    signIn(person) {
        return this.run(() => this.enter(person));
    }

    async enter(person) {
        const ids = [this.state.event.id];
        const event = await this.orm.call(MODEL, "sign_in", [ids, person.id]);
        this.show(event, _t("%s is signed in.", person.name));
    }

    signInGuest() {
        return this.run(async () => {
            const name = this.state.text;
            const ids = [this.state.event.id];
            const event = await this.orm.call(MODEL, "sign_in_guest", [ids, name]);
            this.show(event, _t("%s is a guest: kept, but not counted.", name));
        });
    }

    takeBack(row) {
        return this.run(async () => {
            const ids = [this.state.event.id];
            const event = await this.orm.call(MODEL, "take_sign_in_back", [ids, row.id]);
            this.show(event, _t("The sign-in of %s was taken back.", row.name));
        });
    }

    show(event, message) {
        Object.assign(this.state, {
            event,
            message,
            tone: "success",
            text: "",
            person: null,
            choices: [],
            can_be_guest: false,
        });
    }

    get expected() {
        const { event, filter } = this.state;
        return event.expected.filter((row) => row.name.includes(filter.trim()));
    }

    get progress() {
        const { people, minimum } = this.state.event;
        return minimum ? Math.min(100, Math.round((100 * people) / minimum)) : 0;
    }

    async run(task) {
        if (this.state.isBusy) {
            return;
        }
        this.state.isBusy = true;
        this.state.message = "";
        try {
            await task();
        } catch (error) {
            Object.assign(this.state, { message: explain(error), tone: "danger" });
        } finally {
            this.state.isBusy = false;
        }
    }
}

/** What went wrong, in words for whoever holds the phone. Other errors are not for him. */
function explain(error) {
    if (error instanceof ConnectionLostError) {
        return _t("No connection. Nobody was signed in: try again in a moment.");
    }
    if (error instanceof RPCError && error.data?.message) {
        return error.data.message;
    }
    throw error;
}

registry.category("actions").add("service_event.sign_in", SignIn);
