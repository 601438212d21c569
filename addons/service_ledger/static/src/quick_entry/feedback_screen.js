import { Component, useState } from "@odoo/owl";

const SCORES = [100, 90, 80, 70, 60, 50, 40, 30, 20, 10, 0];

/** Covers the whole page while the phone is in the hands of the person who was served. */
export class FeedbackScreen extends Component {
    static template = "service_ledger.FeedbackScreen";
    static props = { kind: String, send: Function, back: Function };

    setup() {
        this.scores = SCORES;
        this.state = useState({ score: null, comment: "", isSent: false, message: "" });
    }

    choose(score) {
        this.state.score = score;
    }

    async send() {
        const { score, comment } = this.state;
        this.state.message = (await this.props.send(score, comment)) || "";
        this.state.isSent = !this.state.message;
    }
}
