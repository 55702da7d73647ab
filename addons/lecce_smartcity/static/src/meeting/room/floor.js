import { Component, useState } from "@odoo/owl";

import { SpeakerClock } from "../shared/live_mark";
import { PersonPicker } from "./person_picker";

/** Who speaks, for how long, and who waits. */
export class Floor extends Component {
    static template = "lecce_smartcity.Floor";
    static components = { PersonPicker, SpeakerClock };
    static props = { room: Object, act: Function, find: Function, focus: Object, live: Object };

    setup() {
        this.state = useState({ kind: "floor" });
        this.limits = [0, 60, 120, 180, 300, 600];
        this.props.focus.toggle = () => this.toggle();
    }

    get mayWrite() {
        return this.props.room.may_write && this.props.room.state === "open";
    }

    async add(person, isOrder) {
        return (await this.props.act("ask_floor", [person.id, isOrder ? "order" : this.state.kind])) !== false;
    }

    step(turn, step) {
        return this.props.act("turn_step", [turn.id, step]);
    }

    /** Space: pause or resume who speaks; with nobody speaking, give the floor to the first who waits. */
    toggle() {
        const { speaker, waiting } = this.props.room;
        if (!this.mayWrite) {
            return;
        }
        if (speaker) {
            this.step(speaker, speaker.state === "speaking" ? "pause" : "resume");
        } else if (waiting.length) {
            this.step(waiting[0], "start");
        }
    }

    setLimit(event) {
        return this.props.act("set_speaking_limit", [parseInt(event.target.value), false]);
    }
}
