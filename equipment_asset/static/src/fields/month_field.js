import { registry } from "@web/core/registry";
import { FIELD_WIDTHS } from "@web/views/list/column_width_hook";
import { DateTimeField, dateField } from "@web/views/fields/datetime/datetime_field";

/** A month, shown as 2026-10 and chosen among months; its value is the first day. */
export class MonthField extends DateTimeField {
    getFormattedValue(valueIndex) {
        const value = this.values[valueIndex];
        return value ? value.toFormat("yyyy-MM") : "";
    }
}

export const monthField = {
    ...dateField,
    component: MonthField,
    // Asked for later: the localization is not ready while modules load.
    listViewWidth: () => FIELD_WIDTHS.numeric_date,
    extractProps: (fieldInfo, dynamicInfo) => ({
        ...dateField.extractProps(fieldInfo, dynamicInfo),
        minPrecision: "months",
        maxPrecision: "years",
    }),
};

registry.category("fields").add("equipment_month", monthField);
