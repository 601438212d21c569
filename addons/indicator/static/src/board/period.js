import { serializeDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";

const { DateTime } = luxon;

/** Parts of a year that figures are asked for: first month and number of months. */
const PARTS = { year: [1, 12], h1: [1, 6], h2: [7, 6] };
for (let quarter = 1; quarter <= 4; quarter++) {
    PARTS[`q${quarter}`] = [3 * quarter - 2, 3];
}
for (let month = 1; month <= 12; month++) {
    PARTS[`m${month}`] = [month, 1];
}

export function getPartOptions() {
    const labels = { year: _t("Whole year"), h1: _t("First half"), h2: _t("Second half") };
    return Object.keys(PARTS).map((value) => ({
        value,
        label: labels[value] || getPartLabel(value),
    }));
}

function getPartLabel(part) {
    const number = part.slice(1);
    return part.startsWith("q") ? _t("Quarter %s", number) : _t("Month %s", number);
}

/** First and last day of a part of a year, as ISO texts. */
export function getDates(year, part) {
    const [month, months] = PARTS[part];
    const first = DateTime.local(year, month, 1);
    return [serializeDate(first), serializeDate(first.plus({ months }).minus({ days: 1 }))];
}
