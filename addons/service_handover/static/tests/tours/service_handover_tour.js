import { registry } from "@web/core/registry";
import { inputFiles } from "@web/../tests/utils";

/** Receive with the code of the receipt, as it would be typed from the paper. */
function receive() {
    return [
        { content: "Receive", trigger: "button[name=action_open_receive]", run: "click" },
        {
            content: "Type the code of the receipt",
            trigger: ".modal [name=sha256] input",
            run({ edit }) {
                const code = document.querySelector(".o_form_view [name=manifest_sha256]");
                return edit(code.innerText.trim().toUpperCase());
            },
        },
        { content: "Confirm", trigger: ".modal [name=action_receive]", run: "click" },
    ];
}

/** The centre files the signed receipt as the proof it is, and receives what was delivered. */
registry.category("web_tour.tours").add("service_handover", {
    steps: () => [
        ...receive(),
        {
            content: "The receipt is missing",
            trigger: ".o_error_dialog .modal-body",
        },
        { content: "Close", trigger: ".o_error_dialog .btn-primary", run: "click" },
        { content: "Leave", trigger: ".modal .btn[special=cancel]", run: "click" },
        { content: "Its proofs", trigger: "button[name=action_open_evidence]", run: "click" },
        {
            content: "Upload",
            trigger: ".o_control_panel button[name=action_open_upload]",
            run: "click",
        },
        {
            content: "What is missing is proposed by its name",
            trigger: ".modal [name=requirement_code] input",
            run({ anchor }) {
                if (!anchor.value || anchor.value === "receipt") {
                    throw new Error(`not the name of a proof: ${anchor.value}`);
                }
            },
        },
        {
            content: "The scan",
            trigger: ".modal .o_field_many2many_binary",
            async run() {
                const scan = new File(["%PDF-1.4 signed"], "receipt.pdf", {
                    type: "application/pdf",
                });
                await inputFiles(".modal .o_field_many2many_binary input[type=file]", [scan]);
            },
        },
        {
            content: "It arrived",
            trigger: ".modal .o_attachment:not(.o_attachment_uploading):contains(receipt.pdf)",
        },
        { content: "File it", trigger: ".modal [name=action_upload]", run: "click" },
        {
            content: "Filed",
            trigger: ".o_kanban_record:contains(receipt.pdf)",
        },
        { content: "Back", trigger: ".breadcrumb-item:last a, .o_back_button", run: "click" },
        ...receive(),
        { content: "Received", trigger: ".o_arrow_button_current[data-value=received]" },
    ],
});
