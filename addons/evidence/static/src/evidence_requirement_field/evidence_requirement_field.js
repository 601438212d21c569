import { registry } from "@web/core/registry";
import { _t } from "@web/core/l10n/translation";
import { SelectionField, selectionField } from "@web/views/fields/selection/selection_field";

/**
 * What a file serves as: one of the proofs that its record asks for.
 *
 * Each record asks for its own, so that they come with the record: the values of a selection are
 * those of its model, whatever the record.
 */
export class EvidenceRequirementField extends SelectionField {
    setup() {
        super.setup();
        this.type = "selection";
    }

    get options() {
        return this.props.record.data.requirement_choices || [];
    }

    get string() {
        return this.options.find(([code]) => code === this.value)?.[1] ?? (this.value || "");
    }
}

registry.category("fields").add("evidence_requirement", {
    ...selectionField,
    component: EvidenceRequirementField,
    displayName: _t("Proof that a file serves as"),
    supportedTypes: ["char"],
    fieldDependencies: [{ name: "requirement_choices", type: "json" }],
});
