import { registry } from "@web/core/registry";

const ROW = "[data-obligation=T15]";

/** A list, or cards on a phone, with so many records. */
function withRecords(number) {
    const has = (view, record) =>
        `${view}:has(${record}:eq(${number - 1})):not(:has(${record}:eq(${number})))`;
    const list = has(".o_list_view", ".o_data_row");
    return `${list}, ${has(".o_kanban_view", ".o_kanban_record:not(.o_kanban_ghost)")}`;
}

/** From what is far behind to the reason, to the claims, and back to the same place. */
registry.category("web_tour.tours").add("service_board", {
    steps: () => [
        {
            content: "One obligation is far behind",
            trigger: "[data-filter=red]:contains(1)",
            run: "click",
        },
        {
            content: "Only that one is shown",
            trigger: `.o_service_board:has(${ROW}[data-state=red]):not(:has([data-obligation=T07]))`,
        },
        { content: "Look closer", trigger: `${ROW} .o_service_title`, run: "click" },
        {
            content: "Why one doesn't count",
            trigger: `${ROW} .o_service_reason:contains(photo)`,
            run: "click",
        },
        {
            content: "The claim with that reason",
            trigger: withRecords(1),
        },
        { content: "Back", trigger: ".o_back_button, .breadcrumb-item a", run: "click" },
        { content: "Still opened", trigger: `${ROW} .o_service_details` },
        {
            content: "Open those that count",
            trigger: `${ROW} .o_service_accepted:contains(2)`,
            run: "click",
        },
        {
            content: "The list has as many rows",
            trigger: withRecords(2),
        },
    ],
});
