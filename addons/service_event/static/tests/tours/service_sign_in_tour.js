import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("service_sign_in", {
    steps: () => [
        { content: "Nobody is here yet", trigger: ".o_service_people[data-people='0']" },
        { content: "First tap: who is invited", trigger: ".o_service_invited", run: "click" },
        { content: "One of two", trigger: ".o_service_people[data-people='1']" },
        { content: "Type initials", trigger: ".o_service_search", run: "edit oycsj" },
        { content: "Find", trigger: ".o_service_find", run: "click" },
        { content: "It is him", trigger: ".o_service_name:contains(欧阳测试甲)" },
        { content: "Sign in", trigger: ".o_service_sign", run: "click" },
        { content: "Two of two", trigger: ".o_service_people[data-people='2']" },
        { content: "The same again", trigger: ".o_service_search", run: "edit oycsj" },
        { content: "Find again", trigger: ".o_service_find", run: "click" },
        { content: "Sign in again", trigger: ".o_service_sign", run: "click" },
        { content: "He is told when he came", trigger: ".o_service_message.alert-danger" },
        { content: "A stranger", trigger: ".o_service_search", run: "edit 路过的人" },
        { content: "Find him", trigger: ".o_service_find", run: "click" },
        { content: "Keep him as a guest", trigger: ".o_service_guest", run: "click" },
        { content: "He doesn't count", trigger: ".o_service_people[data-people='2']" },
        { content: "But stands there", trigger: ".o_service_signed:contains(路过的人) .badge" },
        {
            content: "It was a mistake",
            trigger: ".o_service_signed:contains(欧阳测试甲) .o_service_take_back",
            run: "click",
        },
        { content: "One of two again", trigger: ".o_service_people[data-people='1']" },
    ],
});
