import { Component, onWillStart, useEffect, useRef } from "@odoo/owl";
import { loadBundle } from "@web/core/assets";
import { _t } from "@web/core/l10n/translation";

/** Who joined and who left, year by year. */
export class YearsChart extends Component {
    static template = "lecce_smartcity.YearsChart";
    static props = {
        years: Array,
        onOpen: Function,
    };

    setup() {
        this.canvas = useRef("canvas");
        onWillStart(() => loadBundle("web.chartjs_lib"));
        useEffect(
            () => {
                const chart = this.draw();
                return () => chart.destroy();
            },
            () => [this.props.years]
        );
    }

    draw() {
        const style = getComputedStyle(this.canvas.el);
        const ink = style.color;
        const { years } = this.props;
        const bar = { borderRadius: 4, maxBarThickness: 20, categoryPercentage: 0.5, barPercentage: 0.9 };
        return new Chart(this.canvas.el, {
            type: "bar",
            data: {
                labels: years.map(({ year }) => String(year)),
                datasets: [
                    {
                        ...bar,
                        label: _t("Joined"),
                        data: years.map(({ joined }) => joined),
                        backgroundColor: style.getPropertyValue("--association-joined"),
                    },
                    {
                        ...bar,
                        label: _t("Left"),
                        data: years.map(({ left }) => left),
                        backgroundColor: style.getPropertyValue("--association-left"),
                    },
                ],
            },
            options: {
                maintainAspectRatio: false,
                animation: { duration: 300 },
                interaction: { mode: "index", intersect: false },
                onHover: (event, elements) => {
                    event.native.target.style.cursor = elements.length ? "pointer" : "default";
                },
                onClick: (event, elements, chart) => {
                    const [hit] = chart.getElementsAtEventForMode(event, "nearest", { intersect: true }, true);
                    if (hit) {
                        this.props.onOpen(years[hit.index].year, hit.datasetIndex ? "left" : "joined");
                    }
                },
                scales: {
                    x: { grid: { display: false }, border: { display: false }, ticks: { color: ink } },
                    y: {
                        beginAtZero: true,
                        border: { display: false },
                        grid: { color: style.getPropertyValue("--association-grid") },
                        ticks: { precision: 0, color: ink, maxTicksLimit: 5 },
                    },
                },
                plugins: {
                    legend: {
                        align: "end",
                        labels: { boxWidth: 10, boxHeight: 10, useBorderRadius: true, borderRadius: 3, color: ink },
                    },
                },
            },
        });
    }
}
