import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";

import { hallTime, minutesAndSeconds, standing } from "./clock";

/** Whether what is on the screen is what the server has: live, reconnecting, or cut off. */
export class LiveMark extends Component {
    static template = "lecce_smartcity.LiveMark";
    static props = { live: Object };

    setup() {
        this.live = useState(this.props.live);
    }

    get label() {
        return {
            live: _t("Live"),
            reconnecting: _t("Reconnecting"),
            offline: _t("No connection: what you see may be old"),
        }[this.live.status];
    }
}

/** The clock of the hall. */
export class HallClock extends Component {
    static template = "lecce_smartcity.HallClock";
    static props = { live: Object, offset: Number };

    setup() {
        this.live = useState(this.props.live);
    }

    get time() {
        return hallTime((this.live.tick || Date.now()) + this.props.offset);
    }
}

/** A speaker's clock: time spoken, time left, and a bar that turns red. */
export class SpeakerClock extends Component {
    static template = "lecce_smartcity.SpeakerClock";
    static props = { live: Object, turn: Object };

    setup() {
        this.live = useState(this.props.live);
    }

    minutes(seconds) {
        return minutesAndSeconds(seconds);
    }

    get standing() {
        return standing(this.props.turn, Math.max(this.live.tick, this.live.at) - this.live.at);
    }
}
