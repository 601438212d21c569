import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { floatField } from "@web/views/fields/float/float_field";
import { integerField } from "@web/views/fields/integer/integer_field";

/** A measured number: 0 is "not measured", leaves the box empty and says so. */
const leavesEmpty = (Field, template) =>
    class extends Field {
        static template = template;
        static props = { ...Field.props, placeholder: { type: String, optional: true } };

        get formattedValue() {
            return this.value ? super.formattedValue : "";
        }
    };

const measured = (field, template) => ({
    ...field,
    component: leavesEmpty(field.component, template),
    isEmpty: (record, fieldName) => !record.data[fieldName],
    extractProps: (fieldInfo) => ({
        ...field.extractProps(fieldInfo),
        placeholder: fieldInfo.attrs.placeholder || _t("Not entered"),
    }),
});

registry
    .category("fields")
    .add("measured_integer", measured(integerField, "health_archive.MeasuredIntegerField"))
    .add("measured_float", measured(floatField, "health_archive.MeasuredFloatField"));
