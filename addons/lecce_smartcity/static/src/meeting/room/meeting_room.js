import { Component, onWillStart, useEffect, useExternalListener, useRef, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

import { serverTime, width } from "../shared/clock";
import { useLive } from "../shared/live";
import { HallClock, LiveMark } from "../shared/live_mark";
import { Door } from "./door";
import { Floor } from "./floor";
import { ItemPanel } from "./item_panel";
import { KeysDialog, HallMessageDialog, ReasonDialog } from "./dialogs";

const SITTING = "association.sitting";

/** The secretary's console of one sitting. */
export class MeetingRoom extends Component {
    static template = "lecce_smartcity.MeetingRoom";
    static components = { Door, Floor, HallClock, ItemPanel, LiveMark };
    static props = { sitting: Number, go: Function };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.root = useRef("root");
        this.state = useState({ room: null, offset: 0, item: false, tab: "agenda", error: "", done: "", busy: false });
        this.focus = { door: {}, floor: {} };
        this.panel = {};
        this.live = useLive({
            channel: `association.sitting_${this.props.sitting}`,
            sitting: this.props.sitting,
            fetch: () => this.fetch(),
        });
        onWillStart(() => this.live.refresh());
        useExternalListener(window, "keydown", (event) => this.onKey(event));
        useEffect(
            () => {
                this.root.el?.querySelector(".o_room_item_here")?.scrollIntoView({ block: "nearest" });
            },
            () => [this.state.room?.item?.id]
        );
    }

    get room() {
        return this.state.room;
    }

    get mayWrite() {
        return this.room.may_write;
    }

    /** Before the sitting opens the door is what matters: it takes the middle of the room. */
    get atTheDoor() {
        return this.room.state === "planned" && !this.room.item;
    }

    get isOver() {
        return ["closed", "deserted", "dropped"].includes(this.room.state);
    }

    // --- the snapshot ---

    async fetch() {
        const room = await this.orm.silent.call(SITTING, "read_room", [[this.props.sitting]], { item_id: this.state.item });
        this.state.offset = serverTime(room.now) - Date.now();
        this.state.room = room;
    }

    /**
     * Ask the server to do something, then look again. What it refuses is told in its own words, and nothing typed is lost.
     * Returns what the server answered; `false` when it refused.
     */
    async act(method, args = [], done = "") {
        this.state.busy = true;
        this.state.error = "";
        this.state.done = "";
        try {
            const answer = await this.orm.call(SITTING, method, [[this.props.sitting], ...args]);
            await this.live.refresh();
            this.tell(done);
            return answer === false || answer === null || answer === undefined ? true : answer;
        } catch (error) {
            this.state.error = this.sentence(error);
            return false;
        } finally {
            this.state.busy = false;
        }
    }

    /** As ``act``, without waiting for the look after: for what comes fast, one after the other. */
    async send(method, args) {
        this.state.error = "";
        try {
            return await this.orm.silent.call(SITTING, method, [[this.props.sitting], ...args]);
        } catch (error) {
            this.state.error = this.sentence(error);
            return false;
        }
    }

    tell(sentence) {
        this.state.done = sentence;
        if (sentence) {
            browser.clearTimeout(this.fading);
            this.fading = browser.setTimeout(() => (this.state.done = ""), 6000);
        }
    }

    sentence(error) {
        if (error.name === "RPC_ERROR") {
            return error.data?.message || error.message;
        }
        if (error.constructor.name === "ConnectionLostError") {
            return _t("The server did not answer. Look at the list before you try again: it may have noted this.");
        }
        throw error;
    }

    find(text) {
        return this.orm.silent.call(SITTING, "find_people", [[this.props.sitting], text]);
    }

    // --- the next step, and those beside it ---

    async next() {
        const next = this.room.next;
        if (!next || next.disabled || this.state.busy || !this.mayWrite) {
            return;
        }
        const steps = {
            open: () => this.confirm(_t("Open the sitting now? Its quorum is kept as it stands."), "action_open", next.label),
            desert: () => this.confirm(_t("Declare this call deserted? It cannot be opened again; the second call can."), "action_desert", next.label),
            close: () => this.confirm(_t("Close the sitting? Nothing more can be discussed or voted on in it."), "action_close", next.label),
            resume: () => this.act("action_resume"),
            go: () => this.props.go(next.sitting),
            take_up: () => this.takeUp(next.item),
            note: () => this.act("item_step", [next.item, "note"]),
            call_vote: () => this.toVote(),
            open_vote: () => this.toVote("open"),
            close_vote: () => this.toVote("close"),
            proclaim: () => this.toVote("proclaim"),
        };
        await steps[next.code]();
    }

    confirm(body, method, label) {
        return new Promise((resolve) =>
            this.dialog.add(
                ConfirmationDialog,
                {
                    title: label,
                    body,
                    confirmLabel: label,
                    confirm: () => this.act(method),
                    cancel: () => {},
                },
                { onClose: resolve }
            )
        );
    }

    /** The vote is in the middle of the screen: go there, and press its button. */
    async toVote(step) {
        const { item } = this.room.next;
        if (this.room.item?.id !== item) {
            await this.show(item);
        }
        this.panel.vote?.(step);
    }

    suspend() {
        const give = (reason) => this.act("action_suspend", [reason]);
        this.ask(_t("Suspend the sitting"), _t("Why, as the minutes will say it"), give, { optional: true });
    }

    closeNow() {
        return this.confirm(
            _t("Close the sitting now? Items without an outcome stay open for the second call, or for another meeting."),
            "action_close",
            _t("Close the sitting")
        );
    }

    ask(title, label, give, { optional = false, value = "", onClose } = {}) {
        this.dialog.add(ReasonDialog, { title, label, give, optional, value }, { onClose });
    }

    // --- the agenda ---

    async show(item) {
        this.state.item = item;
        await this.live.refresh();
    }

    async takeUp(item) {
        if (await this.act("item_step", [item, "take_up"])) {
            this.state.item = false;
            await this.live.refresh();
        }
    }

    // --- hall and papers ---

    async openHall() {
        const url = await this.act("open_hall");
        if (url) {
            browser.open(url, "o_meeting_hall");
        }
    }

    message() {
        const { message } = this.room.hall;
        this.dialog.add(HallMessageDialog, { message, give: (text, minutes) => this.act("set_hall", [text, minutes]) });
    }

    clearMessage() {
        return this.act("set_hall", ["", 0]);
    }

    openMeeting() {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "association.meeting",
            res_id: this.room.meeting.id,
            views: [[false, "form"]],
        });
    }

    openResolution(id) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "association.resolution",
            res_id: id,
            views: [[false, "form"]],
        });
    }

    width(count, total) {
        return width(count, total);
    }

    // --- keys ---

    onKey(event) {
        if (event.ctrlKey || event.metaKey || !this.room || document.querySelector(".o_dialog, .o_command_palette")) {
            return;
        }
        if (event.altKey) {
            if (event.key === "Enter") {
                event.preventDefault();
                this.next();
            }
            return;
        }
        const typing = ["INPUT", "SELECT", "TEXTAREA"].includes(event.target.tagName) && event.target.type !== "radio";
        if (typing || event.defaultPrevented) {
            return;
        }
        const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
        const answer = (this.panel.keys && this.panel.keys()[key]) || this.keys[key];
        if (answer) {
            event.preventDefault();
            answer();
        }
    }

    get keys() {
        return {
            "/": () => this.focus.door.take?.(),
            e: () => this.focus.door.take?.(),
            s: () => this.focus.floor.take?.(),
            " ": () => this.focus.floor.toggle?.(),
            d: () => this.panel.notes?.(),
            v: () => this.panel.vote?.(),
            u: () => this.focus.door.undo?.(),
            m: () => this.message(),
            p: () => this.openHall(),
            g: () => (this.state.tab = this.state.tab === "agenda" ? "log" : "agenda"),
            ArrowDown: () => this.step(1),
            ArrowUp: () => this.step(-1),
            "?": () => this.dialog.add(KeysDialog, {}),
        };
    }

    /** Look at the item after, or before, the one in the middle. */
    step(by) {
        const { agenda, item } = this.room;
        const at = item ? agenda.findIndex(({ id }) => id === item.id) + by : by > 0 ? 0 : agenda.length - 1;
        if (agenda[at]) {
            this.show(agenda[at].id);
        }
    }

    showKeys() {
        this.dialog.add(KeysDialog, {});
    }
}

/** Finds the sitting that the room is of: the one asked for, else the one that is open or comes next. */
export class MeetingRoomAction extends Component {
    static template = "lecce_smartcity.MeetingRoomAction";
    static components = { MeetingRoom };
    static props = { ...standardActionServiceProps };
    static displayName = _t("Meeting room");

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({ sitting: false });
        onWillStart(async () => {
            const { params, context } = this.props.action;
            const asked = params?.sitting_id || context?.sitting_id || (context?.active_model === SITTING && context.active_id);
            await this.go(asked || this.props.state?.sitting || this.props.resId || (await this.orm.call(SITTING, "room_to_open")));
        });
    }

    go(sitting) {
        this.state.sitting = sitting;
        this.props.updateActionState?.({ resId: sitting || false });
    }

    openMeetings() {
        return this.action.doAction("lecce_smartcity.action_meetings");
    }
}

registry.category("actions").add("lecce_smartcity.meeting_room", MeetingRoomAction);
