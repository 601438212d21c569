import { _t } from "@web/core/l10n/translation";

/** A reading as typed: comma or point, full-width digits; `null` when it is no number. */
export function parseReading(text) {
    const plain = (text || "").normalize("NFKC").replace(",", ".").trim();
    return plain && Number.isFinite(Number(plain)) ? Number(plain) : null;
}

/** The checklist of everything that has arrived: answers model by model, readings piece by piece. */
export class ReceiveSheet {
    constructor({ items, checks }) {
        this.models = [];
        for (const item of items.filter(({ state }) => state === "arrived")) {
            let model = this.models.find(({ id }) => id === item.model_id);
            if (!model) {
                const points = checks[item.model_id] || [];
                model = {
                    id: item.model_id,
                    name: item.model,
                    points: points.filter((point) => !point.has_reading),
                    readings: points.filter((point) => point.has_reading),
                    ok: {},
                    pieces: [],
                    opened: points.some((point) => point.has_reading),
                };
                this.models.push(model);
            }
            model.pieces.push({
                id: item.id,
                serial: item.serial,
                kit: item.kit,
                taken: true,
                rejected: false,
                reason: "",
                failed: {},
                values: {},
            });
        }
    }

    get pieces() {
        return this.models.flatMap(({ pieces }) => pieces).filter(({ taken }) => taken);
    }

    get counts() {
        const rejected = this.pieces.filter((piece) => piece.rejected).length;
        return { accepted: this.pieces.length - rejected, rejected };
    }

    isAllOk(model) {
        return model.points.every(({ id }) => model.ok[id]);
    }

    setAllOk(model) {
        const all = !this.isAllOk(model);
        for (const { id } of model.points) {
            model.ok[id] = all;
        }
    }

    /** `ok`, `failed` or nothing yet. */
    getReadingResult(piece, point) {
        const value = parseReading(piece.values[point.id]);
        if (value === null) {
            return "";
        }
        return !point.has_range || (value >= point.min && value <= point.max) ? "ok" : "failed";
    }

    get todo() {
        return this.models.flatMap((model) => this.getTodo(model));
    }

    getTodo(model) {
        const pieces = model.pieces.filter(({ taken }) => taken);
        const sound = pieces.filter(({ rejected }) => !rejected);
        const isOpen = model.points.some((point) => point.required && !model.ok[point.id]);
        const lines = [];
        if (sound.length && isOpen) {
            lines.push(_t("%s: answer the checklist.", model.name));
        }
        for (const piece of sound) {
            lines.push(this.getReadingTodo(model, piece));
        }
        for (const { rejected, reason, serial } of pieces) {
            const name = [model.name, serial].filter(Boolean).join(" ");
            lines.push(rejected && !reason.trim() && _t("%s: say why it is rejected.", name));
        }
        return lines.filter(Boolean);
    }

    getReadingTodo(model, piece) {
        const name = [model.name, piece.serial].filter(Boolean).join(" ");
        for (const point of model.readings.filter(({ required }) => required)) {
            const result = this.getReadingResult(piece, point);
            if (result === "failed") {
                return _t("%s: the reading is out of range. Measure again or reject.", name);
            }
            if (!result) {
                return _t("%s: enter the reading.", name);
            }
        }
        return "";
    }

    get payload() {
        const rejected = this.pieces.filter((piece) => piece.rejected);
        return {
            item_ids: this.pieces.map(({ id }) => id),
            answers: this.models.flatMap((model) => this.getAnswers(model)),
            rejections: Object.fromEntries(rejected.map(({ id, reason }) => [id, reason.trim()])),
        };
    }

    getAnswers(model) {
        const answers = [];
        for (const piece of model.pieces.filter(({ taken }) => taken)) {
            for (const point of [...model.points, ...model.readings]) {
                const result = this.getResult(model, piece, point);
                const reading = parseReading(piece.values[point.id]) || 0;
                if (result) {
                    answers.push({ item_id: piece.id, check_id: point.id, result, reading });
                }
            }
        }
        return answers;
    }

    getResult(model, piece, point) {
        if (piece.rejected && piece.failed[point.id]) {
            return "failed";
        }
        if (point.has_reading) {
            return this.getReadingResult(piece, point);
        }
        return model.ok[point.id] ? "ok" : "";
    }
}
