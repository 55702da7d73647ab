import { Component, onWillStart, useState } from "@odoo/owl";
import { DateTimeInput } from "@web/core/datetime/datetime_input";
import { deserializeDate, serializeDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";
import { KeepLast } from "@web/core/utils/concurrency";
import { useSetupAction } from "@web/search/action_hook";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

import { BookCard } from "./book_card";
import { BarList } from "./bar_list";
import { YearsChart } from "./years_chart";

const MODEL = "association.dashboard";

/** What the association looks like on a day, and what is due; every figure opens the records behind it. */
export class AssociationDashboard extends Component {
    static template = "lecce_smartcity.Dashboard";
    static components = { BarList, BookCard, DateTimeInput, Layout, YearsChart };
    static props = { ...standardActionServiceProps };
    static displayName = _t("Dashboard");

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.display = { controlPanel: {} };
        this.keepLast = new KeepLast();
        this.state = useState({ figures: null, rights: null, loading: true });
        useSetupAction({ getLocalState: () => ({ day: this.state.figures?.day }) });
        onWillStart(async () => {
            this.isAdministrator = await user.hasGroup("lecce_smartcity.group_administrator");
            this.isSecretariat = await user.hasGroup("lecce_smartcity.group_secretariat");
            await this.load(this.props.state?.day);
        });
    }

    async load(day) {
        this.state.loading = true;
        const figures = await this.keepLast.add(this.orm.call(MODEL, "read_figures", [], { day: day || false }));
        Object.assign(this.state, { figures, rights: null, loading: false });
        // Judging every member takes longest: the rest is on the screen before.
        const rights = await this.orm.call(MODEL, "read_rights", [], { day: figures.day });
        if (this.state.figures.day === figures.day) {
            this.state.rights = rights;
        }
    }

    // --- the day ---

    get date() {
        return deserializeDate(this.state.figures.day);
    }

    get today() {
        return deserializeDate(this.state.figures.today);
    }

    onDayChanged(date) {
        if (date) {
            this.load(serializeDate(date));
        }
    }

    showToday() {
        this.load(false);
    }

    // --- figures ---

    get members() {
        return this.state.figures.members;
    }

    get thisYear() {
        return this.state.figures.years.at(-1);
    }

    get balance() {
        const { joined, left } = this.thisYear;
        return joined - left;
    }

    get balanceLabel() {
        const balance = this.balance;
        return balance > 0 ? `+${balance}` : balance < 0 ? `−${-balance}` : "±0";
    }

    get notes() {
        const { members, years, mandates, applications, offices, resolutions } = this.state.figures;
        const { joined, left, year } = years.at(-1);
        const rights = this.state.rights;
        return {
            balance: _t("%(balance)s in %(year)s", { balance: this.balanceLabel, year }),
            joined: _t("%s joined", joined),
            left: _t("%s left", left),
            suspended: _t("%s suspended", members.suspended),
            ofMembers: _t("of %s", members.total),
            mayNot: rights && _t("%s may not: see why", members.total - rights.may_vote),
            inOffice: _t("%s in office", mandates.in_office),
            ofSeats: _t("of %s", offices.seats),
            vacant: _t("%s vacant", offices.vacant),
            heldOver: _t("%s holding over", offices.held_over),
            tasksLate: _t("%s late", resolutions.late),
            toExecute: _t("%s to execute", resolutions.pending),
            deadlines: offices.late ? _t("%s deadlines late", offices.late) : _t("%s deadlines to come", offices.due),
            late: applications?.late && _t("%s late", applications.late),
            due: applications?.due && _t("Next decision due %s", applications.due),
            waiting: applications?.count && _t("The oldest waits %s days", applications.waiting),
            complete: applications?.count && _t("%s complete", applications.complete),
        };
    }

    get membersTitle() {
        return this.state.figures.is_today ? _t("Members today") : _t("Members that day");
    }

    get hasHistory() {
        return this.state.figures.years.some(({ joined, left }) => joined || left);
    }

    // --- the records behind ---

    async open(method, ...args) {
        const action = await this.orm.call(MODEL, method, [this.state.figures.day, ...args]);
        return this.action.doAction(action);
    }

    openMembers(...filters) {
        return this.open("open_members", filters);
    }

    openSlice(slice) {
        return this.open("open_members", ["members_today"], slice.domain);
    }

    openYear(year, side) {
        return this.open("open_year", year, side);
    }

    openMandates(filter) {
        return this.action.doAction("lecce_smartcity.action_representatives", {
            additionalContext: {
                search_default_in_office: 0,
                [`search_default_${filter}`]: 1,
                search_default_of_members: 1,
                as_of: this.state.figures.day,
            },
        });
    }

    openSeats(filter) {
        return this.action.doAction("lecce_smartcity.action_seats", {
            additionalContext: {
                search_default_group_body: 0,
                [`search_default_${filter}`]: 1,
                as_of: this.state.figures.day,
            },
        });
    }

    openHeldOver() {
        return this.action.doAction("lecce_smartcity.action_mandates", {
            additionalContext: {
                search_default_in_office: 0,
                search_default_group_body: 0,
                search_default_prorogatio: 1,
                as_of: this.state.figures.day,
            },
        });
    }

    openApplications() {
        return this.open("open_applications");
    }

    openEntries(book) {
        return this.action.doAction("lecce_smartcity.action_book_entries", {
            additionalContext: { search_default_book_id: book.id },
        });
    }

    openAction(xmlId) {
        return this.action.doAction(xmlId);
    }
}

registry.category("actions").add("lecce_smartcity.dashboard", AssociationDashboard);
