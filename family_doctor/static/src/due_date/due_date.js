import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import {
    remainingDaysField,
    RemainingDaysField,
} from "@web/views/fields/remaining_days/remaining_days_field";

/** A day with its year; of what is open, how far away it is where that is near. */
export class DueDateField extends RemainingDaysField {
    static defaultProps = {
        classes: {
            bf: "days <= 0 and record.state == 'open'",
            danger: "days < 0 and record.state == 'open'",
            warning: "days == 0 and record.state == 'open'",
        },
    };

    get formattedValue() {
        return this.numericValue;
    }

    get diffString() {
        if (this.props.record.data.state !== "open") {
            return this.numericValue;
        }
        const text = super.diffString;
        return text && text !== this.numericValue ? `${this.numericValue} ${text}` : text;
    }
}

registry.category("fields").add("family_due_date", {
    ...remainingDaysField,
    component: DueDateField,
    displayName: _t("Due date with its year"),
});
