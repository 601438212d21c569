import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";

const RealRequest = browser.XMLHttpRequest;

/** Requests of the stock-take end as they do when the connection is gone. */
class LostRequest extends RealRequest {
    send(body) {
        if (body.includes("record_scans")) {
            setTimeout(() => this.dispatchEvent(new Event("error")));
        } else {
            super.send(body);
        }
    }
}

function scan(code, status) {
    return [
        {
            content: `Type ${code}`,
            trigger: ".o_equipment_stocktake_code",
            run: `edit ${code}`,
        },
        {
            content: "Enter it",
            trigger: ".o_equipment_stocktake_enter",
            run: "click",
        },
        {
            content: `It is ${status}`,
            trigger: `.o_equipment_stocktake_last[data-status=${status}]`,
        },
    ];
}

/** The connection is lost and comes back, first on the open page, then with a reload. */
registry.category("web_tour.tours").add("equipment_stocktake_offline", {
    steps: () => [
        ...scan("TOUR-1", "found"),
        {
            content: "It was sent, then the connection is lost",
            trigger: ".o_equipment_stocktake_sent",
            run: () => {
                browser.XMLHttpRequest = LostRequest;
            },
        },
        ...scan("TOUR-2", "found"),
        ...scan("TOUR-9", "kept"),
        {
            content: "Two scans wait, the page says why",
            trigger: ".o_equipment_stocktake_waiting:contains(2)",
        },
        {
            content: "The connection is back",
            trigger: ".o_equipment_stocktake .alert-warning",
            run: () => {
                browser.XMLHttpRequest = RealRequest;
            },
        },
        {
            content: "Send now",
            trigger: ".o_equipment_stocktake_waiting",
            run: "click",
        },
        {
            content: "The server knows better than the phone: no such tag",
            trigger: ".o_equipment_stocktake_last[data-status=unknown_tag]",
        },
        {
            content: "Lost again",
            trigger: ".o_equipment_stocktake_sent",
            run: () => {
                browser.XMLHttpRequest = LostRequest;
            },
        },
        ...scan("TOUR-3", "found"),
        {
            content: "Withdraw it",
            trigger: ".o_equipment_stocktake_undo",
            run: "click",
        },
        ...scan("TOUR-4", "found"),
        {
            content: "Three events wait, and the page is loaded anew",
            trigger: ".o_equipment_stocktake_waiting:contains(3)",
            run: () => browser.location.reload(),
            expectUnloadPage: true,
        },
        {
            content: "They were sent after the reload",
            trigger: ".o_equipment_stocktake_sent",
        },
    ],
});
