import { Component, onMounted, useExternalListener, useRef } from "@odoo/owl";

/** A field to sign in with a finger; tells after each stroke whether anything was drawn. */
export class SignaturePad extends Component {
    static template = "service_ledger.SignaturePad";
    static props = { onChange: Function };

    setup() {
        this.canvasRef = useRef("canvas");
        onMounted(() => this.fit());
        // a turned phone has another width; what was drawn for the old one is signed again
        useExternalListener(window, "orientationchange", () => setTimeout(() => this.fit(), 300));
    }

    fit() {
        const canvas = this.canvasRef.el;
        if (canvas) {
            canvas.width = canvas.clientWidth;
            canvas.height = canvas.clientHeight;
            this.props.onChange(false);
        }
    }

    clear() {
        this.fit();
    }

    onPointerDown(ev) {
        ev.preventDefault();
        if (ev.isTrusted) {
            this.canvasRef.el.setPointerCapture(ev.pointerId);
        }
        this.pen = this.canvasRef.el.getContext("2d");
        this.pen.lineWidth = 2.5;
        this.pen.lineCap = "round";
        this.pen.beginPath();
        this.pen.moveTo(ev.offsetX, ev.offsetY);
    }

    onPointerMove(ev) {
        if (this.pen) {
            this.pen.lineTo(ev.offsetX, ev.offsetY);
            this.pen.stroke();
            this.isDrawn = true;
        }
    }

    onPointerUp() {
        this.pen = null;
        if (this.isDrawn) {
            this.isDrawn = false;
            this.props.onChange(this.canvasRef.el.toDataURL("image/png").split(",")[1]);
        }
    }
}
