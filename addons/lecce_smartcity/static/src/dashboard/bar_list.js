import { Component } from "@odoo/owl";

/** Counts as horizontal bars; each opens what it counts. */
export class BarList extends Component {
    static template = "lecce_smartcity.BarList";
    static props = {
        title: String,
        slices: Array,
        onOpen: Function,
    };

    get total() {
        return this.props.slices.reduce((sum, slice) => sum + slice.count, 0);
    }

    width(slice) {
        const largest = Math.max(...this.props.slices.map((other) => other.count));
        return `width: ${(100 * slice.count) / largest}%`;
    }

    share(slice) {
        return `${Math.round((100 * slice.count) / this.total)} %`;
    }
}
