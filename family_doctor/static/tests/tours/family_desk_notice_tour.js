import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("family_desk_notice", {
    steps: () => [
        {
            content: "One notice isn't read",
            trigger: ".o_family_desk_card[data-card=notices][data-count='1']",
        },
        {
            content: "Open the notice itself",
            trigger: "[data-notice]:has(.badge)",
            run: "click",
        },
        {
            content: "Its text is shown",
            trigger: ".o_field_widget[name=body] p",
        },
        {
            content: "Confirm that it was read",
            trigger: "button[name=action_confirm]",
            run: "click",
        },
        {
            content: "It is confirmed",
            trigger: ".o_form_view:not(:has(button[name=action_confirm]))",
        },
        {
            content: "Back to the desk",
            trigger: ".o_back_button, .breadcrumb-item a",
            run: "click",
        },
        {
            content: "Nothing is left to read",
            trigger: ".o_family_desk_card[data-card=notices][data-count='0']",
        },
        {
            content: "What was read is still there",
            trigger: "[data-notice]:not(:has(.badge))",
        },
    ],
});
