import { Component, useRef, useState } from "@odoo/owl";
import { KeepLast } from "@web/core/utils/concurrency";
import { useDebounced } from "@web/core/utils/timing";

/**
 * Find a person of the roll by name or number, with the keyboard alone. Enter takes who is marked; what is typed faster than the
 * server answers (a code reader) goes to `onTyped`.
 */
export class PersonPicker extends Component {
    static template = "lecce_smartcity.PersonPicker";
    static props = {
        find: Function,
        onPick: Function,
        onTyped: { type: Function, optional: true },
        placeholder: String,
        label: String,
        focus: { type: Object, optional: true },
        slots: { type: Object, optional: true },
        disabled: { type: Boolean, optional: true },
    };

    setup() {
        this.input = useRef("input");
        this.state = useState({ text: "", people: [], answered: "", at: 0 });
        this.keepLast = new KeepLast();
        this.search = useDebounced(() => this.lookUp(), 120);
        if (this.props.focus) {
            this.props.focus.take = () => {
                this.input.el?.focus();
                this.input.el?.select();
            };
            this.props.focus.offer = (people, text) => {
                if (this.state.text) {
                    return false; // somebody else is being looked for already
                }
                return Boolean(Object.assign(this.state, { text, people, answered: text.trim(), at: 0 }));
            };
        }
    }

    get text() {
        return this.state.text.trim();
    }

    onInput(event) {
        this.state.text = event.target.value;
        if (!this.text) {
            this.clear();
            return;
        }
        this.search();
    }

    async lookUp() {
        const text = this.text;
        if (!text) {
            return;
        }
        const people = await this.keepLast.add(this.props.find(text));
        if (text === this.text) {
            Object.assign(this.state, { people, answered: text, at: 0 });
        }
    }

    async onKey(event) {
        const { people, at } = this.state;
        if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            event.preventDefault();
            const step = event.key === "ArrowDown" ? 1 : -1;
            this.state.at = people.length ? (at + step + people.length) % people.length : 0;
        } else if (event.key === "Escape") {
            event.preventDefault();
            event.stopPropagation();
            if (this.state.text) {
                this.clear();
            } else {
                this.input.el.blur();
            }
        } else if (event.key === "Enter" && this.text) {
            event.preventDefault();
            const shift = event.shiftKey;
            if (this.state.answered === this.text && people[at]) {
                await this.pick(people[at], shift);
            } else if (this.props.onTyped) {
                await this.typed(this.text, shift);
            } else {
                await this.lookUp();
            }
        }
    }

    /** What was typed stays in the box if it is refused. */
    async pick(person, shift = false) {
        await this.settle(() => this.props.onPick(person, shift));
    }

    async typed(text, shift) {
        await this.settle(() => this.props.onTyped(text, shift));
    }

    /**
     * The box is free at once: whoever types or scans the next person does not wait for the answer. One after the other; what is
     * refused comes back to the box, unless something else has been typed meanwhile.
     */
    settle(work) {
        const refused = { text: this.state.text, people: this.state.people, answered: this.state.answered, at: this.state.at };
        this.clear();
        this.input.el?.focus();
        this.queue = (this.queue || Promise.resolve()).then(async () => {
            if ((await work()) === false && !this.state.text) {
                Object.assign(this.state, refused);
            }
        });
        return this.queue;
    }

    clear() {
        Object.assign(this.state, { text: "", people: [], answered: "", at: 0 });
    }
}
