import { registry } from "@web/core/registry";

/** From the first screen to a submitted payment request, then to its cell in the matrix. */
registry.category("web_tour.tours").add("contract_billing_payment", {
    steps: () => [
        {
            content: "The home screen shows an instalment that may be paid",
            trigger: ".o_billing_home [data-card=payable]",
            run: "click",
        },
        {
            content: "Open the instalment",
            trigger: ".o_list_view .o_data_row:first .o_data_cell[name=name]",
            run: "click",
        },
        {
            content: "Request what may be paid today",
            trigger: ".o_form_view button[name=action_request_payment]",
            run: "click",
        },
        {
            content: "Submit the request",
            trigger: ".o_form_view button[name=action_submit]",
            run: "click",
        },
        {
            content: "Somebody else has to approve it",
            trigger:
                ".o_form_view .o_statusbar_status .o_arrow_button_current[data-value=submitted]",
        },
        {
            content: "Ask what may be paid",
            trigger: "[data-menu-xmlid='contract_billing.payable_matrix_menu']",
            run: "click",
        },
        {
            content: "The requested money is blue or short of the rest; open one cell",
            trigger: ".o_payable_matrix tbody tr:first td:first-of-type .o_payable_cell",
            run: "click",
        },
        {
            content: "The share of one owner opens",
            trigger: ".o_form_view .o_field_widget[name=requested_total]",
        },
    ],
});
