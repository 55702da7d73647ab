import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";

/** A meeting's page looks by itself whether it is out of date; while somebody is writing it only says so. */
export class MeetingPage extends Interaction {
    static selector = ".o_association_meeting[data-pulse-url]";

    setup() {
        this.seconds = parseInt(this.el.dataset.poll) || 0;
        if (this.seconds) {
            this.plan();
        }
    }

    /** Not everybody in the hall asks in the same second. */
    plan() {
        this.waitForTimeout(() => this.look(), this.seconds * 1000 * (0.75 + Math.random() / 2));
    }

    async look() {
        if (document.visibilityState === "visible") {
            try {
                const response = await this.waitFor(fetch(this.el.dataset.pulseUrl, { credentials: "same-origin" }));
                const pulse = response.ok ? await this.waitFor(response.text()) : this.el.dataset.pulse;
                if (pulse !== this.el.dataset.pulse && !this.busy()) {
                    window.location.assign(window.location.pathname);
                    return;
                }
            } catch {
                // The line dropped: the next look tells.
            }
        }
        this.plan();
    }

    busy() {
        const active = document.activeElement;
        return active?.matches("input, textarea, select") || this.el.querySelector("input:checked");
    }
}

/** A slip goes to the box without cookies: the request that carries it belongs to nobody. */
export class MeetingSlip extends Interaction {
    static selector = ".o_association_slip";
    dynamicContent = { _root: { "t-on-submit.prevent": this.onSubmit } };

    setup() {
        const field = this.el.querySelector("input[name=receipts]");
        if (!field.value) {
            field.value = Array.from({ length: parseInt(this.el.dataset.receipts) || 1 }, () => this.draw()).join(" ");
        }
    }

    draw() {
        const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
        const bytes = crypto.getRandomValues(new Uint8Array(12));
        return Array.from(bytes, (byte) => letters[byte % letters.length]).join("");
    }

    /** Sentences are on the page, in its language. */
    said(name) {
        return this.el.querySelector(`[data-said=${name}]`).textContent;
    }

    async onSubmit() {
        const button = this.el.querySelector("button[type=submit]");
        const told = this.el.querySelector(".o_association_sent");
        button.disabled = true;
        told.classList.remove("o_association_failed");
        try {
            const response = await this.waitFor(
                fetch(this.el.getAttribute("action"), {
                    method: "POST",
                    credentials: "omit",
                    referrerPolicy: "no-referrer",
                    headers: { Accept: "application/json", "X-Odoo-Database": this.el.dataset.db },
                    body: new URLSearchParams(new FormData(this.el)),
                })
            );
            const answer = await this.waitFor(response.json());
            told.textContent = answer.error || this.said("sent");
            told.classList.toggle("o_association_failed", Boolean(answer.error));
            button.disabled = !answer.error;
            if (!answer.error) {
                this.el.querySelectorAll("input").forEach((input) => (input.readOnly = true));
                this.el.querySelector("input[name=token]").value = "";
            }
        } catch {
            told.textContent = this.said("lost");
            told.classList.add("o_association_failed");
            button.disabled = false;
        }
    }
}

registry.category("public.interactions").add("lecce_smartcity.meeting_page", MeetingPage);
registry.category("public.interactions").add("lecce_smartcity.meeting_slip", MeetingSlip);
