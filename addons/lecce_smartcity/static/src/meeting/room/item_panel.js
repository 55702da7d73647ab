import { Component, onWillDestroy, onWillUpdateProps, useRef, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";

import { PersonPicker } from "./person_picker";
import { VotePanel } from "./vote_panel";

const SAVE_AFTER = 1500;

/** The item in the middle of the room: its words, its discussion, who stands aside, its votes. */
export class ItemPanel extends Component {
    static template = "lecce_smartcity.ItemPanel";
    static components = { PersonPicker, VotePanel };
    static props = {
        room: Object,
        act: Function,
        send: Function,
        find: Function,
        ask: Function,
        panel: Object,
        takeUp: Function,
        back: Function,
        openResolution: Function,
    };

    setup() {
        this.notes = useRef("notes");
        this.state = useState({ text: this.item.discussion, base: this.item.discussion, saved: true, aside: false, recusal: null });
        this.item_id = this.item.id;
        onWillUpdateProps((next) => this.follow(next.room.item));
        onWillDestroy(() => this.save());
        this.props.panel.notes = () => this.notes.el?.focus();
    }

    get item() {
        return this.props.room.item;
    }

    get mayWrite() {
        return this.props.room.may_write;
    }

    get isSitting() {
        return ["open", "suspended"].includes(this.props.room.state);
    }

    get isCurrent() {
        return this.item.current;
    }

    // --- notes: kept while they are typed, never overwritten by what comes from elsewhere ---

    follow(item) {
        if (item.id !== this.item_id) {
            this.save();
            this.item_id = item.id;
            Object.assign(this.state, { text: item.discussion, base: item.discussion, saved: true, aside: false, recusal: null });
        } else if (this.state.saved && item.discussion !== this.state.base) {
            Object.assign(this.state, { text: item.discussion, base: item.discussion });
        }
    }

    onNotes(event) {
        Object.assign(this.state, { text: event.target.value, saved: false });
        browser.clearTimeout(this.saving);
        this.saving = browser.setTimeout(() => this.save(), SAVE_AFTER);
    }

    async save() {
        browser.clearTimeout(this.saving);
        if (this.state.saved) {
            return;
        }
        const { text, base } = this.state;
        const item = this.item_id;
        if ((await this.props.act("write_notes", [item, text, base])) !== false && item === this.item_id) {
            Object.assign(this.state, { base: text, saved: this.state.text === text });
        }
    }

    // --- what becomes of the item ---

    step(step) {
        return this.props.act("item_step", [this.item.id, step]);
    }

    setAside(step) {
        const title = step === "defer" ? _t("Defer item %s", this.item.number) : _t("Withdraw item %s", this.item.number);
        this.props.ask(title, _t("Why, as the minutes will say it"), (reason) =>
            this.props.act("item_step", [this.item.id, step, reason])
        );
    }

    // --- who stands aside ---

    recuse(person) {
        this.state.recusal = { person, kind: "recused", reason: "" };
        return true;
    }

    async giveRecusal() {
        const { person, kind, reason } = this.state.recusal;
        if (await this.props.act("recuse", [this.item.id, person.id, kind, reason])) {
            Object.assign(this.state, { recusal: null, aside: false });
        }
    }

    unrecuse(recusal) {
        return this.props.act("unrecuse", [recusal.id]);
    }
}
