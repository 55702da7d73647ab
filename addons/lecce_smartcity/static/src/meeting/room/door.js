import { Component, useState } from "@odoo/owl";
import { isBarcodeScannerSupported } from "@web/core/barcode/barcode_video_scanner";
import { scanBarcode } from "@web/core/barcode/barcode_dialog";
import { _t } from "@web/core/l10n/translation";

import { PersonPicker } from "./person_picker";

/** Who comes in, connects and leaves. */
export class Door extends Component {
    static template = "lecce_smartcity.Door";
    static components = { PersonPicker };
    static props = { room: Object, act: Function, find: Function, ask: Function, focus: Object, tell: Function };

    setup() {
        this.state = useState({ last: null });
        this.hasCamera = isBarcodeScannerSupported();
        this.props.focus.undo = () => this.undo();
    }

    get isOpen() {
        return this.props.room.may_write && ["planned", "open", "suspended"].includes(this.props.room.state);
    }

    /** While the sitting goes on the door is one thing among others: its last lines are enough. */
    get arrivals() {
        return this.props.room.arrivals.slice(0, this.props.room.state === "planned" ? 6 : 3);
    }

    get hasLine() {
        return this.props.room.meeting.mode !== "in_person";
    }

    async checkIn(person, remote) {
        const kind = remote ? "remote" : "in";
        if (person.where === kind) {
            this.props.tell(_t("%s is noted as present already.", person.name));
            return true;
        }
        if (person.nobody_acts) {
            return this.askWhoCame(person, kind);
        }
        return this.welcome(await this.props.act("check_in", [person.id, kind]));
    }

    /** Nobody is recorded to act for a legal person: somebody has come all the same, with an act in hand. */
    askWhoCame(person, kind) {
        return new Promise((resolve) =>
            this.props.ask(
                person.name,
                _t("Nobody is recorded to act for it. Name of who came, with the act of appointment or delegation in hand"),
                async (name) => {
                    const answer = this.welcome(await this.props.act("check_in", [person.id, kind, name]));
                    resolve(answer);
                    return answer;
                },
                { onClose: () => resolve(false) }
            )
        );
    }

    async typed(text, remote) {
        const answer = await this.props.act("check_in_typed", [text, remote ? "remote" : "in"]);
        if (answer && answer.candidates) {
            if (!this.props.focus.offer(answer.candidates, text)) {
                this.props.tell(_t("“%s” may be one of several people: look them up again.", text));
            }
            return true;
        }
        return this.welcome(answer && answer.done);
    }

    welcome(person) {
        if (!person) {
            return false;
        }
        this.state.last = person;
        return true;
    }

    async leave(line) {
        await this.props.act("check_out", [line.roll]);
    }

    strike(line) {
        this.props.ask(
            _t("Strike out the line"),
            _t("Why “%(name)s: %(what)s” at %(at)s was a mistake", { name: line.name, what: line.kind_label, at: line.at }),
            (motive) => this.props.act("strike_attendance", [line.id, motive]),
            { value: _t("Wrong person") }
        );
    }

    undo() {
        const line = this.props.room.arrivals.find(({ struck }) => !struck);
        if (line && this.isOpen) {
            this.strike(line);
        }
    }

    async scan() {
        try {
            const code = await scanBarcode(this.env, "environment");
            if (code) {
                await this.typed(code, false);
            }
        } catch (error) {
            this.props.tell(error.message);
        }
    }
}
