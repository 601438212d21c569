import { registry } from "@web/core/registry";

import { drawSignature } from "@evidence/../tests/tours/draw_signature";

/** A picture, as the phone would hand it over. */
function addPhoto({ anchor }) {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 64;
    canvas.getContext("2d").fillRect(0, 0, 32, 64);
    const bytes = atob(canvas.toDataURL("image/jpeg").split(",")[1]);
    const content = Uint8Array.from(bytes, (char) => char.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], "现场.jpg", { type: "image/jpeg" }));
    const input = anchor.querySelector("input[type=file]");
    input.files = transfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
}

registry.category("web_tour.tours").add("family_desk_serve", {
    steps: () => [
        {
            content: "One service is overdue",
            trigger: ".o_family_desk_card[data-card=overdue][data-count='1']",
            run: "click",
        },
        { content: "It is listed", trigger: ".o_data_row:contains(健康咨询)" },
        { content: "Serve now", trigger: ".o_data_row button[name=action_serve]", run: "click" },
        {
            content: "The kind is filled in",
            trigger: ".o_field_widget[name=kind_id] input:value(/./)",
        },
        {
            content: "What was done",
            trigger: ".o_field_widget[name=content] textarea",
            run: "edit 低盐饮食，按时服药",
        },
        {
            content: "Take a photo",
            trigger: ".o_field_widget[name=photo]",
            run: addPhoto,
        },
        {
            content: "The picture is shown at once",
            trigger: ".o_field_widget[name=photo] img[src^='data:image/']",
        },
        { content: "Sign", trigger: "button[name=action_done]", run: "click" },
        {
            content: "Hand the screen to the resident",
            trigger: "button[name=action_open_confirm]",
            run: "click",
        },
        {
            content: "The field for the signature",
            trigger: ".modal .o_field_widget[name=signature] .o_signature",
            run: "click",
        },
        {
            content: "By hand, nothing is written for the resident",
            trigger: ".modal canvas.o_web_sign_signature",
            run: drawSignature,
        },
        {
            content: "Take it",
            trigger: ".modal footer .btn-primary:contains(/Adopt|采用|签/):not(:disabled)",
            run: "click",
        },
        {
            content: "Confirm",
            trigger: ".modal button[name=action_confirm]",
            run: "click",
        },
        { content: "Confirmed", trigger: ".o_field_widget[name=confirmed_at]:not(:has(.modal))" },
    ],
});
