import { Component, onWillStart, useEffect, useExternalListener, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

const STATUTE = "association.statute";
const RULE = "association.statute.rule";

/** Cut `text` where `quote` stands in it, however its spaces fall: [before, quote, after]. */
export function cutAtQuote(text, quote) {
    const words = quote.trim().split(/\s+/).filter(Boolean);
    if (words.length) {
        const pattern = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("\\s+");
        const found = new RegExp(pattern, "i").exec(text);
        if (found) {
            return [text.slice(0, found.index), found[0], text.slice(found.index + found[0].length)];
        }
    }
    return [text, "", ""];
}

/** What was proposed from a statute's text, one key for each answer, with the article beside it. */
export class Proposals extends Component {
    static template = "lecce_smartcity.Proposals";
    static components = { Layout };
    static props = { ...standardActionServiceProps };
    static displayName = _t("Rules to confirm");

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
        this.display = { controlPanel: {} };
        this.root = useRef("root");
        this.state = useState({ desk: null, at: 0, editing: false, typed: "", base: false, busy: false });
        onWillStart(() => this.load());
        useExternalListener(window, "keydown", (event) => this.onKey(event));
        useEffect(
            () => {
                this.root.el?.querySelector(".o_proposal_here")?.scrollIntoView({ block: "nearest" });
                this.root.el?.querySelector("mark")?.scrollIntoView({ block: "nearest" });
                if (this.state.editing) {
                    this.root.el?.querySelector(".o_proposal_here .o_proposal_input")?.focus();
                }
            },
            () => [this.state.at, this.state.editing]
        );
    }

    get statuteId() {
        return this.props.action.params?.statute_id || this.props.action.context?.active_id;
    }

    async load() {
        this.state.desk = await this.orm.call(STATUTE, "read_proposals", [[this.statuteId]]);
    }

    // --- what is shown ---

    get proposals() {
        return this.state.desk.proposals;
    }

    get here() {
        return this.proposals[this.state.at];
    }

    get article() {
        return this.here && this.state.desk.articles[this.here.article];
    }

    get cut() {
        return cutAtQuote(this.article.text, this.here.quote);
    }

    get open() {
        return this.proposals.filter((proposal) => proposal.state === "proposed");
    }

    get settled() {
        return this.proposals.length - this.open.length;
    }

    get progress() {
        return this.proposals.length ? Math.round((100 * this.settled) / this.proposals.length) : 100;
    }

    get clear() {
        const times = {};
        for (const { title } of this.open) {
            times[title] = (times[title] || 0) + 1;
        }
        return this.open.filter(
            ({ title, value, problem, rival, confidence }) =>
                value && !problem && !rival && (!confidence || confidence === "high") && times[title] === 1
        );
    }

    label(proposal) {
        const article = this.state.desk.articles[proposal.article];
        return article ? article.label : "";
    }

    // --- answers ---

    async settle(proposal, method, state) {
        if (this.state.busy || !this.state.desk.open) {
            return;
        }
        this.state.busy = true;
        try {
            await this.orm.call(RULE, method, [[proposal.id]]);
            proposal.state = state;
            if (state !== "proposed") {
                this.next();
            }
        } finally {
            this.state.busy = false;
        }
    }

    async confirm(proposal) {
        if (!proposal.value) {
            return this.edit(proposal);
        }
        if (proposal.problem) {
            this.notification.add(proposal.problem, { type: "danger" });
            return;
        }
        await this.settle(proposal, "action_confirm", "confirmed");
    }

    dismiss(proposal) {
        return this.settle(proposal, "action_dismiss", "dismissed");
    }

    reopen(proposal) {
        return this.settle(proposal, "action_propose", "proposed");
    }

    async confirmAll() {
        const ids = await this.orm.call(RULE, "confirm_clear", [this.statuteId]);
        for (const proposal of this.proposals) {
            if (ids.includes(proposal.id)) {
                proposal.state = "confirmed";
            }
        }
        this.next();
    }

    // --- values ---

    edit(proposal) {
        this.select(proposal);
        Object.assign(this.state, { editing: true, typed: proposal.value, base: proposal.base });
    }

    async save(confirm) {
        const proposal = this.here;
        const renewed = await this.orm.call(RULE, "retype", [[proposal.id], this.state.typed, this.state.base]);
        Object.assign(proposal, renewed, { rival: proposal.rival });
        this.state.editing = false;
        if (confirm && !proposal.problem) {
            await this.confirm(proposal);
        }
    }

    // --- moving ---

    select(proposal) {
        const at = this.proposals.indexOf(proposal);
        if (at !== this.state.at) {
            Object.assign(this.state, { at, editing: false });
        }
    }

    move(step) {
        const at = Math.min(Math.max(this.state.at + step, 0), this.proposals.length - 1);
        Object.assign(this.state, { at, editing: false });
    }

    next() {
        const order = [...this.proposals.keys()].map((index) => (this.state.at + index) % this.proposals.length);
        const found = order.find((index) => this.proposals[index].state === "proposed");
        if (found !== undefined) {
            Object.assign(this.state, { at: found, editing: false });
        }
    }

    onKey(event) {
        if (!this.here || event.ctrlKey || event.altKey || event.metaKey || document.querySelector(".o_dialog")) {
            return;
        }
        const inField = ["INPUT", "SELECT", "TEXTAREA"].includes(event.target.tagName);
        if (inField && !event.target.closest(".o_proposals")) {
            return;
        }
        const answer = inField ? this.keysInField[event.key] : this.keys[event.key];
        if (answer) {
            event.preventDefault();
            answer();
        }
    }

    get keys() {
        const here = this.here;
        return {
            ArrowDown: () => this.move(1),
            j: () => this.move(1),
            ArrowUp: () => this.move(-1),
            k: () => this.move(-1),
            Enter: () => here.state === "proposed" && this.confirm(here),
            Delete: () => here.state === "proposed" && this.dismiss(here),
            x: () => here.state === "proposed" && this.dismiss(here),
            e: () => here.state === "proposed" && this.edit(here),
            u: () => here.state !== "proposed" && this.reopen(here),
        };
    }

    get keysInField() {
        return {
            Enter: () => this.save(true),
            Escape: () => (this.state.editing = false),
        };
    }

    done() {
        this.action.doAction(
            { type: "ir.actions.act_window", res_model: STATUTE, res_id: this.statuteId, views: [[false, "form"]] },
            { clearBreadcrumbs: false, stackPosition: "replaceCurrentAction" }
        );
    }
}

registry.category("actions").add("lecce_smartcity.proposals", Proposals);
