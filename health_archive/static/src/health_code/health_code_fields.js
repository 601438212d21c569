import { Component, onWillStart } from "@odoo/owl";
import { CheckBox } from "@web/core/checkbox/checkbox";
import { Domain } from "@web/core/domain";
import { registry } from "@web/core/registry";
import { SelectMenu } from "@web/core/select_menu/select_menu";
import { useService } from "@web/core/utils/hooks";
import { getFieldDomain } from "@web/model/relational_model/utils";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const READ = ["list_code", "code", "name", "is_exclusive", "is_sensitive", "valid_to"];
let loading;

/** All code lists, in one request per page load: a form has some twenty boxes. */
function loadCodes(orm) {
    loading ??= orm.searchRead("health.code", [["valid_to", "=", false]], READ).catch((error) => {
        loading = undefined;
        throw error;
    });
    return loading;
}

class CodeField extends Component {
    static props = {
        ...standardFieldProps,
        domain: { type: [Array, Function], optional: true },
    };

    setup() {
        const orm = useService("orm");
        onWillStart(async () => {
            const { record, name, domain } = this.props;
            const inList = new Domain(getFieldDomain(record, name, domain));
            this.codes = (await loadCodes(orm)).filter((code) => inList.contains(code));
        });
    }

    get value() {
        return this.props.record.data[this.props.name];
    }
}

/** A box that takes one code. */
export class HealthCodeField extends CodeField {
    static template = "health_archive.HealthCodeField";
    static components = { SelectMenu };

    get choices() {
        return this.codes.map(({ id, name }) => ({ value: id, label: name }));
    }

    onSelect(id) {
        const code = this.codes.find((code) => code.id === id);
        const value = code ? { id, display_name: code.name } : false;
        return this.props.record.update({ [this.props.name]: value });
    }
}

/** The same as a scale: every answer in sight, one click each; what explains one is its title. */
export class HealthCodeScaleField extends HealthCodeField {
    static template = "health_archive.HealthCodeScaleField";

    getLabel(code) {
        return code.name.split("（")[0];
    }
}

/** A box that takes several codes; ticking "none" clears the others, and the other way round. */
export class HealthCodesField extends CodeField {
    static template = "health_archive.HealthCodesField";
    static components = { CheckBox };

    isTicked(code) {
        return this.value.currentIds.includes(code.id);
    }

    onChange(code, ticked) {
        const excluded = this.codes.filter(
            (other) =>
                other !== code && this.isTicked(other) && (code.is_exclusive || other.is_exclusive),
        );
        return this.value.addAndRemove({
            add: ticked ? [code.id] : [],
            remove: ticked ? excluded.map(({ id }) => id) : [code.id],
        });
    }
}

const extractProps = (fieldInfo, dynamicInfo) => ({ domain: dynamicInfo.domain });

registry.category("fields").add("health_code", {
    component: HealthCodeField,
    supportedTypes: ["many2one"],
    isEmpty: (record, fieldName) => !record.data[fieldName],
    extractProps,
});
registry.category("fields").add("health_code_scale", {
    component: HealthCodeScaleField,
    supportedTypes: ["many2one"],
    isEmpty: (record, fieldName) => !record.data[fieldName],
    extractProps,
});
registry.category("fields").add("health_codes", {
    component: HealthCodesField,
    supportedTypes: ["many2many"],
    isEmpty: () => false,
    extractProps,
});
