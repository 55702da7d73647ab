import { Component, useEffect, useRef, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";

/** Ask for one sentence. What was typed stays until it has been accepted. */
export class ReasonDialog extends Component {
    static template = "lecce_smartcity.ReasonDialog";
    static components = { Dialog };
    static props = {
        title: String,
        label: String,
        give: Function,
        close: Function,
        optional: { type: Boolean, optional: true },
        value: { type: String, optional: true },
    };

    setup() {
        this.input = useRef("input");
        this.state = useState({ text: this.props.value || "", busy: false });
        useEffect(
            (input) => {
                input.focus();
                input.select();
            },
            () => [this.input.el]
        );
    }

    get isReady() {
        return this.props.optional || this.state.text.trim();
    }

    async give() {
        if (!this.isReady || this.state.busy) {
            return;
        }
        this.state.busy = true;
        const answer = await this.props.give(this.state.text.trim());
        this.state.busy = false;
        if (answer !== false) {
            this.props.close();
        }
    }

    onKey(event) {
        if (event.key === "Enter" && !event.shiftKey) {
            event.preventDefault();
            this.give();
        }
    }
}

/** A message to the hall, with the minutes until something begins again. */
export class HallMessageDialog extends Component {
    static template = "lecce_smartcity.HallMessageDialog";
    static components = { Dialog };
    static props = { message: String, give: Function, close: Function };

    setup() {
        this.input = useRef("input");
        this.state = useState({ text: this.props.message, minutes: 0 });
        this.usual = [
            [_t("We resume in"), 10],
            [_t("Please take your seats"), 0],
            [_t("Registration is open"), 0],
        ];
        useEffect(
            (input) => input.focus(),
            () => [this.input.el]
        );
    }

    get minutes() {
        return Math.max(0, Math.min(600, parseInt(this.state.minutes) || 0));
    }

    get isReady() {
        return Boolean(this.state.text.trim() || this.minutes);
    }

    choose([text, minutes]) {
        Object.assign(this.state, { text, minutes });
    }

    async give() {
        if ((await this.props.give(this.state.text, this.minutes)) !== false) {
            this.props.close();
        }
    }
}

/** What each key does. */
export class KeysDialog extends Component {
    static template = "lecce_smartcity.KeysDialog";
    static components = { Dialog };
    static props = { close: Function };

    setup() {
        this.groups = [
            [
                _t("The sitting"),
                [
                    ["Alt Enter", _t("the next step (the large button)")],
                    ["↑ ↓", _t("look at another item")],
                    ["D", _t("notes of the discussion")],
                    ["G", _t("agenda or log")],
                    ["P", _t("open the projector")],
                    ["M", _t("message to the hall")],
                ],
            ],
            [
                _t("The door"),
                [
                    ["/  E", _t("write or scan who comes in")],
                    ["Enter", _t("came in")],
                    ["Shift Enter", _t("connected from afar")],
                    ["U", _t("strike out the last line of the door")],
                ],
            ],
            [
                _t("The floor"),
                [
                    ["S", _t("who asks to speak")],
                    ["Enter", _t("put on the list")],
                    ["Shift Enter", _t("as a point of order")],
                    ["Space", _t("pause or resume; give the floor to the first who waits")],
                ],
            ],
            [
                _t("A vote"),
                [
                    ["V", _t("go to the vote")],
                    ["F C A N", _t("in favour, against, abstained, takes no part (roll call)")],
                    ["← →", _t("the one before, the next (roll call)")],
                ],
            ],
        ];
    }
}
