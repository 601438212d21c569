import { registry } from "@web/core/registry";

/** From the rate of the county to that of a hospital, and to the records behind it. */
registry.category("web_tour.tours").add("indicator_board", {
    steps: () => [
        {
            content: "Choose a unit below",
            trigger: ".o_indicator_units",
            run: "selectByIndex 1",
        },
        {
            content: "Come back to the own unit",
            trigger: ".o_indicator_board .breadcrumb a",
            run: "click",
        },
        {
            content: "Look closer at a rate",
            trigger: "tr[data-indicator=T-RATE] .o_indicator_compare",
            run: "click",
        },
        {
            content: "Go down to the first unit below",
            trigger: ".o_indicator_unit:contains(T-1) a",
            run: "click",
        },
        {
            content: "Two of three visits are open",
            trigger: "tr[data-indicator=T-RATE] .o_indicator_value:contains(66.67)",
        },
        {
            content: "Open the two",
            trigger: "tr[data-indicator=T-RATE] .o_indicator_numerator:contains(2)",
            run: "click",
        },
        {
            content: "The list has as many rows",
            trigger: ".o_list_view:has(.o_data_row:eq(1)):not(:has(.o_data_row:eq(2)))",
        },
    ],
});
