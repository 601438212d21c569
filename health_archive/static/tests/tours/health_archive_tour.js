import { registry } from "@web/core/registry";

function search(text) {
    return [
        { content: `Look for ${text}`, trigger: ".o_searchview_input", run: `edit ${text}` },
        {
            content: "Search",
            trigger: ".o_searchview_autocomplete .o-dropdown-item:first",
            run: "click",
        },
    ];
}

const RESIDENTS = {
    content: "Back to the residents",
    trigger: ".breadcrumb-item:first a",
    run: "click",
};

/** One morning of a village doctor: find, reveal, scan, build. */
registry.category("web_tour.tours").add("health_archive_doctor", {
    steps: () => [
        ...search("zsf 1953"),
        {
            content: "Found by initials and year",
            trigger: ".o_data_cell:contains(张三丰)",
            run: "click",
        },
        {
            content: "The number is masked",
            trigger: ".o_field_widget[name=identity_number] input:value(451024********0019)",
        },
        { content: "It is needed", trigger: "button .fa-eye:first", run: "click" },
        { content: "Why", trigger: ".o_field_widget[name=reason_id] input:first", run: "click" },
        {
            content: "What for",
            trigger: ".o_field_widget[name=note] input",
            run: "edit 县医院挂号",
        },
        { content: "Show", trigger: "button[name=action_reveal]", run: "click" },
        { content: "Who asks", trigger: ".modal input[type=password]", run: "edit ha_doctor" },
        { content: "Confirm", trigger: ".modal button[name=run_check]", run: "click" },
        { content: "The whole number", trigger: ".o_resident_reveal:contains(0019)" },
        { content: "Enough", trigger: ".modal .btn-close", run: "click" },
        RESIDENTS,
        { content: "Next in the queue", trigger: ".o_facet_remove", run: "click" },
        ...search("11010519491231002X"),
        { content: "Nobody has it", trigger: ".o_view_nocontent" },
        { content: "A new person", trigger: ".o_list_button_add", run: "click" },
        { content: "Name", trigger: ".o_field_widget[name=name] input", run: "edit 李新来" },
        {
            content: "The scanned number is there",
            trigger: ".o_field_widget[name=identity_number] input:value(11010519491231002X)",
        },
        {
            content: "The birth date and the sex follow from it",
            trigger: ".o_field_widget[name=street] input",
            run: "click",
        },
        { content: "She", trigger: ".o_field_widget[name=sex] input:checked" },
        { content: "An archive for her", trigger: ".o_form_button_save", run: "click" },
        { content: "Saved", trigger: ".o_form_saved" },
        {
            content: "New archive",
            trigger: "button[name=action_open_health_archive]",
            run: "click",
        },
        {
            content: "For this person",
            trigger: ".o_field_widget[name=partner_id] input:value(李新来)",
        },
        { content: "Keep it", trigger: ".o_form_button_save", run: "click" },
        { content: "Use it", trigger: "button[name=action_submit]", run: "click" },
        {
            content: "It is in use",
            trigger: ".o_statusbar_status .o_arrow_button_current[data-value=active]",
        },
    ],
});

/** The reveal stands in the log, with its reason. */
registry.category("web_tour.tours").add("health_archive_auditor", {
    steps: () => [
        {
            content: "The doctor saw the number, and why",
            trigger: ".o_data_row:contains(测试doctor):contains(县医院挂号)",
        },
    ],
});
