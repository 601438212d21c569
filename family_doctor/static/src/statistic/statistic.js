import { Component, onWillStart, useState } from "@odoo/owl";
import { getDates, getPartOptions } from "@indicator/board/period";
import {
    deserializeDate,
    deserializeDateTime,
    formatDate,
    formatDateTime,
} from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";
import { formatInteger } from "@web/views/fields/formatters";
import { url } from "@web/core/utils/urls";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

/** Five tables of services with the same filters; every number opens the records that it counts. */
export class FamilyStatistic extends Component {
    static template = "family_doctor.Statistic";
    static components = { Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.action = useService("action");
        this.notification = useService("notification");
        this.orm = useService("orm");
        this.parts = getPartOptions();
        this.dimensions = [
            { key: "unit", label: _t("Unit") },
            { key: "team", label: _t("Team") },
            { key: "doctor", label: _t("Doctor") },
            { key: "group", label: _t("Group") },
            { key: "month", label: _t("Month") },
            { key: "quarter", label: _t("Quarter") },
        ];
        // a way back from a list of records leads to the table that was looked at
        this.state = useState({
            year: luxon.DateTime.now().year,
            part: "year",
            kind: "sign",
            dimension: "unit",
            unit_id: false,
            team_id: false,
            tag_id: false,
            ...this.props.state?.query,
            table: null,
            error: "",
        });
        onWillStart(async () => {
            this.isManager = await user.hasGroup("care_team.group_manager");
            await this.load();
        });
    }

    get query() {
        const { kind, dimension, unit_id, team_id, tag_id, year, part } = this.state;
        const [date_from, date_to] = getDates(year, part);
        return { kind, dimension, unit_id, team_id, tag_id, date_from, date_to };
    }

    async load(changes = {}) {
        const state = Object.assign(this.state, changes);
        try {
            const table = await this.orm.call("family.statistic", "get_table", [this.query]);
            Object.assign(state, { table, unit_id: table.unit.id, error: "" });
        } catch (error) {
            if (!error.data?.message) {
                throw error;
            }
            Object.assign(state, { table: null, error: error.data.message });
        }
    }

    /** Down to the units below, from a team to its doctors. */
    openRow(row) {
        if (row.unit_id) {
            return this.load({ unit_id: row.unit_id });
        }
        return this.load({ team_id: row.key, dimension: "doctor" });
    }

    canOpenRow(row) {
        return Boolean(row.unit_id) || this.state.table.dimension === "team";
    }

    async openRecords(key, column) {
        const args = [this.query, key, column];
        this.action.doAction(await this.orm.call("family.statistic", "action_open", args));
    }

    async freeze() {
        await this.orm.call("family.statistic.snapshot", "action_freeze", [this.query]);
        this.notification.add(_t("The tables of this period are frozen."), { type: "success" });
        await this.load();
    }

    getChange(row, column) {
        const frozen = row.frozen?.[column.key];
        return frozen === undefined ? 0 : row.values[column.key] - frozen;
    }

    formatChange(change) {
        return change > 0 ? `+${formatInteger(change)}` : formatInteger(change);
    }

    formatNumber(number) {
        return formatInteger(number);
    }

    formatDate(text) {
        return formatDate(deserializeDate(text));
    }

    formatMoment(text) {
        return formatDateTime(deserializeDateTime(text), { showSeconds: false });
    }

    get exportUrl() {
        return url("/family_doctor/statistics.xlsx", this.query);
    }
}

registry.category("actions").add("family_doctor.statistic", FamilyStatistic);
