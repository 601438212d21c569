import { registry } from "@web/core/registry";

const CHOOSE = [
    {
        content: "Choose the resident",
        trigger: ".o_field_widget[name=archive_id] input",
        run: "edit 张三丰",
    },
    {
        content: "The resident is found",
        trigger: ".o-autocomplete--dropdown-item:contains(张三丰)",
        run: "click",
    },
];

const ENTER = [
    ...CHOOSE,
    {
        content: "Another team has signed: apply there",
        trigger: ".alert-danger .o_family_transfer_button",
        run: "click",
    },
    {
        content: "The agreement is filled in",
        trigger: ".modal .o_field_widget[name=agreement_id]:contains(/./)",
    },
];

/** Whoever changes his mind leaves nothing behind. */
registry.category("web_tour.tours").add("family_transfer_discard", {
    steps: () => [
        ...ENTER,
        { content: "Not now", trigger: ".modal .o_form_button_cancel", run: "click" },
        {
            content: "Back to what was entered",
            trigger: "body:not(:has(.modal)) .o_form_view .alert-danger",
        },
        {
            content: "Nothing of it is kept",
            trigger: ".o_form_view:not(:has(.modal)) .o_form_button_cancel",
            run: "click",
        },
        { content: "The list", trigger: ".o_list_view, .o_form_view" },
    ],
});

/** The application stands in the place of the agreement that was begun for nothing. */
registry.category("web_tour.tours").add("family_transfer_apply", {
    steps: () => [
        ...ENTER,
        {
            content: "Say why",
            trigger: ".modal .o_field_widget[name=reason] textarea",
            run: "edit 搬到邻村",
        },
        { content: "Apply", trigger: ".modal .o_form_button_save", run: "click" },
        {
            content: "The application waits for the other team",
            trigger: ".o_statusbar_status .o_arrow_button_current[data-value=requested]",
        },
    ],
});

/** The own team has signed: the agreement opens, nothing is applied for. */
registry.category("web_tour.tours").add("family_transfer_own", {
    steps: () => [
        ...CHOOSE,
        {
            content: "Nothing to apply for",
            trigger: ".alert-danger:not(:has(.o_family_transfer_button)) .o_family_open_button",
            run: "click",
        },
        {
            content: "The agreement that is in force",
            trigger: ".o_statusbar_status .o_arrow_button_current[data-value=active]",
        },
    ],
});

/** From the list of transfers: the agreement is chosen there. */
registry.category("web_tour.tours").add("family_transfer_list", {
    steps: () => [
        { content: "New", trigger: ".o_list_button_add", run: "click" },
        {
            content: "Choose the agreement",
            trigger: ".o_field_widget[name=agreement_id] input",
            run: "edit 张三丰",
        },
        {
            content: "That of the other team is found",
            trigger: ".o-autocomplete--dropdown-item:contains(张三丰)",
            run: "click",
        },
        {
            content: "Say why",
            trigger: ".o_field_widget[name=reason] textarea",
            run: "edit 搬到邻村",
        },
        { content: "Apply", trigger: ".o_form_button_save:enabled", run: "click" },
        {
            content: "It waits, and who applied doesn't decide",
            trigger:
                ".o_form_view:not(:has(button[name=action_accept])) .o_arrow_button_current[data-value=requested]",
        },
    ],
});
