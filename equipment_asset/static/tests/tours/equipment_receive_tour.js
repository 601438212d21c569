import { registry } from "@web/core/registry";

import { drawSignature } from "@evidence/../tests/tours/draw_signature";

/** A picture of one pixel row, as a phone would hand it over. */
function makePhoto() {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 64;
    canvas.getContext("2d").fillRect(0, 0, 32, 64);
    const bytes = atob(canvas.toDataURL("image/jpeg").split(",")[1]);
    const content = Uint8Array.from(bytes, (char) => char.charCodeAt(0));
    return new File([content], "现场.jpg", { type: "image/jpeg" });
}

function addPhoto({ anchor }) {
    const transfer = new DataTransfer();
    transfer.items.add(makePhoto());
    anchor.files = transfer.files;
    anchor.dispatchEvent(new Event("change", { bubbles: true }));
}

function scan(code, tone) {
    return [
        { content: `Type ${code}`, trigger: ".o_receive_code", run: `edit ${code}` },
        { content: "Enter", trigger: ".o_receive_enter", run: "click" },
        {
            content: `The answer to ${code} is ${tone}`,
            trigger: `.o_receive_answer[data-tone=${tone}]:contains(${code})`,
        },
    ];
}

function sign(code) {
    return [
        { content: code, trigger: `.o_receive_signature[data-code=${code}]`, run: "click" },
        {
            content: "Draw",
            trigger: ".modal canvas.o_web_sign_signature",
            run: drawSignature,
        },
        {
            content: "Take the signature over",
            trigger: ".modal footer .btn-primary:enabled",
            run: "click",
        },
        { content: "It is shown", trigger: `.o_receive_signature[data-code=${code}].o_signed img` },
    ];
}

/** From the list of deliveries to the sealed form, as on a phone at the loading ramp. */
registry.category("web_tour.tours").add("equipment_receive", {
    steps: () => [
        {
            content: "Choose the delivery",
            trigger: ".o_receive_card:contains(随货单88)",
            run: "click",
        },
        ...scan("T-BP-1", "success"),
        ...scan("T-BP-1", "warning"),
        ...scan("T-NONE", "danger"),
        ...scan("T-BP-2", "success"),
        { content: "The bag has no number", trigger: ".o_receive_here", run: "click" },
        { content: "All have arrived", trigger: ".o_receive_progress:contains(3/3)" },
        { content: "Accept", trigger: ".o_receive_accept:enabled", run: "click" },
        {
            content: "Sending too early is explained",
            trigger: ".o_receive_send",
            run: "click",
        },
        { content: "In words", trigger: ".o_receive_error:contains(电子血压计)" },
        { content: "Checklist in one tap", trigger: ".o_receive_all_ok:first", run: "click" },
        {
            content: "Reading of the first piece",
            trigger: ".o_receive_piece:contains(T-BP-1) .o_receive_reading input",
            run: "edit 1.5",
        },
        {
            content: "Reading of the second, out of range",
            trigger: ".o_receive_piece:contains(T-BP-2) .o_receive_reading input",
            run: "edit 9",
        },
        {
            content: "Shown in red",
            trigger: ".o_receive_piece:contains(T-BP-2) .o_receive_reading input.is-invalid",
        },
        {
            content: "Reject it",
            trigger: ".o_receive_piece:contains(T-BP-2) .o_receive_reject",
            run: "click",
        },
        { content: "Say why", trigger: ".o_receive_reason", run: "edit 示值超差" },
        {
            content: "Photo on site",
            trigger: ".o_receive_camera input:not(:visible), .o_receive_camera input",
            run: addPhoto,
        },
        { content: "The photo is shown", trigger: ".o_receive_photos figure img" },
        { content: "Supplier", trigger: ".o_receive_supplier", run: "edit 张三" },
        ...sign("receiver_signature"),
        {
            content: "Measure again after the signature",
            trigger: ".o_receive_piece:contains(T-BP-1) .o_receive_reading input",
            run: "edit 1.25",
        },
        {
            content: "It was for the old reading",
            trigger: ".o_receive_signature[data-code=receiver_signature]:not(.o_signed)",
        },
        ...sign("receiver_signature"),
        ...sign("supplier_signature"),
        { content: "Accept and seal", trigger: ".o_receive_send:enabled", run: "click" },
        { content: "Done, with the printout", trigger: ".o_receive_done .o_receive_pdf" },
    ],
});
