import { registry } from "@web/core/registry";
import { SearchModel } from "@web/search/search_model";
import { kanbanView } from "@web/views/kanban/kanban_view";
import { listView } from "@web/views/list/list_view";

/** What is scanned takes the place of what was scanned before: one person at a time. */
class StationSearchModel extends SearchModel {
    addAutoCompletionValues(searchItemId, value) {
        if (this.searchItems[searchItemId].fieldName === "exam_id") {
            this.query = this.query.filter((row) => row.searchItemId !== searchItemId);
        }
        super.addAutoCompletionValues(searchItemId, value);
    }
}

const views = registry.category("views");
views.add("health_exam_station_list", { ...listView, SearchModel: StationSearchModel });
views.add("health_exam_station_kanban", { ...kanbanView, SearchModel: StationSearchModel });
