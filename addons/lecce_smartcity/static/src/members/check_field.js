import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** A yes or no to read, not to click: a green tick or a grey dash. */
export class AssociationCheckField extends Component {
    static template = "lecce_smartcity.CheckField";
    static props = { ...standardFieldProps };

    get value() {
        return this.props.record.data[this.props.name];
    }

    get label() {
        return this.value ? _t("Yes") : _t("No");
    }
}

registry.category("fields").add("association_check", {
    component: AssociationCheckField,
    displayName: _t("Tick"),
    supportedTypes: ["boolean"],
});
