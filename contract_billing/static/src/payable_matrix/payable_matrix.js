import { Component, onWillStart, useState } from "@odoo/owl";
import { deserializeDate, formatDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { formatFloat } from "@web/core/utils/numbers";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

const AMOUNTS = ["amount", "requested", "paid", "payable", "missing"];

/** Sums money in fen, so that a total shows no rounding of binary fractions. */
function addUp(cells) {
    const total = {};
    for (const name of AMOUNTS) {
        total[name] = cells.reduce((fen, cell) => fen + Math.round(cell[name] * 100), 0) / 100;
    }
    return total;
}

/** “May it be paid?”: owners in rows, instalments and their funds in columns. */
export class PayableMatrix extends Component {
    static template = "contract_billing.PayableMatrix";
    static components = { Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.projectIds = this.props.action.context.project_ids;
        this.state = useState({ contracts: [], query: "", only: "" });
        onWillStart(() => this.load());
    }

    async load() {
        this.state.contracts = await this.loadContracts(this.projectIds);
    }

    /** The contracts of these projects, or all in force; many come without their owners. */
    async loadContracts(projectIds) {
        const domain = projectIds ? [["project_id", "in", projectIds]] : null;
        const columns = await this.orm.call("billing.share", "get_payable_matrix", [domain]);
        return Object.values(Object.groupBy(columns, (col) => col.project_id)).map((columns) =>
            this.prepareContract(columns),
        );
    }

    async showOwners(contract) {
        const [detailed] = await this.loadContracts([contract.id]);
        const index = this.state.contracts.findIndex(({ id }) => id === contract.id);
        this.state.contracts[index] = detailed;
    }

    prepareContract(columns) {
        const owners = new Map();
        for (const column of columns) {
            for (const cell of column.owners) {
                const owner = owners.get(cell.owner_id) || { name: cell.owner, cells: {} };
                owner.cells[`${column.milestone_id}-${column.fund_id}`] = cell;
                owners.set(cell.owner_id, owner);
            }
        }
        const rows = [...owners].map(([id, owner]) => ({
            id,
            name: owner.name,
            cells: columns.map((col) => owner.cells[`${col.milestone_id}-${col.fund_id}`]),
            total: addUp(Object.values(owner.cells)),
        }));
        const { project_id: id, project: name } = columns[0];
        return { id, name, columns, rows, total: addUp(columns) };
    }

    get contracts() {
        const query = this.state.query.trim().toLowerCase();
        return this.state.contracts.filter(
            (contract) =>
                (!this.state.only || contract.total[this.state.only]) &&
                (!query || this.getSearchText(contract).includes(query)),
        );
    }

    getSearchText(contract) {
        const names = contract.columns.flatMap((column) => [column.milestone, column.fund]);
        return [contract.name, ...names, ...contract.rows.map((row) => row.name)]
            .join(" ")
            .toLowerCase();
    }

    get legend() {
        return [
            { tone: "payable", label: _t("May be paid today") },
            { tone: "blocked", label: _t("Due, money or condition missing") },
            { tone: "planned", label: _t("Not due yet") },
            { tone: "requested", label: _t("Requested") },
            { tone: "paid", label: _t("Paid") },
        ];
    }

    get stateLabels() {
        return {
            planned: _t("Planned"),
            blocked: _t("Blocked"),
            open: _t("Open for payment"),
            requested: _t("Requested"),
            approved: _t("Approved"),
            billed: _t("Billed"),
            partly_paid: _t("Partly paid"),
            paid: _t("Paid"),
        };
    }

    getTone(cell, column) {
        if (!cell || !cell.amount) {
            return "empty";
        }
        if (cell.paid >= cell.amount) {
            return "paid";
        }
        if (cell.payable) {
            return "payable";
        }
        if (cell.requested >= cell.amount) {
            return "requested";
        }
        const due = !["planned", "paid"].includes(column.state);
        return due ? "blocked" : "planned";
    }

    formatAmount(amount) {
        return formatFloat(amount, { digits: [16, 2] });
    }

    formatDate(date) {
        return formatDate(deserializeDate(date));
    }

    openContract(contract) {
        return this.openRecord("project.project", contract.id);
    }

    openMilestone(column) {
        return this.openRecord("project.milestone", column.milestone_id);
    }

    async openShare(column, row) {
        const [id] = await this.orm.search("billing.share", [
            ["milestone_id", "=", column.milestone_id],
            ["fund_id", "=", column.fund_id],
            ["owner_id", "=", row.id],
        ]);
        return this.openRecord("billing.share", id);
    }

    async openRecord(model, id) {
        return this.action.doAction(await this.orm.call(model, "get_formview_action", [[id]]));
    }
}

registry.category("actions").add("contract_billing.payable_matrix", PayableMatrix);
