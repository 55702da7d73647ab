import { onMounted, onWillDestroy, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { useService } from "@web/core/utils/hooks";

const CHANGED = "association.room/changed";
// Between two fetches, however many messages come.
const PAUSE = 250;
// When nothing comes over the bus, look anyway: often while it is down, seldom while it is up.
const LOOK_DOWN = 5000;
const LOOK_UP = 45000;
// A tick that comes this late means that the machine slept.
const SLEPT = 5000;

/** Run `work` at once, then at most once each `pause` ms however often it is asked for; never twice at the same time. */
export class Coalescer {
    constructor(work, pause = PAUSE) {
        this.work = work;
        this.pause = pause;
        this.running = null;
        this.again = false;
    }

    async ask() {
        if (this.running) {
            this.again = true;
            return this.running;
        }
        this.running = this.loop();
        try {
            await this.running;
        } finally {
            this.running = null;
        }
    }

    async loop() {
        do {
            this.again = false;
            await this.work();
            if (this.again) {
                await new Promise((resolve) => browser.setTimeout(resolve, this.pause));
            }
        } while (this.again);
    }
}

/**
 * Keep a snapshot fresh: fetched when the bus says that something changed, when the connection or the laptop comes back, and now
 * and then. `live.status`: `live`, `reconnecting` (the bus is down, the server answers), `offline` (it does not answer).
 *
 * @param {{channel: string, sitting: number|null, fetch: () => Promise<void>}} params
 */
export function useLive({ channel, sitting, fetch }) {
    const bus = useService("bus_service");
    const live = useState({ status: "reconnecting", failed: false, tick: 0, at: Date.now() });
    let connected = false;
    let last = Date.now();
    let looked = Date.now();
    let timer = null;

    const show = () => {
        live.status = live.failed ? "offline" : connected ? "live" : "reconnecting";
    };
    const coalescer = new Coalescer(async () => {
        looked = Date.now();
        try {
            await fetch();
            live.at = Date.now();
            live.failed = false;
        } catch (error) {
            live.failed = true;
            if (error.name === "RPC_ERROR") {
                throw error;
            }
        } finally {
            show();
        }
    });
    const refresh = () => coalescer.ask();
    const quietly = () => refresh().catch(() => {});

    const onChanged = (payload) => {
        if (!payload.sitting || payload.sitting === sitting) {
            quietly();
        }
    };
    const onWorker = ({ detail }) => {
        const before = connected;
        connected = detail === "CONNECTED";
        show();
        if (connected && !before) {
            // What was announced while nobody listened is not sent again.
            quietly();
        }
    };
    const onVisible = () => document.visibilityState === "visible" && quietly();
    const onTick = () => {
        const now = Date.now();
        const slept = now - last > SLEPT;
        last = now;
        live.tick = now;
        if (slept || now - looked > (connected && !live.failed ? LOOK_UP : LOOK_DOWN)) {
            quietly();
        }
    };
    const onOffline = () => {
        live.failed = true;
        show();
    };

    onMounted(() => {
        bus.subscribe(CHANGED, onChanged);
        bus.addEventListener("BUS:WORKER_STATE_UPDATED", onWorker);
        bus.addChannel(channel);
        connected = bus.workerState === "CONNECTED";
        show();
        document.addEventListener("visibilitychange", onVisible);
        browser.addEventListener("online", quietly);
        browser.addEventListener("offline", onOffline);
        timer = browser.setInterval(onTick, 500);
    });
    onWillDestroy(() => {
        browser.clearInterval(timer);
        bus.unsubscribe(CHANGED, onChanged);
        bus.removeEventListener("BUS:WORKER_STATE_UPDATED", onWorker);
        bus.deleteChannel(channel);
        document.removeEventListener("visibilitychange", onVisible);
        browser.removeEventListener("online", quietly);
        browser.removeEventListener("offline", onOffline);
    });
    return { state: live, refresh };
}
