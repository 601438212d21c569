import { registry } from "@web/core/registry";

/** A patient who is due: the numbers, and class, next day and referral follow from them. */
registry.category("web_tour.tours").add("health_followup_visit", {
    steps: () => [
        {
            content: "Who is due today",
            trigger: ".o_data_row:contains(王五) button[name=action_follow_up]",
            run: "click",
        },
        {
            content: "The visit is of this person",
            trigger: ".o_form_view .o_field_widget[name=name]:contains(王五)",
        },
        {
            content: "No symptom",
            trigger: ".o_field_widget[name=htn_symptom_ids] input:first",
            run: "click",
        },
        {
            content: "What nobody measured is empty, not 0",
            trigger: ".o_field_widget[name=sbp] input",
            run() {
                if (this.anchor.value) {
                    throw new Error(
                        `The upper value is ${this.anchor.value} before it is measured`,
                    );
                }
            },
        },
        { content: "Upper value", trigger: ".o_field_widget[name=sbp] input", run: "edit 165" },
        {
            content: "Lower value",
            trigger: ".o_field_widget[name=dbp] input",
            run: "edit 100 && press Tab",
        },
        {
            content: "Not satisfied again, with the source beside it",
            trigger: ".o_field_widget[name=finding_text]:contains(第三版)",
        },
        {
            content: "A referral is proposed",
            trigger: ".alert[name=referral]",
        },
        {
            content: "No reaction",
            trigger: ".o_field_widget[name=adr] .o_radio_item:first input",
            run: "click",
        },
        { content: "Sign", trigger: "button[name=action_sign]", run: "click" },
        {
            content: "Sealed",
            trigger: ".o_statusbar_status .o_arrow_button_current[data-value=sealed]",
        },
    ],
});
