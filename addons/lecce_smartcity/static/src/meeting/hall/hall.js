import { Component, onWillStart, useExternalListener, useState, whenReady } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { MainComponentsContainer } from "@web/core/main_components_container";
import { _t } from "@web/core/l10n/translation";
import { rpc } from "@web/core/network/rpc";
import { mountComponent } from "@web/env";
import { session } from "@web/session";

import { minutesAndSeconds, serverTime, width } from "../shared/clock";
import { useLive } from "../shared/live";
import { HallClock, LiveMark, SpeakerClock } from "../shared/live_mark";

const THEME = "lecce_smartcity.hall_theme";
const KEYS_SHOWN = 12000;

/** Minutes and seconds to a moment; it stands at zero when the moment has come. */
export class Countdown extends Component {
    static template = "lecce_smartcity.HallCountdown";
    static props = { live: Object, until: String, offset: Number };

    setup() {
        this.live = useState(this.props.live);
    }

    get left() {
        const now = (this.live.tick || Date.now()) + this.props.offset;
        return minutesAndSeconds(Math.max(0, Math.ceil((serverTime(this.props.until) - now) / 1000)));
    }
}

/** What the hall sees: readable from the last row, and nothing that the hall may not know. */
export class MeetingHall extends Component {
    static template = "lecce_smartcity.Hall";
    static components = { Countdown, HallClock, LiveMark, MainComponentsContainer, SpeakerClock };
    static props = {};

    setup() {
        const { token, lang, channel } = session.hall;
        this.lang = lang;
        this.url = `/meeting/hall/${token}/state`;
        this.state = useState({
            hall: null,
            offset: 0,
            theme: browser.localStorage.getItem(THEME) || "light",
            keys: true,
        });
        this.live = useLive({ channel, sitting: null, fetch: () => this.fetch() });
        onWillStart(() => this.live.refresh());
        useExternalListener(window, "keydown", (event) => this.onKey(event));
        browser.setTimeout(() => (this.state.keys = false), KEYS_SHOWN);
    }

    async fetch() {
        const hall = await rpc(this.url, { lang: this.lang }, { silent: true });
        this.state.offset = hall ? serverTime(hall.now) - Date.now() : 0;
        this.state.hall = hall;
    }

    get hall() {
        return this.state.hall;
    }

    /** The one thing in the middle: a message, a vote, the item, or the agenda while nothing is under discussion. */
    get scene() {
        const { message, until, vote, item } = this.hall;
        return message || until ? "message" : vote ? "vote" : item ? "item" : "agenda";
    }

    /** Whole sentences: pieces of them cannot be translated. */
    get words() {
        const { quorum, item, starts_at: time, vote } = this.hall;
        const parts = [_t("In person: %s", quorum.own)];
        if (quorum.remote) {
            parts.push(_t("on the line: %s", quorum.remote));
        }
        if (quorum.by_proxy) {
            parts.push(_t("by proxy: %s", quorum.by_proxy));
        }
        parts.push(_t("needed: %(needed)s (%(article)s)", quorum));
        return {
            ofTotal: _t("present of %s", quorum.total),
            missing: _t("%s missing for the quorum", quorum.missing),
            parts: parts.join(" · "),
            calledFor: _t("Called for %s", time),
            item: item && _t("Item %s", item.number),
            voted: vote && this.voted(vote),
            rule: vote && vote.rule && _t("Needed to adopt: %(words)s (%(article)s)", vote.rule),
        };
    }

    voted({ progress, method }) {
        if (progress.marked !== null && method !== "hands") {
            return _t("%(marked)s of %(voters)s have voted", progress);
        }
        return progress.votes === progress.voters
            ? _t("%s may vote", progress.voters)
            : _t("%(voters)s may vote, with %(votes)s votes", progress);
    }

    /** A question in few words is shown large, a long one small enough to fit. */
    size(text) {
        return text.length < 60 ? "o_large" : text.length < 160 ? "o_medium" : text.length < 400 ? "o_small" : "o_tiny";
    }

    width(count, total) {
        return width(count, total);
    }

    get cast() {
        return this.hall.vote.bars.reduce((sum, bar) => sum + bar.votes, 0);
    }

    onKey({ key }) {
        const answer = {
            f: () =>
                document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen(),
            d: () => this.toggleTheme(),
            l: () => (window.location.search = `?lang=${this.lang === "it" ? "en" : "it"}`),
        }[key.toLowerCase()];
        answer?.();
    }

    toggleTheme() {
        this.state.theme = this.state.theme === "dark" ? "light" : "dark";
        browser.localStorage.setItem(THEME, this.state.theme);
    }
}

if (session.hall) {
    whenReady(() => mountComponent(MeetingHall, document.body));
}
