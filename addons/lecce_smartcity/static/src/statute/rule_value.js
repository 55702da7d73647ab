import { registry } from "@web/core/registry";
import { CharField, charField } from "@web/views/fields/char/char_field";

/** A rule's value: chosen where the catalogue offers answers, typed otherwise. */
export class RuleValueField extends CharField {
    static template = "lecce_smartcity.RuleValueField";

    get choices() {
        return this.props.record.data.choices || [];
    }

    get chosen() {
        const value = this.props.record.data[this.props.name];
        const found = this.choices.find(([code]) => code === value);
        return found ? found[1] : value || "";
    }

    onChoose(event) {
        this.props.record.update({ [this.props.name]: event.target.value });
    }
}

registry.category("fields").add("rule_value", {
    ...charField,
    component: RuleValueField,
    fieldDependencies: [{ name: "choices", type: "json" }],
});
