import { Component, onWillUpdateProps, useRef, useState } from "@odoo/owl";
import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

import { width } from "../shared/clock";
import { RollCall } from "./roll_call";

const COUNTED = ["favour", "against", "abstained"];
const ON_PAPER = [...COUNTED, "blank", "void"];

/** A vote from the call to the proclamation: the rule before it is opened, what may be seen while it runs, the verdict after. */
export class VotePanel extends Component {
    static template = "lecce_smartcity.VotePanel";
    static components = { RollCall };
    static props = {
        room: Object,
        item: Object,
        act: Function,
        send: Function,
        ask: Function,
        find: Function,
        panel: Object,
        openResolution: Function,
    };

    setup() {
        this.dialog = useService("dialog");
        this.root = useRef("root");
        this.state = useState(this.blank(this.props.item));
        onWillUpdateProps((next) => {
            if (next.item.id !== this.props.item.id) {
                Object.assign(this.state, this.blank(next.item));
            }
        });
        this.props.panel.vote = (step) => this.go(step);
    }

    blank(item) {
        return {
            method: item.usual_method,
            question: item.proposal || item.name,
            tellers: "two",
            counts: {},
            outcome: "",
            reason: "",
        };
    }

    get item() {
        return this.props.item;
    }

    get mayWrite() {
        return this.props.room.may_write;
    }

    /** The vote under way, or the last one that was proclaimed. */
    get ballot() {
        return this.item.ballots.at(-1);
    }

    get mayCall() {
        const settled = !this.ballot || this.ballot.state === "proclaimed";
        return this.mayWrite && settled && this.props.room.state === "open" && ["discussed", "rejected"].includes(this.item.state);
    }

    get isCalling() {
        return this.mayCall && (!this.ballot || this.state.again);
    }

    get choices() {
        const labels = { favour: _t("In favour"), against: _t("Against"), abstained: _t("Abstained"), blank: _t("Blank"), void: _t("Void") };
        return (this.ballot.secret ? ON_PAPER : COUNTED).map((code) => ({ code, label: labels[code] }));
    }

    get cast() {
        return this.ballot.bars.reduce((sum, bar) => sum + bar.votes, 0);
    }

    get counted() {
        return this.choices.reduce((sum, { code }) => sum + (this.count(code) || 0), 0);
    }

    get outcome() {
        return this.state.outcome || (this.ballot.adopted ? "adopted" : "rejected");
    }

    get differs() {
        return this.outcome !== (this.ballot.adopted ? "adopted" : "rejected");
    }

    width(count, total) {
        return width(count, total);
    }

    // --- steps ---

    /** From the large button: show the vote, and press its own button where there is one. */
    go(step) {
        this.root.el?.scrollIntoView({ block: "nearest" });
        const steps = {
            open: () => this.step("open"),
            close: () => this.close(),
            proclaim: () => this.proclaim(),
        };
        if (steps[step]) {
            steps[step]();
        } else {
            this.root.el?.querySelector("textarea, input, button")?.focus();
        }
    }

    async call() {
        const { method, question, tellers } = this.state;
        if (await this.props.act("call_vote", [this.item.id, method, question, tellers])) {
            this.state.again = false;
        }
    }

    step(step, ...rest) {
        return this.props.act("ballot_step", [this.ballot.id, step, ...rest]);
    }

    confirm(title, body, work) {
        this.dialog.add(ConfirmationDialog, { title, body, confirmLabel: title, confirm: work, cancel: () => {} });
    }

    close() {
        const { marked, voters } = this.ballot.progress;
        const waiting = marked === null || this.ballot.method === "hands" ? 0 : voters - marked;
        const body = waiting
            ? _t("%s have not voted yet and could not any more.", waiting)
            : _t("Nobody can vote any more, and the result is judged.");
        this.confirm(_t("Close the vote"), body, () => this.step("close"));
    }

    annul() {
        this.props.ask(_t("Annul the vote"), _t("Why, as the minutes will say it"), (reason) => this.step("annul", "", reason));
    }

    repeat() {
        this.props.ask(_t("Annul and repeat the vote"), _t("Why, as the minutes will say it"), (reason) =>
            this.step("repeat", "", reason)
        );
    }

    proclaim() {
        if (this.differs && !this.state.reason.trim()) {
            this.root.el?.querySelector(".o_vote_reason")?.focus();
            return;
        }
        const body =
            this.outcome === "adopted"
                ? _t("The chair proclaims: adopted. A resolution takes its number now, and keeps it.")
                : _t("The chair proclaims: rejected.");
        this.confirm(_t("Proclaim"), body, async () => {
            if (await this.step("proclaim", this.outcome, this.state.reason)) {
                Object.assign(this.state, { outcome: "", reason: "" });
            }
        });
    }

    // --- the tellers ---

    count(code) {
        const typed = this.state.counts[code];
        return typed === undefined ? this.ballot.counts.own[code] : typed;
    }

    onCount(code, event) {
        const number = parseInt(event.target.value);
        this.state.counts = { ...this.state.counts, [code]: Number.isNaN(number) ? 0 : Math.max(0, number) };
    }

    async enterCount() {
        const counts = Object.fromEntries(this.choices.map(({ code }) => [code, this.count(code) || 0]));
        if (await this.props.act("enter_count", [this.ballot.id, counts], _t("Your count is kept."))) {
            this.state.counts = {};
        }
    }
}
