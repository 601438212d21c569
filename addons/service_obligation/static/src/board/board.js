import { Component, onWillStart, useState } from "@odoo/owl";
import { deserializeDate, formatDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { formatFloat } from "@web/core/utils/numbers";
import { url } from "@web/core/utils/urls";
import { useSetupAction } from "@web/search/action_hook";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

const TONES = {
    met: "success",
    on_track: "info",
    behind: "warning",
    red: "danger",
    open: "secondary",
    listed: "light",
};

/** All obligations of a service project at a day; every number opens its claims. */
export class ObligationBoard extends Component {
    static template = "service_obligation.Board";
    static components = { Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        // a way back from a list leads to what was looked at
        const { projectId, date, filter, opened } = this.props.state || {};
        this.state = useState({
            projectId: projectId || this.props.action.context.board_project_id || false,
            date: date || false,
            filter: filter || "all",
            board: null,
            opened: opened || false,
            reasons: [],
        });
        useSetupAction({ getLocalState: () => this.shownState });
        onWillStart(async () => {
            await this.load();
            if (this.state.board && this.state.opened) {
                await this.loadReasons();
            }
        });
    }

    get shownState() {
        const { projectId, date, filter, opened } = this.state;
        return { projectId, date, filter, opened };
    }

    async load() {
        const { projectId, date } = this.state;
        const board = await this.orm.call("service.obligation", "get_board", [projectId, date]);
        Object.assign(this.state, { board, projectId: board ? board.project.id : false });
    }

    get stateLabels() {
        return {
            met: _t("Met"),
            on_track: _t("On track"),
            behind: _t("Behind"),
            red: _t("Far behind"),
            open: _t("Not due yet"),
            listed: _t("Listed"),
        };
    }

    get filters() {
        const rows = this.state.board.rows;
        const found = Object.entries(this.stateLabels)
            .map(([key, label]) => ({
                key,
                label,
                tone: TONES[key],
                count: rows.filter((row) => row.state === key).length,
            }))
            .filter((filter) => filter.count);
        return [{ key: "all", label: _t("All"), tone: "dark", count: rows.length }, ...found];
    }

    get cores() {
        const { board, filter } = this.state;
        const rows = board.rows.filter((row) => filter === "all" || row.state === filter);
        const groups = new Map();
        for (const row of rows) {
            groups.set(row.core, [...(groups.get(row.core) || []), row]);
        }
        return [...groups].map(([name, rows]) => ({ name, rows }));
    }

    setFilter(filter) {
        this.state.filter = filter;
    }

    setProject(projectId) {
        Object.assign(this.state, { projectId, opened: false, filter: "all" });
        return this.load();
    }

    setDate(date) {
        Object.assign(this.state, { date: date || false, opened: false });
        return this.load();
    }

    async toggle(row) {
        this.state.opened = this.state.opened === row.id ? false : row.id;
        if (this.state.opened) {
            await this.loadReasons();
        }
    }

    async loadReasons() {
        this.state.reasons = [];
        this.state.reasons = await this.orm.call("service.obligation", "get_reasons", [
            [this.state.opened],
            this.state.board.date,
        ]);
    }

    openClaims(row, { state = false, cause = false, reason = false } = {}) {
        const { date } = this.state.board;
        return this.open("action_open_claims", [[row.id], state, date, cause, reason]);
    }

    openUnreached(row) {
        return this.open("action_open_unreached", [[row.id], this.state.board.date]);
    }

    async open(method, args) {
        await this.action.doAction(await this.orm.call("service.obligation", method, args));
    }

    get exportUrl() {
        const { project, date } = this.state.board;
        return url(`/service_obligation/board/${project.id}.xlsx`, { date });
    }

    getTone(state) {
        return TONES[state];
    }

    /** Widths of the bar and of the mark of what is due, in per cent of what is owed. */
    getBar(row) {
        const share = (number) => Math.min(100, Math.max(0, (100 * number) / row.threshold));
        return {
            done: `width: ${share(row.actual || 0)}%`,
            due: row.expected === null ? "" : `left: ${share(row.expected)}%`,
        };
    }

    hasBar(row) {
        return row.threshold > 0 && row.comparison === "ge" && row.measure !== "listed";
    }

    getTarget(row) {
        const number = this.formatNumber(row.threshold, row);
        return row.comparison === "le" || row.measure === "none"
            ? _t("at most %s", number)
            : _t("of %s", number);
    }

    get periodText() {
        const { date_start, date_end, elapsed, days } = this.state.board;
        const [first, last] = [this.formatDate(date_start), this.formatDate(date_end)];
        return _t("%(first)s to %(last)s, day %(elapsed)s of %(days)s", {
            first,
            last,
            elapsed,
            days,
        });
    }

    getDueText(row) {
        const number = this.formatNumber(row.expected, row);
        if (!row.forecast_date) {
            return _t("Due by now: %(number)s", { number });
        }
        const day = this.formatDate(row.forecast_date);
        return _t("Due by now: %(number)s; reached at this pace on %(day)s", { number, day });
    }

    getPaceText(row) {
        const pace = this.formatNumber(row.pace, row);
        const forecast = this.formatNumber(row.forecast, row);
        return _t("Pace: %(pace)s in 30 days; %(forecast)s by the end of the period", {
            pace,
            forecast,
        });
    }

    formatNumber(number, row) {
        if (number === null) {
            return "—";
        }
        const text = formatFloat(number, { digits: [16, Number.isInteger(number) ? 0 : 1] });
        return `${text} ${this.units[row.unit]}`;
    }

    get units() {
        return {
            persons: _t("persons"),
            person_times: _t("person-times"),
            events: _t("events"),
            percent: "%",
            points: _t("points"),
            days: _t("days"),
            documents: _t("documents"),
            items: _t("items"),
        };
    }

    formatDate(text) {
        return formatDate(deserializeDate(text));
    }
}

registry.category("actions").add("service_obligation.board", ObligationBoard);
