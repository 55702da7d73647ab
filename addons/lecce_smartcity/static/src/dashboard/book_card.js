import { Component, onWillStart, onWillUpdateProps, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

// A book of this size is verified in the blink of an eye; longer ones when asked.
const AT_ONCE = 1000;

/** The state of a book: its last entry, its seals, and whether the chain holds. */
export class BookCard extends Component {
    static template = "lecce_smartcity.BookCard";
    static props = {
        book: Object,
        several: Boolean,
        onOpen: Function,
    };

    setup() {
        this.orm = useService("orm");
        this.state = useState({ verdict: null, busy: false });
        onWillStart(() => {
            this.verifyIfSmall(this.props.book);
        });
        onWillUpdateProps(({ book }) => {
            if (book.last_number !== this.props.book.last_number) {
                this.state.verdict = null;
                this.verifyIfSmall(book);
            }
        });
    }

    get pendingLabel() {
        return _t("%s waiting to be sealed", this.props.book.pending);
    }

    get lastLabel() {
        return _t("last entry, %s", this.props.book.last_date);
    }

    verifyIfSmall(book) {
        if (book.last_number <= AT_ONCE) {
            this.verify(book);
        }
    }

    async verify(book = this.props.book) {
        this.state.busy = true;
        try {
            this.state.verdict = await this.orm.call("association.dashboard", "verify_book", [book.id]);
        } finally {
            this.state.busy = false;
        }
    }
}
