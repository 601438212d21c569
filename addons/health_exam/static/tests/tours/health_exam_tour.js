import { registry } from "@web/core/registry";

const NUMBERS = {
    temperature: "36.6",
    pulse: "74",
    respiration: "17",
    sbp_left: "152",
    dbp_left: "88",
    sbp_right: "148",
    dbp_right: "86",
    height: "161.5",
    weight: "63.2",
    waist: "84",
};

function page(name) {
    return { content: `Page ${name}`, trigger: `.nav-link[name=${name}]`, run: "click" };
}

/** A nurse at her station: who waits, measure, “All normal” for the rest, finish. */
registry.category("web_tour.tours").add("health_exam_station", {
    steps: () => [
        {
            content: "Who waits",
            trigger: ".o_data_row:contains(韦春花) .o_data_cell[name=name]",
            run: "click",
        },
        {
            content: "The exam is of this person",
            trigger: ".o_form_view .o_field_widget[name=name]:contains(韦春花)",
        },
        {
            content: "Other stations' sections aren't there",
            trigger: ".o_notebook:not(:has(.nav-link[name=section_laboratory]))",
        },
        page("section_general"),
        ...Object.entries(NUMBERS).map(([name, number]) => ({
            content: name,
            trigger: `.o_field_widget[name=${name}] input`,
            run: `edit ${number}`,
        })),
        {
            content: "Own view of the health",
            trigger: ".o_field_widget[name=elder_health_id] .o_select_menu_toggler",
            run: "click",
        },
        {
            content: "Content",
            trigger: ".o_field_selection_menu .o_select_menu_item:first",
            run: "click",
        },
        { content: "The rest is normal", trigger: "button[name=action_fill_normal]", run: "click" },
        {
            content: "The BMI follows from height and weight",
            trigger: ".o_field_widget[name=bmi]:contains(24.2)",
        },
        page("section_symptom"),
        {
            content: "No symptom",
            trigger: ".o_field_widget[name=symptom_ids] input:first:checked",
        },
        page("stations"),
        {
            content: "The own station, in which nothing is missing",
            trigger:
                ".o_data_row:has(button[name=action_finish]):has(.o_data_cell[name=missing_text]:empty) .o_data_cell[name=summary]",
            run: "click",
        },
        {
            content: "Summary",
            trigger: ".o_selected_row .o_field_widget[name=summary] input",
            run: "edit 血压偏高",
        },
        {
            content: "Done",
            trigger: ".o_selected_row button[name=action_finish]",
            run: "click",
        },
        {
            content: "This station is through, the others go on",
            trigger: ".o_data_row:has(button[name=action_reopen]):contains(血压偏高)",
        },
    ],
});

/** The chief examiner: who waits, begin, take the suggestion over, sign. */
registry.category("web_tour.tours").add("health_exam_review", {
    steps: () => [
        {
            content: "Who waits",
            trigger: ".o_data_row:contains(韦春花) .o_data_cell[name=name]",
            run: "click",
        },
        {
            content: "What was found",
            trigger: ".o_field_widget[name=finding_ids] .o_data_row",
        },
        { content: "Begin", trigger: "button[name=action_review]", run: "click" },
        {
            content: "Take the suggestion over",
            trigger: "button[name=action_take_suggestion]",
            run: "click",
        },
        {
            content: "It stands in the evaluation",
            trigger: ".o_field_widget[name=abnormal_text] textarea:value(/./)",
        },
        { content: "Sign", trigger: "button[name=action_report]", run: "click" },
        { content: "Sure", trigger: ".modal-content .btn-primary", run: "click" },
        { content: "Reported", trigger: "button[name=action_revoke]" },
        { content: "To be printed", trigger: "button[name=action_print_report]" },
    ],
});
