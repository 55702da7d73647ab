import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";

/**
 * Small helps for who fills in a public form. Without scripts the form does the same: the server says what is wrong.
 */
export class ApplicationForm extends Interaction {
    static selector = ".o_association_form";
    dynamicContent = {
        _root: { "t-on-submit": this.onSubmit },
        "input[type=file]": { "t-on-change": this.onFileChosen },
        "select[name=country]": { "t-on-change": this.onCountryChosen },
    };

    setup() {
        this.fileMax = parseInt(this.el.dataset.fileMax) * 1024 * 1024;
        // The page came back with errors: whoever uses a keyboard or a screen reader begins with their list.
        document.getElementById("summary")?.focus();
        this.onCountryChosen();
    }

    /** A file that is too large is told at once, before it travels. */
    onFileChosen(ev) {
        const input = ev.currentTarget;
        const tooLarge = input.files[0]?.size > this.fileMax;
        input.setCustomValidity(tooLarge ? input.dataset.tooLarge : "");
        if (tooLarge) {
            input.reportValidity();
            input.value = "";
            input.setCustomValidity("");
        }
    }

    /** Provinces are Italy's. */
    onCountryChosen() {
        const country = this.el.querySelector("select[name=country]");
        const province = this.el.querySelector("select[name=state]");
        if (country && province) {
            const abroad = country.value !== "IT";
            province.closest(".o_association_question").classList.toggle("d-none", abroad);
        }
    }

    /** One click is enough: a second one would be recognised by the server, but it would make people wait. */
    onSubmit(ev) {
        const button = this.el.querySelector("button[type=submit]");
        if (button.getAttribute("aria-busy") === "true") {
            ev.preventDefault();
            return;
        }
        button.setAttribute("aria-busy", "true");
        // Back from the browser's history the button works again.
        this.addListener(window, "pageshow", () => button.removeAttribute("aria-busy"));
    }
}

registry.category("public.interactions").add("lecce_smartcity.application_form", ApplicationForm);
