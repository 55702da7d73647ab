"""Meetings in the portal: convocations, answers, proxies, taking part from afar, votes, resolutions, inspection of books.

What a user sees and does hangs on the lines of the roll that are theirs (``association.meeting._portal_lines``): every route finds
them first, and whoever has none is told that there is no such page.
"""

from werkzeug.exceptions import NotFound

from odoo import _, http
from odoo.exceptions import UserError
from odoo.http import request
from odoo.tools import format_date, format_datetime

from ..bylaws.elections.model import LIST_METHODS, RANKED_METHODS
from ..intake.text import tidy_lines
from ..models.association_inspection import BOOKS
from ..models.association_meeting_portal import OPEN
from .member_portal import SAVED, TEXT_MAX, MemberPortal

ROME = "Europe/Rome"
POLL_SECONDS = 6
HEADERS = {
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
}


class MeetingPortal(MemberPortal):
    def _prepare_portal_layout_values(self):
        values = super()._prepare_portal_layout_values()
        return {**values, "association_meetings": bool(self._my_lines())}

    # --- finding ---

    def _my_lines(self, meeting_id=None):
        return request.env["association.meeting"]._portal_lines(meeting_id)

    def _my_meeting(self, meeting_id):
        """Return the meeting, elevated, and the user's lines of its roll.

        :raises NotFound: no such meeting, or none of the user's: nobody can tell which
        """
        lines_sudo = self._my_lines(meeting_id)
        if not lines_sudo:
            raise NotFound()
        return lines_sudo.meeting_id, lines_sudo

    def _my_line(self, meeting_id, line_id):
        meeting_sudo, lines_sudo = self._my_meeting(meeting_id)
        line_sudo = lines_sudo.filtered(lambda line: line.id == line_id)
        if not line_sudo:
            raise NotFound()
        return meeting_sudo, line_sudo

    def _my_ballot(self, meeting_id, ballot_id, line_id):
        """Return the open vote and the voter line that this user casts, with who casts it.

        :raises NotFound: not open, or nothing of the user's to cast in it
        """
        meeting_sudo, lines_sudo = self._my_meeting(meeting_id)
        for ballot_sudo, voters_sudo in meeting_sudo._portal_ballots(lines_sudo):
            voter_sudo = voters_sudo.filtered(lambda voter: voter.roll_id.id == line_id)
            if ballot_sudo.id == ballot_id and voter_sudo:
                return meeting_sudo, ballot_sudo, voter_sudo
        raise NotFound()

    def _meeting_page(self, template, values, status=200):
        response = request.render(
            f"lecce_smartcity.{template}",
            {
                **self._prepare_portal_layout_values(),
                "page_name": "meetings",
                "show_day": lambda day: day and format_date(request.env, day, date_format="EEEE d MMMM y"),
                "show_time": lambda at: at and format_datetime(request.env, at, tz=ROME, dt_format="EEEE d MMMM y, HH:mm"),
                "show_hour": lambda at: at and format_datetime(request.env, at, tz=ROME, dt_format="HH:mm"),
                "label": lambda record, name: dict(record._fields[name]._description_selection(request.env)).get(record[name], ""),
                "saved": request.session.pop(SAVED, None),
                **values,
            },
            headers=dict(HEADERS),
        )
        response.status_code = status
        return response

    def _to_meeting(self, meeting_sudo, message=None):
        if message:
            request.session[SAVED] = message
        return request.redirect(f"/my/meetings/{meeting_sudo.id}")

    # --- reading ---

    @http.route("/my/meetings", type="http", auth="user", website=True, methods=["GET"])
    def my_meetings(self, **_ignored):
        """Show the meetings that the user was called to: those to come first, then the past."""
        meetings_sudo = self._my_lines().meeting_id
        coming = meetings_sudo.filtered(lambda meeting: meeting.state == "convened").sorted("date")
        return self._meeting_page("my_meetings", {"coming": coming, "past": (meetings_sudo - coming).sorted("date", reverse=True)})

    @http.route("/my/meetings/<int:meeting_id>", type="http", auth="user", website=True, methods=["GET"])
    def my_meeting(self, meeting_id, **_ignored):
        """Show a convocation with everything that can be done about it; that it was read is evidence of the notice."""
        meeting_sudo, lines_sudo = self._my_meeting(meeting_id)
        for line_sudo in lines_sudo:
            line_sudo._seen_in_portal()
        return self._show_meeting(meeting_sudo, lines_sudo)

    def _show_meeting(self, meeting_sudo, lines_sudo, status=200, error=None):
        sitting_sudo = meeting_sudo._portal_sitting()
        present = sitting_sudo._present() if sitting_sudo.state in OPEN else {}
        return self._meeting_page(
            "my_meeting",
            {
                "meeting": meeting_sudo,
                "lines": lines_sudo,
                "sitting": sitting_sudo,
                "is_open": sitting_sudo.state in OPEN,
                "present": present,
                "items": meeting_sudo._portal_items(lines_sudo),
                "ballots": meeting_sudo._portal_ballots(lines_sudo),
                "results": meeting_sudo._portal_results(),
                "resolutions": {one.ballot_id.id: one for one in meeting_sudo._portal_resolutions() if one.ballot_id},
                "pulse": meeting_sudo._portal_pulse(lines_sudo),
                "poll_seconds": POLL_SECONDS,
                "error": error,
            },
            status,
        )

    @http.route("/my/meetings/<int:meeting_id>/pulse", type="http", auth="user", methods=["GET"], readonly=True)
    def pulse(self, meeting_id, **_ignored):
        """Tell a page whether it is out of date."""
        meeting_sudo, lines_sudo = self._my_meeting(meeting_id)
        return request.make_response(
            meeting_sudo._portal_pulse(lines_sudo), headers=[("Content-Type", "text/plain"), ("Cache-Control", "no-store")]
        )

    @http.route("/my/meetings/<int:meeting_id>/document/<int:attachment_id>", type="http", auth="user", methods=["GET"])
    def meeting_document(self, meeting_id, attachment_id, **_ignored):
        """Download a document of an item that the user may read."""
        meeting_sudo, lines_sudo = self._my_meeting(meeting_id)
        attachments_sudo = meeting_sudo._portal_items(lines_sudo).attachment_ids
        attachment_sudo = attachments_sudo.filtered(lambda one: one.id == attachment_id)
        if not attachment_sudo:
            raise NotFound()
        return (
            request.env["ir.binary"]
            ._get_stream_from(attachment_sudo)
            .get_response(as_attachment=True, content_security_policy="default-src 'none'; sandbox")
        )

    # --- answering ---

    @http.route("/my/meetings/<int:meeting_id>/<int:line_id>/answer", type="http", auth="user", website=True, methods=["POST"])
    def answer(self, meeting_id, line_id, answer="", **_ignored):
        """Answer whether one comes: it binds nobody."""
        meeting_sudo, line_sudo = self._my_line(meeting_id, line_id)
        try:
            meeting_sudo._portal_answer(line_sudo, answer)
        except UserError as error:
            return self._show_meeting(meeting_sudo, self._my_lines(meeting_id), 422, str(error))
        return self._to_meeting(meeting_sudo, _("Your answer has been recorded. You can change it until the meeting begins."))

    # --- proxies ---

    @http.route("/my/meetings/<int:meeting_id>/<int:line_id>/proxy", type="http", auth="user", website=True, methods=["GET", "POST"])
    def proxy(self, meeting_id, line_id, q="", holder="", instructions="", **_ignored):
        """Give a proxy to another member: look for the name, choose it, confirm."""
        meeting_sudo, line_sudo = self._my_line(meeting_id, line_id)
        if not line_sudo.entitled or line_sudo._portal_given() or meeting_sudo.state != "convened":
            return self._to_meeting(meeting_sudo)
        found_sudo = meeting_sudo._portal_holders(line_sudo, q)
        values = {
            "meeting": meeting_sudo, "line": line_sudo, "q": q, "found": found_sudo, "chosen": holder, "instructions": instructions,
            "error": None,
        }  # fmt: skip
        if request.httprequest.method == "GET":
            return self._meeting_page("my_proxy", values)
        chosen_sudo = found_sudo.filtered(lambda one: str(one.id) == holder)
        if not chosen_sudo:
            values["error"] = request.env["association.wording"]._meeting_refusal("portal_choose_holder")
            return self._meeting_page("my_proxy", values, 422)
        try:
            with request.env.cr.savepoint():
                # sudo: the line was found to be the user's; the rules on proxies are checked there
                request.env["association.proxy"].sudo()._give(
                    meeting_sudo, line_sudo, chosen_sudo, channel="portal", instructions=tidy_lines(instructions)[:TEXT_MAX] or None
                )
        except UserError as error:
            values["error"] = str(error)
            return self._meeting_page("my_proxy", values, 422)
        return self._to_meeting(meeting_sudo, _("You have given your proxy to %s. You can take it back.", chosen_sudo.display_name))

    @http.route("/my/meetings/<int:meeting_id>/<int:line_id>/proxy/revoke", type="http", auth="user", website=True, methods=["POST"])
    def revoke_proxy(self, meeting_id, line_id, **_ignored):
        """Take one's proxy back."""
        meeting_sudo, line_sudo = self._my_line(meeting_id, line_id)
        given_sudo = line_sudo._portal_given()
        if given_sudo:
            try:
                with request.env.cr.savepoint():
                    given_sudo._revoke()
            except UserError as error:
                return self._show_meeting(meeting_sudo, self._my_lines(meeting_id), 422, str(error))
        return self._to_meeting(meeting_sudo, _("Your proxy has been taken back."))

    # --- taking part from afar ---

    @http.route("/my/meetings/<int:meeting_id>/<int:line_id>/enter", type="http", auth="user", website=True, methods=["POST"])
    def enter(self, meeting_id, line_id, confirm=None, **_ignored):
        """Connect to a sitting that is open: identified by the account, and declared to be oneself."""
        meeting_sudo, line_sudo = self._my_line(meeting_id, line_id)
        sitting_sudo = meeting_sudo._portal_sitting()
        wording = request.env["association.wording"]
        error = None
        if sitting_sudo.state not in OPEN and not self._is_its_day(sitting_sudo):
            error = wording._meeting_refusal("portal_not_open")
        elif not confirm:
            error = wording._meeting_refusal("portal_confirm_identity")
        else:
            try:
                with request.env.cr.savepoint():
                    acting_sudo = request.env.user.partner_id.sudo() if line_sudo.partner_id != request.env.user.partner_id else None
                    sitting_sudo._check_in(line_sudo, kind="remote", identification="portal", acting=acting_sudo)
            except UserError as refused:
                error = str(refused)
        if error:
            return self._show_meeting(meeting_sudo, self._my_lines(meeting_id), 422, error)
        return self._to_meeting(meeting_sudo, _("You are connected. Keep this page open: votes appear here."))

    @staticmethod
    def _is_its_day(sitting_sudo):
        return sitting_sudo.state == "planned" and sitting_sudo._is_its_day(sitting_sudo._instant())

    @http.route("/my/meetings/<int:meeting_id>/<int:line_id>/leave", type="http", auth="user", website=True, methods=["POST"])
    def leave(self, meeting_id, line_id, **_ignored):
        """Leave the sitting."""
        meeting_sudo, line_sudo = self._my_line(meeting_id, line_id)
        try:
            with request.env.cr.savepoint():
                meeting_sudo._portal_sitting()._check_out(line_sudo)
        except UserError as error:
            return self._show_meeting(meeting_sudo, self._my_lines(meeting_id), 422, str(error))
        return self._to_meeting(meeting_sudo, _("You have left the sitting."))

    # --- voting ---

    @http.route(
        "/my/meetings/<int:meeting_id>/vote/<int:ballot_id>/<int:line_id>",
        type="http", auth="user", website=True, methods=["GET", "POST"],
    )  # fmt: skip
    def vote(self, meeting_id, ballot_id, line_id, choice="", reason="", **_ignored):
        """Cast a vote by name; of a secret vote, draw the slip (step A of two)."""
        meeting_sudo, ballot_sudo, voter_sudo = self._my_ballot(meeting_id, ballot_id, line_id)
        values = {
            "meeting": meeting_sudo, "ballot": ballot_sudo, "voter": voter_sudo, "choice": choice, "error": None, "token": None,
        }  # fmt: skip
        if request.httprequest.method == "GET":
            return self._meeting_page("my_vote", values)
        try:
            with request.env.cr.savepoint():
                if ballot_sudo.is_secret:
                    values["token"] = ballot_sudo._draw_token(voter_sudo.roll_id, voter_sudo.holder_id)
                    return self._meeting_page("my_slip", {**values, **self._slip_values(ballot_sudo, voter_sudo)})
                if not choice:
                    raise UserError(request.env["association.wording"]._meeting_refusal("portal_choose_vote"))
                ballot_sudo._cast(
                    voter_sudo.roll_id, choice, "portal", holder=voter_sudo.holder_id, reason=tidy_lines(reason)[:TEXT_MAX] or False
                )
        except UserError as error:
            values["error"] = str(error)
            return self._meeting_page("my_vote", values, 422)
        return self._to_meeting(meeting_sudo, _("Your vote has been recorded."))

    def _slip_values(self, ballot_sudo, voter_sudo):
        """Return what a slip offers: the choices, or the candidates of an election."""
        election_sudo = ballot_sudo._election() if ballot_sudo.method == "election" else None
        return {
            "election": election_sudo,
            "candidates": election_sudo
            and election_sudo.candidate_ids.filtered(lambda one: one.standing == "admitted").sorted("number"),
            "ranked": bool(election_sudo) and election_sudo.method in RANKED_METHODS,
            "lists": election_sudo and election_sudo.method in LIST_METHODS and election_sudo.list_ids,
            "receipts": voter_sudo.votes,
            "db": request.db,
        }

    @http.route("/meetings/slip", type="http", auth="public", website=True, methods=["POST"], csrf=False, save_session=False)
    def drop_slip(self, token="", choice="", receipts="", meeting="", marks="", **_ignored):
        """Hand a slip in (step B): anonymous. The token is the right to do it; no session, no user and no cookie is looked at.

        There is nothing here that a forged request could do in somebody's name: it would need the token.
        """
        codes = [code for code in receipts.replace(",", " ").split() if code]
        wants_json = request.httprequest.accept_mimetypes.best == "application/json"
        paper = self._paper(choice, marks)
        try:
            with request.env.cr.savepoint():
                codes = request.env["association.slip"].sudo()._drop(token, paper, codes)
            error = None
        except UserError as refused:
            error = str(refused)
        if wants_json:
            return request.make_json_response({"receipts": codes, "error": error}, status=422 if error else 200)
        meeting_id = int(meeting) if meeting.isdigit() else None
        values = {"receipts": [] if error else codes, "error": error, "meeting_id": meeting_id}
        response = request.render("lecce_smartcity.my_receipt", values, headers=dict(HEADERS))
        response.status_code = 422 if error else 200
        return response

    @staticmethod
    def _paper(choice, marks):
        """Return the choice; of an election the marks as the count reads papers: ``2, 5``, ``B: 2, 5``, ``2 > 5 = 1``."""
        if choice == "blank" or marks:
            return marks or choice
        form = request.httprequest.form
        ranked = {}
        for name, place in form.items():
            if name.startswith("rank_") and place.isdigit():
                ranked.setdefault(int(place), []).append(name[5:])
        if ranked:
            return " > ".join(" = ".join(ranked[place]) for place in sorted(ranked))
        marked = ", ".join(form.getlist("candidate"))
        chosen_list = form.get("list", "")
        if chosen_list:
            return f"{chosen_list}: {marked}" if marked else chosen_list
        return marked or choice

    # --- resolutions ---

    @http.route("/my/resolutions", type="http", auth="user", website=True, methods=["GET"])
    def my_resolutions(self, q="", **_ignored):
        """Show the resolutions that the user may read, the latest first."""
        found_sudo = request.env["association.meeting"]._portal_resolutions()
        words = (q or "").strip().lower()
        if words:
            found_sudo = found_sudo.filtered(lambda one: words in f"{one.name} {one.subject} {one.text}".lower())
        return self._meeting_page("my_resolutions", {"page_name": "resolutions", "found": found_sudo, "q": q})

    @http.route("/my/resolutions/<int:resolution_id>", type="http", auth="user", website=True, methods=["GET"])
    def my_resolution(self, resolution_id, **_ignored):
        """Show one resolution with its validity sheet."""
        found_sudo = request.env["association.meeting"]._portal_resolutions()
        resolution_sudo = found_sudo.filtered(lambda one: one.id == resolution_id)
        if not resolution_sudo:
            raise NotFound()
        return self._meeting_page("my_resolution", {"page_name": "resolutions", "resolution": resolution_sudo})

    # --- inspection of books ---

    @http.route("/my/association/<int:member_id>/inspection", type="http", auth="user", website=True, methods=["GET", "POST"])
    def inspection(self, member_id, book="", text="", **_ignored):
        """Ask to inspect a book."""
        member_sudo = self._my_member(member_id)
        inspections_sudo = request.env["association.inspection"].sudo()  # members file requests; the office keeps them
        labels = inspections_sudo._fields["book"]._description_selection(request.env)
        asked = inspections_sudo.search([("member_id", "=", member_sudo.id)])
        values = {"books": labels, "asked": asked, "error": None, "book": book, "text": text}
        if request.httprequest.method == "GET":
            return self._page("my_inspection", member_sudo, **values)
        if book not in dict(BOOKS) or member_sudo.status not in ("active", "suspended"):
            values["error"] = _("Choose the book that you want to inspect.")
            return self._page("my_inspection", member_sudo, 422, **values)
        request_sudo = inspections_sudo._ask(member_sudo, request.env.user.partner_id, book, tidy_lines(text)[:TEXT_MAX])
        message = _("Your request is with the secretariat.")
        if request_sudo.due_on:
            day = format_date(request.env, request_sudo.due_on, date_format="d MMMM y")
            message = _("Your request is with the secretariat, which answers by %s.", day)
        return self._back(member_sudo, message)

    # --- the code on the notice ---

    @http.route("/my/meeting/checkin/<string:code>", type="http", auth="user", website=True, methods=["GET", "POST"])
    def checkin(self, code, **_ignored):
        """The code on a notice: the secretariat notes the arrival with it, its owner is told what it is for."""
        lines_sudo = request.env["association.meeting.roll"].sudo().search([("checkin_code", "=", code)], limit=1)
        if request.env.user.has_group("lecce_smartcity.group_secretariat"):
            return self._checkin_at_the_door(lines_sudo, code)
        mine_sudo = self._my_lines(lines_sudo.meeting_id.id) & lines_sudo if lines_sudo else lines_sudo
        if not mine_sudo:
            raise NotFound()
        return self._meeting_page("my_checkin", {"line": mine_sudo, "meeting": mine_sudo.meeting_id, "noted": None, "error": None})

    def _checkin_at_the_door(self, line_sudo, code):
        if not line_sudo or line_sudo.company_id not in request.env.user.company_ids:
            raise NotFound()
        # with the secretary's own rights from here on
        sitting = request.env["association.meeting"].browse(line_sudo.meeting_id.id)._portal_sitting()
        values = {"line": line_sudo, "meeting": line_sudo.meeting_id, "noted": None, "error": None}
        if request.httprequest.method == "POST":
            try:
                with request.env.cr.savepoint():
                    values["noted"] = sitting._check_in_by_code(code)
            except UserError as error:
                values["error"] = str(error)
        return self._meeting_page("my_checkin", {**values, "door": True}, 422 if values["error"] else 200)
