import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import {
    remainingDaysField,
    RemainingDaysField,
} from "@web/views/fields/remaining_days/remaining_days_field";

/** A day with its year, and how far away it is where that is near. */
export class DueDateField extends RemainingDaysField {
    get formattedValue() {
        return this.numericValue;
    }

    get diffString() {
        const text = super.diffString;
        return text && text !== this.numericValue ? `${this.numericValue} ${text}` : text;
    }
}

registry.category("fields").add("family_due_date", {
    ...remainingDaysField,
    component: DueDateField,
    displayName: _t("Due date with its year"),
});
