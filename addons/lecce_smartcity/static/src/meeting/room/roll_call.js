import { Component, onWillStart, onWillDestroy, onWillUpdateProps, useEffect, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

const KEYS = { f: "favour", c: "against", a: "abstained", n: "not_voting" };

/** The first place from `at` on, around the end, where nobody has answered; -1 when all have. */
export function nextToCall(voters, at) {
    for (let step = 0; step < voters.length; step++) {
        const place = (at + step) % voters.length;
        if (voters[place].standing === "may_vote" && !voters[place].choice && !voters[place].marked) {
            return place;
        }
    }
    return -1;
}

/** Voters whose name, or whose proxy's holder, has all the words of `text`. */
export function matching(voters, text) {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    return voters.filter(({ name, holder }) => words.every((word) => `${name} ${holder}`.toLowerCase().includes(word)));
}

/** The names, one after the other, with a key for each answer; of a secret vote the papers that are handed out. */
export class RollCall extends Component {
    static template = "lecce_smartcity.RollCall";
    static props = { sitting: Number, ballot: Object, send: Function, panel: Object, mayWrite: Boolean };

    setup() {
        this.orm = useService("orm");
        this.list = useRef("list");
        this.state = useState({ voters: [], at: 0, text: "" });
        this.queue = Promise.resolve();
        onWillStart(() => this.load(true));
        onWillUpdateProps((next) => {
            const { marked } = next.ballot.progress;
            if (marked !== null && marked > this.answered) {
                // Somebody voted on their own device.
                this.queue = this.queue.then(() => this.load());
            }
        });
        useEffect(
            () => {
                this.list.el?.querySelector(".o_called")?.scrollIntoView({ block: "nearest" });
            },
            () => [this.state.at]
        );
        this.props.panel.keys = () => this.keys;
        onWillDestroy(() => delete this.props.panel.keys);
    }

    get isSecret() {
        return this.props.ballot.secret;
    }

    get answers() {
        return [
            { code: "favour", label: _t("In favour"), key: "F" },
            { code: "against", label: _t("Against"), key: "C" },
            { code: "abstained", label: _t("Abstained"), key: "A" },
            { code: "not_voting", label: _t("Takes no part"), key: "N" },
        ];
    }

    get answered() {
        return this.state.voters.filter(({ choice, marked }) => choice || marked).length;
    }

    get called() {
        return this.state.voters[this.state.at];
    }

    get shown() {
        const { voters, text, at } = this.state;
        return text.trim() ? matching(voters, text).slice(0, 30) : voters.slice(Math.max(0, at - 3), at + 9);
    }

    async load(first = false) {
        const calling = this.called?.roll;
        const args = [[this.props.sitting], this.props.ballot.id];
        this.state.voters = await this.orm.silent.call("association.sitting", "read_roll_call", args);
        const same = this.state.voters.findIndex(({ roll }) => roll === calling);
        this.state.at = first || same < 0 ? Math.max(0, nextToCall(this.state.voters, 0)) : same;
    }

    get keys() {
        const answers = this.isSecret ? {} : Object.fromEntries(Object.entries(KEYS).map(([key, code]) => [key, () => this.answer(code)]));
        return { ...answers, ArrowLeft: () => this.move(-1), ArrowRight: () => this.move(1) };
    }

    move(step) {
        const { voters, at } = this.state;
        this.state.at = voters.length ? (at + step + voters.length) % voters.length : 0;
    }

    call(voter) {
        Object.assign(this.state, { at: this.state.voters.indexOf(voter), text: "" });
    }

    mayAnswer(voter) {
        return this.props.mayWrite && voter && voter.standing === "may_vote" && !voter.choice && !voter.marked;
    }

    /**
     * The answer stands at once and the next name is called, as fast as the keys come; the server notes them one after the other.
     * One that it refuses is taken back, and that name is called again.
     */
    answer(choice) {
        const voter = this.called;
        if (!this.mayAnswer(voter)) {
            return;
        }
        Object.assign(voter, this.isSecret ? { marked: true } : { choice });
        const next = nextToCall(this.state.voters, this.state.at);
        this.state.at = next < 0 ? this.state.at : next;
        this.queue = this.queue.then(() => this.note(voter, choice));
    }

    async note(voter, choice) {
        const [method, ...rest] = this.isSecret ? ["hand_paper"] : ["cast_vote", choice];
        if ((await this.props.send(method, [this.props.ballot.id, voter.roll, ...rest])) === false) {
            Object.assign(voter, { choice: false, marked: false });
            this.state.at = this.state.voters.indexOf(voter);
        }
    }

    label(voter) {
        const labels = {
            favour: _t("In favour"),
            against: _t("Against"),
            abstained: _t("Abstained"),
            not_voting: _t("Takes no part"),
        };
        const aside = { recused: _t("stands aside"), barred: _t("without a vote") };
        return labels[voter.choice] || aside[voter.standing] || (voter.marked ? _t("has voted") : "");
    }
}
