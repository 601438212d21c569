import { IndexedDB } from "@web/core/utils/indexed_db";
import { uuid } from "@web/core/utils/strings";

/**
 * What a counter did and what the server has not yet confirmed. One entry of localStorage per event:
 * written before anything else happens, untouched by a reload, and two tabs don't overwrite each
 * other. The keys hold database, user and stock-take, so that nobody sends what another one counted.
 * Photos are too large for it and go to IndexedDB; only their names stay here.
 */
export class StocktakeStore {
    constructor(db, userId) {
        this.prefix = `equipment_stocktake/${db}/${userId}`;
        this.photos = new IndexedDB(this.prefix, "1");
        this.last = 0;
    }

    /** Keeps an event for good and returns it with its number. */
    addEvent(stocktakeId, event) {
        const kept = { uuid: uuid(), ...event };
        localStorage.setItem(this.makeKey(stocktakeId, "event"), JSON.stringify(kept));
        return kept;
    }

    /** Waiting events in the order they happened: [{ key, event }]. */
    getEvents(stocktakeId) {
        return this.getEntries(stocktakeId, "event").map(({ key, value }) => ({
            key,
            event: value,
        }));
    }

    /** @throws when the browser has no room left for the photo */
    async addPhoto(stocktakeId, photo) {
        const key = this.makeKey(stocktakeId, "photo");
        await this.photos.write("photo", key, photo.content);
        const kept = await this.photos.read("photo", key);
        if (!kept) {
            throw new Error("no room");
        }
        localStorage.setItem(key, JSON.stringify({ uuid: photo.uuid, name: photo.name }));
    }

    getPhotos(stocktakeId) {
        return this.getEntries(stocktakeId, "photo");
    }

    readPhoto(key) {
        return this.photos.read("photo", key);
    }

    async dropPhoto(key) {
        localStorage.removeItem(key);
        await this.photos.execute((db) => {
            db?.transaction("photo", "readwrite").objectStore("photo").delete(key);
        });
    }

    drop(keys) {
        keys.forEach((key) => localStorage.removeItem(key));
    }

    count(stocktakeId) {
        return this.getEvents(stocktakeId).length + this.getPhotos(stocktakeId).length;
    }

    /** A copy for the time without connection; without room for it the page works online only. */
    saveCopy(name, value) {
        try {
            localStorage.setItem(`${this.prefix}/copy/${name}`, JSON.stringify(value));
        } catch {
            localStorage.removeItem(`${this.prefix}/copy/${name}`);
        }
    }

    loadCopy(name) {
        return JSON.parse(localStorage.getItem(`${this.prefix}/copy/${name}`) || "null");
    }

    /** Keys sort by time; two events of one millisecond get numbers that follow each other. */
    makeKey(stocktakeId, kind) {
        this.last = Math.max(Date.now(), this.last + 1);
        return `${this.prefix}/${stocktakeId}/${kind}/${this.last}-${uuid().slice(0, 8)}`;
    }

    getEntries(stocktakeId, kind) {
        const start = `${this.prefix}/${stocktakeId}/${kind}/`;
        return Object.keys(localStorage)
            .filter((key) => key.startsWith(start))
            .sort()
            .map((key) => ({ key, value: JSON.parse(localStorage.getItem(key)) }));
    }
}
