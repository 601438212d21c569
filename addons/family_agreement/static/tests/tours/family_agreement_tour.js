import { registry } from "@web/core/registry";

import { drawSignature } from "@evidence/../tests/tours/draw_signature";

/** A visit: from the list of those not signed to an agreement that waits for its review. */
registry.category("web_tour.tours").add("family_agreement_doctor", {
    steps: () => [
        {
            content: "The resident isn't signed yet",
            trigger: ".o_data_row:contains(张三丰) button[name=action_open_signing]",
            run: "click",
        },
        {
            content: "Team, doctor and packages are there",
            trigger: ".o_field_widget[name=package_ids] .o_tag",
        },
        { content: "Sign", trigger: "button[name=action_open_sign]", run: "click" },
        {
            content: "The resident has read it",
            trigger: ".modal .o_field_widget[name=has_read] input",
            run: "click",
        },
        {
            content: "Sign in the field",
            trigger: ".modal .o_field_widget[name=signature] .o_signature",
            run: "click",
        },
        {
            content: "By hand, nothing is written for the resident",
            trigger: ".modal canvas.o_web_sign_signature",
            run: drawSignature,
        },
        {
            content: "Keep the signature",
            trigger: ".modal:has(canvas.o_web_sign_signature) footer .btn-primary:enabled",
            run: "click",
        },
        {
            content: "It stands in the dialog",
            trigger: ".modal .o_field_widget[name=signature] img",
        },
        {
            content: "Hand it over",
            trigger: ".modal button[name=action_confirm_submit]",
            run: "click",
        },
        {
            content: "It waits",
            trigger: ".o_statusbar_status .o_arrow_button_current[data-value=submitted]",
        },
    ],
});

/** Another person accepts what was submitted, from the list. */
registry.category("web_tour.tours").add("family_agreement_reviewer", {
    steps: () => [
        {
            content: "Choose all",
            trigger: "thead .o_list_record_selector input",
            run: "click",
        },
        { content: "Accept", trigger: "button[name=action_approve]", run: "click" },
        { content: "Nothing waits any more", trigger: ".o_view_nocontent" },
    ],
});
