const TAG = /\/equipment\/tag\/([\w-]{22})(?:[/?#]|$)/;
const SEEN = ["found", "counted_twice", "wrong_place", "wrong_unit"];

function fold(text) {
    return (text || "").normalize("NFKC").toLowerCase().replace(/\s/g, "");
}

/** The expected list as the phone knows it, so that a scan is judged without any connection. */
export class StocktakeSheet {
    constructor(data) {
        Object.assign(this, data);
        this.isOpen = Boolean(this.expected);
        this.rowByToken = new Map();
        this.rowsByText = new Map();
        for (const row of this.expected || []) {
            this.rowByToken.set(row.token, row);
            for (const text of new Set([row.number, row.serial].filter(Boolean))) {
                this.rowsByText.set(text, [...(this.rowsByText.get(text) || []), row]);
            }
        }
    }

    /** The expected device a code means; a serial number of two makers means none. */
    find(code) {
        const tag = code.match(TAG);
        if (tag) {
            return this.rowByToken.get(tag[1]);
        }
        const rows = this.rowsByText.get(code) || this.rowsByText.get(code.toUpperCase()) || [];
        return rows.length === 1 ? rows[0] : undefined;
    }

    /** What the server will probably say; its answer replaces it. */
    judge(code, unitId, place) {
        const row = this.isOpen && this.find(code);
        if (!row) {
            return { status: "kept" };
        }
        const before = row.result;
        const again = SEEN.includes(before);
        if (row.unit_id !== unitId) {
            row.result = "wrong_unit";
        } else if (row.place && place && fold(row.place) !== fold(place)) {
            row.result = "wrong_place";
        } else {
            row.result = again ? "counted_twice" : "found";
        }
        const label = [row.number, row.name].filter(Boolean).join(" ");
        return { status: row.result, label, row, before };
    }

    setResult(lineId, result) {
        const row = (this.expected || []).find(({ id }) => id === lineId);
        if (row) {
            row.result = result;
        }
    }

    getRemaining(unitId) {
        return (this.expected || []).filter(
            (row) => row.unit_id === unitId && !SEEN.includes(row.result),
        );
    }

    getTotal(unitId) {
        return (this.expected || []).filter((row) => row.unit_id === unitId).length;
    }

    getPlaces(unitId) {
        const rows = (this.expected || []).filter((row) => row.unit_id === unitId && row.place);
        return [...new Set(rows.map((row) => row.place))].sort();
    }
}
