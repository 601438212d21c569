import { Component, onWillStart, onWillUpdateProps, useEffect, useRef, useState } from "@odoo/owl";
import { loadBundle } from "@web/core/assets";
import { cookie } from "@web/core/browser/cookie";
import { getColor } from "@web/core/colors/colors";
import { deserializeDateTime, formatDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

const SHOWN_FIRST = ["sbp", "dbp"];

/** Measurements of an archive over time: several kinds in one graph, what is normal beside them. */
export class MeasurementTrend extends Component {
    static template = "health_archive.MeasurementTrend";
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.canvas = useRef("canvas");
        this.state = useState({ series: [], chosen: [] });
        onWillStart(async () => {
            await Promise.all([loadBundle("web.chartjs_lib"), this.load(this.props)]);
        });
        onWillUpdateProps((props) => this.load(props));
        useEffect(
            () => {
                const chart = this.canvas.el && new window.Chart(this.canvas.el, this.config);
                return () => chart?.destroy();
            },
            () => [this.canvas.el, this.state.series, this.state.chosen.join()],
        );
    }

    async load({ record }) {
        if (!record.resId) {
            this.state.series = [];
            return;
        }
        const series = await this.orm.call("health.archive", "get_measurement_trend", [
            [record.resId],
        ]);
        const codes = series.map(({ code }) => code);
        const kept = this.state.chosen.filter((code) => codes.includes(code));
        const pressures = SHOWN_FIRST.filter((code) => codes.includes(code));
        this.state.chosen = kept.length ? kept : pressures.length ? pressures : codes.slice(0, 1);
        this.state.series = series;
    }

    /** Each kind keeps its colour whatever else is chosen. */
    get rows() {
        return this.state.series.map((series, index) => ({
            ...series,
            color: getColor(index, cookie.get("color_scheme"), this.state.series.length),
            isChosen: this.state.chosen.includes(series.code),
            latest: series.points.at(-1),
            range: this.getRange(series),
        }));
    }

    get chosenRows() {
        return this.rows.filter(({ isChosen }) => isChosen);
    }

    getRange({ low, high }) {
        if (low && high) {
            return `${low}–${high}`;
        }
        return high ? `≤ ${high}` : low ? `≥ ${low}` : "";
    }

    isOutside({ low, high, latest }) {
        return Boolean((low && latest.value < low) || (high && latest.value > high));
    }

    formatDateTime(at) {
        return formatDateTime(deserializeDateTime(at));
    }

    toggle(code) {
        const { chosen } = this.state;
        this.state.chosen = chosen.includes(code)
            ? chosen.filter((other) => other !== code)
            : [...chosen, code];
    }

    get config() {
        const rows = this.chosenRows;
        const units = [...new Set(rows.map(({ unit }) => unit))];
        return {
            type: "line",
            data: { datasets: rows.flatMap((row) => this.getDatasets(row)) },
            options: {
                animation: false,
                maintainAspectRatio: false,
                interaction: { mode: "nearest", intersect: false },
                plugins: {
                    legend: { display: false },
                    tooltip: {
                        filter: ({ dataset }) => !dataset.isLimit,
                        callbacks: {
                            title: ([item]) => (item ? this.formatDateTime(item.raw.at) : ""),
                            label: ({ dataset, raw }) => `${dataset.label} ${raw.text}`,
                        },
                    },
                },
                scales: this.getScales(units),
            },
        };
    }

    /** One axis per unit: pressures share one, glucose gets its own. */
    getScales(units) {
        const axes = units.map((unit, index) => [
            unit,
            {
                position: index % 2 ? "right" : "left",
                grace: "10%",
                title: { display: true, text: unit },
                grid: { drawOnChartArea: !index },
            },
        ]);
        return { x: { type: "time", time: { minUnit: "day" } }, ...Object.fromEntries(axes) };
    }

    getDatasets({ name, unit, color, points, low, high }) {
        const data = points.map((point) => ({
            ...point,
            x: deserializeDateTime(point.at).toMillis(),
            y: point.value,
        }));
        const line = { borderColor: color, backgroundColor: color, yAxisID: unit };
        const ends = [data[0].x, data.at(-1).x];
        const limits = [low, high].filter(Boolean).map((y) => ({
            ...line,
            isLimit: true,
            label: _t("Limit of %s", name),
            data: ends.map((x) => ({ x, y })),
            borderDash: [4, 4],
            borderWidth: 1,
            pointRadius: 0,
        }));
        return [{ ...line, label: name, data, tension: 0.2, pointRadius: 3 }, ...limits];
    }
}

registry.category("view_widgets").add("health_measurement_trend", { component: MeasurementTrend });
