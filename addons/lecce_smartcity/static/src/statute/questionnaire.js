import { Component, onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

const STATUTE = "association.statute";

/** The questions from which a first statute is drawn up: asked page by page, checked at every answer. */
export class Questionnaire extends Component {
    static template = "lecce_smartcity.Questionnaire";
    static components = { Layout };
    static props = { ...standardActionServiceProps };
    static displayName = _t("First statute");

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.display = { controlPanel: {} };
        this.keepLast = new KeepLast();
        this.state = useState({ form: null, answers: {}, page: 0, all: false, busy: false, pressed: false });
        onWillStart(async () => {
            const form = await this.orm.call(STATUTE, "read_questionnaire", []);
            Object.assign(this.state, { form, answers: form.answers });
        });
    }

    // --- what is shown ---

    get page() {
        return this.state.form.pages[this.state.page];
    }

    get isLast() {
        return this.state.page === this.state.form.pages.length - 1;
    }

    get questions() {
        return this.page.questions.filter((question) => question.essential || this.state.all);
    }

    get hidden() {
        return this.page.questions.length - this.questions.length;
    }

    get errors() {
        return this.state.form.findings.filter((finding) => finding.severity === "error");
    }

    /** What is to be said about a question; that an answer is missing is said when somebody wants to go on. */
    findings(question) {
        return this.state.form.findings.filter(
            (finding) => finding.question === question.code && (this.state.pressed || this.touched(question) || finding.severity !== "error")
        );
    }

    touched(question) {
        const answer = this.state.answers[question.code];
        return !(answer === "" || (Array.isArray(answer) && !answer.length));
    }

    pageErrors(page) {
        const codes = page.questions.map((question) => question.code);
        return this.errors.filter((finding) => codes.includes(finding.question)).length;
    }

    dayOf(question) {
        return this.state.answers[question.code];
    }

    // --- answers ---

    async answer(question, value) {
        this.state.answers[question.code] = value;
        const form = await this.keepLast.add(this.orm.call(STATUTE, "read_questionnaire", [this.state.answers]));
        // Another regime may ask other questions, and offer other answers.
        const known = new Set(form.pages.flatMap((page) => page.questions.map((one) => one.code)));
        const kept = Object.fromEntries(Object.entries(this.state.answers).filter(([code]) => known.has(code)));
        Object.assign(this.state, { form, answers: { ...form.answers, ...kept } });
    }

    onNumber(question, event, scale = 1) {
        const number = Math.round(Number(event.target.value.replace(",", ".")) * scale);
        return this.answer(question, Number.isFinite(number) ? number : event.target.value);
    }

    onLines(question, event) {
        const lines = event.target.value.split("\n").map((line) => line.trim());
        return this.answer(question, lines.filter(Boolean));
    }

    onSeveral(question, code, event) {
        const chosen = new Set(this.state.answers[question.code]);
        chosen[event.target.checked ? "add" : "delete"](code);
        const order = question.choices.map((choice) => choice[0]);
        return this.answer(question, order.filter((one) => chosen.has(one)));
    }

    onDay(question, place, event) {
        const day = [...this.state.answers[question.code]];
        day[place] = Number(event.target.value);
        return this.answer(question, day);
    }

    get months() {
        return [...Array(12).keys()].map((index) => [
            index + 1,
            luxon.DateTime.local(2024, index + 1, 1).toFormat("LLLL"),
        ]);
    }

    // --- moving ---

    go(index) {
        this.state.page = index;
    }

    next() {
        this.go(this.state.page + 1);
    }

    async make() {
        this.state.pressed = true;
        if (this.errors.length) {
            const codes = this.errors.map((finding) => finding.question);
            this.go(this.state.form.pages.findIndex((page) => page.questions.some((question) => codes.includes(question.code))));
            this.state.all = true;
            return;
        }
        this.state.busy = true;
        try {
            const window = await this.orm.call(STATUTE, "draft_from_answers", [this.state.answers]);
            await this.action.doAction({ ...window, views: [[false, "form"]] }, { stackPosition: "replaceCurrentAction" });
        } finally {
            this.state.busy = false;
        }
    }
}

registry.category("actions").add("lecce_smartcity.questionnaire", Questionnaire);
