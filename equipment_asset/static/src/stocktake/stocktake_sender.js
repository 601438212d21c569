import { browser } from "@web/core/browser/browser";
import { ConnectionLostError } from "@web/core/network/rpc";

const BATCH = 50;
const FIRST_DELAY = 2000;
const LONGEST_DELAY = 60000;
const MODEL = "equipment.stocktake";

/**
 * Sends what waits in the store: events in batches, then photos, again and again with growing
 * pauses until the server confirmed them. Sending twice does no harm.
 */
export class StocktakeSender {
    /**
     * @param {Object} hooks onAnswers(answers), onChange({ online, error }), onPhotoRefused(message)
     */
    constructor(orm, store, stocktakeId, hooks) {
        Object.assign(this, { orm: orm.silent, store, stocktakeId, hooks });
        this.delay = FIRST_DELAY;
        this.timer = null;
        this.busy = false;
        this.wake = () => this.retryNow();
        browser.addEventListener("online", this.wake);
    }

    destroy() {
        this.destroyed = true;
        browser.clearTimeout(this.timer);
        browser.removeEventListener("online", this.wake);
    }

    retryNow() {
        this.delay = FIRST_DELAY;
        return this.send();
    }

    async send() {
        if (this.busy || this.destroyed) {
            return;
        }
        this.busy = true;
        browser.clearTimeout(this.timer);
        try {
            // What comes in while a photo is on its way is sent in the next round.
            while (this.store.count(this.stocktakeId) && !this.destroyed) {
                await this.sendEvents();
                await this.sendPhotos();
                this.delay = FIRST_DELAY;
                this.hooks.onChange({ online: true, error: "" });
            }
        } catch (error) {
            this.handleError(error);
        } finally {
            this.busy = false;
        }
    }

    async sendEvents() {
        for (;;) {
            const batch = this.store.getEvents(this.stocktakeId).slice(0, BATCH);
            if (!batch.length) {
                return;
            }
            const events = batch.map(({ event }) => event);
            const answers = await this.orm.call(MODEL, "record_scans", [
                [this.stocktakeId],
                events,
            ]);
            this.store.drop(batch.map(({ key }) => key));
            this.hooks.onAnswers(answers);
        }
    }

    async sendPhotos() {
        for (const { key, value } of this.store.getPhotos(this.stocktakeId)) {
            const content = await this.store.readPhoto(key);
            try {
                await this.orm.call(MODEL, "add_scan_photo", [
                    [this.stocktakeId],
                    value.uuid,
                    value.name,
                    content,
                ]);
            } catch (error) {
                // Refused for good: a file that no later attempt makes better.
                if (error.exceptionName !== "odoo.exceptions.ValidationError") {
                    throw error;
                }
                this.hooks.onPhotoRefused(error.data.message);
            }
            await this.store.dropPhoto(key);
            this.hooks.onChange({});
        }
    }

    /** Whatever went wrong, nothing is lost: it stays in the store and is tried again. */
    handleError(error) {
        const lost = error instanceof ConnectionLostError;
        const message = error.data?.message || error.message;
        this.hooks.onChange({ online: !lost, error: lost ? "" : message });
        this.delay = Math.min(this.delay * 2, LONGEST_DELAY);
        if (!this.destroyed) {
            this.timer = browser.setTimeout(() => this.send(), this.delay);
        }
    }
}
