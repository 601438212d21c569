import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

const fields = registry.category("fields");
const ARROWS = { L: "↓", H: "↑", LL: "↓↓", HH: "↑↑" };

/**
 * A measured number with what is normal for the person: an arrow where it is outside, and a red
 * badge where somebody has to be called. What it says comes from the field "flags" of the record.
 */
const withReference = (widget) => {
    const base = fields.get(widget);
    class ReferenceField extends Component {
        static template = "health_exam.ReferenceField";
        static components = { Measured: base.component };
        static props = { ...base.component.props };

        get described() {
            return this.props.record.data.flags?.[this.props.name] || { flag: "", text: "" };
        }

        get isCritical() {
            return this.described.flag.length === 2;
        }

        get mark() {
            return this.isCritical
                ? `${_t("Critical")} ${ARROWS[this.described.flag][0]}`
                : ARROWS[this.described.flag];
        }

        get markClass() {
            return this.isCritical ? "badge text-bg-danger" : "fw-bold text-danger";
        }
    }
    return { ...base, component: ReferenceField };
};

fields
    .add("reference_integer", withReference("measured_integer"))
    .add("reference_float", withReference("measured_float"));
