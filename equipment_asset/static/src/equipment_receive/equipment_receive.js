import { Component, onWillStart, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { ReceiveAccept } from "./receive_accept";
import { ReceiveScan } from "./receive_scan";

/** Receiving goods with a phone: choose the delivery, scan what arrives, accept it on the spot. */
export class EquipmentReceive extends Component {
    static template = "equipment_asset.EquipmentReceive";
    static components = { Layout, ReceiveAccept, ReceiveScan };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.state = useState({ step: "choose", deliveries: [], delivery: null, result: null });
        onWillStart(() => {
            const { delivery_id: id } = this.props.action.context;
            return id ? this.open(id) : this.choose();
        });
    }

    async choose() {
        this.state.deliveries = await this.orm.call("equipment.delivery", "get_open_deliveries");
        this.state.step = "choose";
    }

    async open(id) {
        this.state.delivery = await this.orm.call("equipment.delivery", "get_receive_data", [[id]]);
        this.state.step = "scan";
    }

    accept() {
        this.state.step = "accept";
    }

    finish(result) {
        this.state.result = result;
        this.state.step = "done";
    }

    getShare({ arrived, total }) {
        return total ? Math.round((100 * arrived) / total) : 0;
    }
}

registry.category("actions").add("equipment_receive", EquipmentReceive);
