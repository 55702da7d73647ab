import { Component, onMounted, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

/** One line at the door: a name, a number of the register or a scanned code, and Enter. */
export class ArrivalField extends Component {
    static template = "lecce_smartcity.ArrivalField";
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
        this.input = useRef("input");
        this.state = useState({ text: "", busy: false, said: "", failed: false });
        this.placeholder = _t("Name, number or scanned code");
        onMounted(() => this.input.el?.focus());
    }

    async onKeydown(event) {
        if (event.key === "Enter") {
            event.preventDefault();
            event.stopPropagation();
            await this.note();
        }
    }

    async note() {
        const text = this.state.text.trim();
        if (!text || this.state.busy) {
            return;
        }
        this.state.busy = true;
        try {
            const action = await this.orm.call("association.sitting", "note_arrival_by_text", [[this.props.record.resId], text]);
            this.state.text = "";
            if (action.type === "ir.actions.client") {
                Object.assign(this.state, { said: action.params.message, failed: false });
                await this.props.record.load();
            } else {
                await this.action.doAction(action, { onClose: () => this.props.record.load() });
            }
        } catch (error) {
            Object.assign(this.state, { said: error.data?.message || error.message, failed: true });
        } finally {
            this.state.busy = false;
            this.input.el?.focus();
        }
    }
}

registry.category("view_widgets").add("meeting_arrival", { component: ArrivalField });
