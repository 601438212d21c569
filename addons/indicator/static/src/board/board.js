import { Component, onWillStart, useState } from "@odoo/owl";
import { deserializeDate, formatDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";
import { formatFloat } from "@web/core/utils/numbers";
import { url } from "@web/core/utils/urls";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { getDates, getPartOptions } from "./period";

const LIGHTS = {
    green: "text-success",
    yellow: "o_indicator_yellow",
    red: "text-danger",
    none: "text-300",
};

/** All indicators of a unit in a period; every number opens the records that it counts. */
export class IndicatorBoard extends Component {
    static template = "indicator.Board";
    static components = { Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.parts = getPartOptions();
        this.state = useState({
            year: luxon.DateTime.now().year,
            part: "year",
            // a way back from a list of records leads to the unit that was looked at
            unitId: this.props.action.context.board_unit_id || false,
            board: null,
            error: "",
            compared: null,
        });
        onWillStart(async () => {
            this.isManager = await user.hasGroup("indicator.group_indicator_manager");
            await this.load();
        });
    }

    get period() {
        return getDates(this.state.year, this.state.part);
    }

    async load() {
        const state = this.state;
        try {
            const board = await this.orm.call("indicator.indicator", "get_board", [
                state.unitId,
                ...this.period,
            ]);
            Object.assign(state, { board, unitId: board.unit.id, error: "", compared: null });
        } catch (error) {
            if (!error.data?.message) {
                throw error;
            }
            Object.assign(state, { board: null, error: error.data.message });
        }
    }

    get categories() {
        const groups = Object.groupBy(this.state.board.rows, (row) => row.category);
        return Object.entries(groups).map(([name, rows]) => ({ name, rows }));
    }

    setUnit(unitId) {
        this.state.unitId = unitId;
        return this.load();
    }

    moveYear(step) {
        this.state.year += step;
        return this.load();
    }

    setPart(part) {
        this.state.part = part;
        return this.load();
    }

    async toggleComparison(row) {
        if (this.state.compared?.id === row.id) {
            this.state.compared = null;
            return;
        }
        const units = await this.orm.call("indicator.indicator", "get_comparison", [
            [row.id],
            this.state.unitId,
            ...this.period,
        ]);
        const factor = row.better === "lower" ? 1 : -1;
        const rank = (unit) => (unit.value === null ? Infinity : factor * unit.value);
        units.sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
        this.state.compared = { id: row.id, units };
    }

    async openRecords(row, part, unitId = this.state.unitId) {
        const args = [[row.id], part, unitId, ...this.period];
        return this.action.doAction(
            await this.orm.call("indicator.indicator", "action_open_records", args),
        );
    }

    async keepSnapshot() {
        const args = [this.state.unitId, ...this.period];
        return this.action.doAction(
            await this.orm.call("indicator.indicator", "action_take_snapshot", args),
        );
    }

    get exportUrl() {
        const [date_from, date_to] = this.period;
        return url(`/indicator/board/${this.state.unitId}.xlsx`, { date_from, date_to });
    }

    getLightClass(figure) {
        return LIGHTS[figure.light];
    }

    getLightLabel(figure) {
        return {
            green: _t("Target reached"),
            yellow: _t("Near the target"),
            red: _t("Behind the target"),
            none: _t("No target"),
        }[figure.light];
    }

    formatValue(number, row) {
        if (number === null) {
            return "—";
        }
        const text = this.formatCount(number, row.denominator_source !== "none");
        return row.unit === "percent" ? `${text} %` : text;
    }

    formatGap(number, row) {
        return number > 0 ? `+${this.formatValue(number, row)}` : this.formatValue(number, row);
    }

    formatCount(number, isRatio = !Number.isInteger(number)) {
        return number === null ? "—" : formatFloat(number, { digits: [16, isRatio ? 2 : 0] });
    }

    formatDate(text) {
        return formatDate(deserializeDate(text));
    }
}

registry.category("actions").add("indicator.board", IndicatorBoard);
