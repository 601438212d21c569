import { registry } from "@web/core/registry";

function scan(text) {
    return [
        { content: `Type ${text}`, trigger: ".o_exam_code", run: `edit ${text}` },
        { content: "Enter", trigger: ".o_exam_code", run: "press Enter" },
    ];
}

/** All within a frame, as scanners type. */
function scanFast(text) {
    return {
        content: `Scan ${text}`,
        trigger: ".o_exam_code",
        run() {
            this.anchor.value = text;
            this.anchor.dispatchEvent(new Event("input", { bubbles: true }));
            this.anchor.dispatchEvent(
                new KeyboardEvent("keydown", { key: "Enter", bubbles: true }),
            );
        },
    };
}

registry.category("web_tour.tours").add("health_exam_desk", {
    steps: () => [
        { content: "The box has the focus", trigger: ".o_exam_code:focus" },
        ...scan("wch 1953"),
        { content: "She is shown", trigger: ".o_exam_name:contains(韦春花)" },
        { content: "Packages are proposed", trigger: ".o_exam_package input:checked" },
        {
            content: "A click beside the box takes the focus",
            trigger: ".o_exam_code:focus",
            run: () => document.activeElement.blur(),
        },
        { content: "Enter registers all the same", trigger: "body", run: "press Enter" },
        {
            content: "She has a number",
            trigger: ".o_exam_registered .o_exam_number:contains(/^\\d{15}$/)",
        },
        { content: "She is counted", trigger: ".o_exam_count:contains(/[1-9]/)" },
        { content: "Labels are offered", trigger: ".o_exam_labels.btn-primary" },
        { content: "The box has the focus for the next one", trigger: ".o_exam_code:focus" },
        ...scan("110101199001011"),
        { content: "A wrong number is explained", trigger: ".o_exam_message.alert-warning" },
        scanFast("wch 1953"),
        {
            content: "Nothing is left in the box",
            trigger: ".o_exam_desk:has(.o_exam_name) .o_exam_code",
            run() {
                if (this.anchor.value) {
                    throw new Error(`The box still has ${this.anchor.value}`);
                }
            },
        },
        { content: "It was the wrong person", trigger: ".o_exam_undo", run: "click" },
        {
            content: "Why",
            trigger: ".modal .o_field_widget[name=reason] input",
            run: "edit Registered twice",
        },
        { content: "Yes", trigger: ".modal button[name=action_confirm]", run: "click" },
        { content: "She may be registered again", trigger: ".o_exam_register:enabled" },
    ],
});

registry.category("web_tour.tours").add("health_exam_sample_table", {
    steps: () => [
        ...scan("261123999900016-1"),
        { content: "A tube first is refused", trigger: ".o_exam_message[data-tone=warning]" },
        ...scan("261123999900016"),
        { content: "Who sits here", trigger: ".o_exam_name:contains(黄一一)" },
        ...scan("261123999900016-1"),
        { content: "Not without the name", trigger: ".o_exam_message[data-tone=danger]" },
        { content: "He says it", trigger: ".o_exam_said_name", run: "click" },
        ...scan("261123999900016-1"),
        { content: "Taken", trigger: ".o_exam_tube[data-number$='-1'][data-state=taken]" },
        ...scan("261123999900024-2"),
        { content: "Alarm", trigger: ".o_exam_alarm" },
        ...scan("261123999900016-2"),
        {
            content: "Nothing is read meanwhile",
            trigger: ".o_exam_tube[data-number$='-2'][data-state=planned]",
        },
        { content: "Seen", trigger: ".o_exam_seen", run: "click" },
        {
            content: "He is asked again",
            trigger: ".o_exam_said_birth.btn-outline-secondary",
            run: "click",
        },
        ...scan("261123999900016-2"),
        { content: "Taken too", trigger: ".o_exam_tube[data-number$='-2'][data-state=taken]" },
    ],
});

registry.category("web_tour.tours").add("health_exam_new", {
    steps: () => [
        { content: "An exam without the desk", trigger: ".o_list_button_add", run: "click" },
        { content: "Whose", trigger: ".o_field_widget[name=partner_id] input", run: "edit 韦春花" },
        {
            content: "She",
            trigger: ".o-autocomplete--dropdown-item:contains(韦春花)",
            run: "click",
        },
        {
            content: "Packages are proposed",
            trigger: ".o_field_widget[name=package_ids] .o_tag",
        },
        { content: "Saved", trigger: ".o_form_button_save", run: "click" },
        {
            content: "She has a number",
            trigger: ".o_field_widget[name=exam_number]:contains(/^\\d{15}$/)",
        },
    ],
});

registry.category("web_tour.tours").add("health_exam_station_scan", {
    steps: () => [
        ...["261123999900016", "261123999900024"].flatMap((number) => [
            { content: `Scan ${number}`, trigger: ".o_searchview_input", run: `edit ${number}` },
            { content: "Enter", trigger: ".o_searchview_input", run: "press Enter" },
            { content: "Found", trigger: `.o_facet_value:contains(${number})` },
        ]),
        {
            content: "The one before isn't there any more",
            trigger: ".o_list_view:not(:has(.o_facet_value:contains(261123999900016)))",
        },
    ],
});
