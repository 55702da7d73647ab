from dataclasses import replace

from odoo import _, api, models
from odoo.exceptions import UserError

from ..bylaws.elections.model import LIST_METHODS, RANKED_METHODS
from ..bylaws.meeting import attendance
from ..documents import ballot_papers_pdf, convocation_pdf, roll_pdf, signature_sheet_pdf
from ..documents.meeting_model import Addressee, CallTime
from ..documents.model import Quote, Signatory
from ..models.legal_time import ROME, UTC, legal_day

GROUPED = ("member", "officer", "guest")


class MeetingPapersDocument(models.AbstractModel):
    """The papers of a meeting: its roll, the attendance sheet, ballot papers, resolutions with their validity sheets."""

    _inherit = "association.document"

    @api.model
    def _documents(self):
        return {
            **super()._documents(),
            "lecce_smartcity.meeting_notice": self._draw_meeting_notices,
            "lecce_smartcity.notice": self._draw_notices,
            "lecce_smartcity.meeting_roll": self._draw_rolls,
            "lecce_smartcity.signature_sheet": self._draw_signature_sheets,
            "lecce_smartcity.meeting_signature_sheets": self._draw_meeting_sheets,
            "lecce_smartcity.ballot_papers": self._draw_ballot_papers,
            "lecce_smartcity.election_papers": self._draw_election_papers,
        }

    def _draw_meeting_notices(self, meetings, _data):
        """Draw the notice as it is posted up: to all, nobody's name and code on it."""
        lang = self.env.lang or "it_IT"
        everybody = Addressee((_("To all who are called"),))
        return {meeting.id: convocation_pdf.render(self._convocation(meeting, lang), everybody) for meeting in meetings}

    def _draw_notices(self, notices, _data):
        """Draw notices as they are posted or handed over, each in the language of its addressee."""
        papers, sheets = {}, {}
        for notice in notices:
            lang, meeting = self._notice_language(notice.roll_id), notice.meeting_id
            here = self.with_context(lang=lang)
            if (meeting, lang) not in sheets:
                sheets[meeting, lang] = here._convocation(meeting, lang)
            sheet = replace(sheets[meeting, lang], kind=notice.kind, cancel_reason=meeting.cancel_reason or "")
            addressee = here._addressee(notice.roll_id, sheet)
            papers[notice.id] = convocation_pdf.render(sheet, replace(addressee, delivery=here._delivery(notice)))
        return papers

    def _draw_rolls(self, meetings, _data):
        return {meeting.id: roll_pdf.render(self._roll_paper(meeting)) for meeting in meetings}

    def _draw_signature_sheets(self, sittings, _data):
        return {sitting.id: signature_sheet_pdf.render(self._signature_sheet(sitting)) for sitting in sittings}

    def _draw_meeting_sheets(self, meetings, _data):
        """Draw, for each meeting, the sheet of the call that is next or under way."""
        return {
            meeting.id: signature_sheet_pdf.render(self._signature_sheet(self._current_sitting(meeting))) for meeting in meetings
        }

    def _draw_ballot_papers(self, ballots, _data):
        return {ballot.id: ballot_papers_pdf.render(self._ballot_papers(ballot)) for ballot in ballots}

    def _draw_election_papers(self, elections, _data):
        return {election.id: ballot_papers_pdf.render(self._election_papers(election)) for election in elections}

    # --- what they have in common ---

    @api.model
    def _meeting_file_name(self, kind, record):
        """Return how the file of a paper is called."""
        names = {
            "notice": _("Notice - %s", record.display_name),
            "roll": _("Roll - %s", record.display_name),
            "sheet": _("Attendance sheet - %s", record.display_name),
            "papers": _("Ballot papers - %s", record.display_name),
            "validity": _("Validity sheet - %s", record.display_name),
        }
        return names[kind]

    def _current_sitting(self, meeting):
        """Return the sitting under way, else the first one to come, else the last. :raises UserError: there is none."""
        sittings = meeting.sitting_ids.sorted("starts_at")
        if not sittings:
            raise UserError(_("“%s” has no sitting: nobody signs in.", meeting.name))
        for states in (("open", "suspended"), ("planned",)):
            if found := sittings.filtered(lambda one, states=states: one.state in states):
                return found[0]
        return sittings[-1]

    @staticmethod
    def _wall_time(instant):
        """Return a stored instant as clocks in Italy show it, without a zone; None for none."""
        return instant.replace(tzinfo=UTC).astimezone(ROME).replace(tzinfo=None) if instant else None

    def _sitting_call(self, sitting):
        """Return the ``CallTime`` of a sitting."""
        meeting = sitting.meeting_id
        return CallTime(
            sitting.call if len(meeting.sitting_ids) > 1 else "",
            self._wall_time(sitting.starts_at),
            meeting.place or "" if meeting.mode != "remote" else "",
        )

    def _chair_and_secretary(self, sitting=None):
        """Return who signs the papers of a sitting; lines to sign on where nobody is named yet."""
        sitting = sitting or self.env["association.sitting"]
        chair = sitting.chair_id.acting_name or sitting.chair_id.name or sitting.chair_partner_id.name
        return (Signatory(_("The chair"), chair or ""), Signatory(_("The secretary"), sitting.secretary_partner_id.name or ""))

    # --- notices ---

    @api.model
    def _convocation(self, meeting, lang):
        """Add to the ``Convocation`` the article on which the notice rests, in its own words."""
        sheet = super()._convocation(meeting, lang)
        ruling = meeting.sudo()._notice_ruling(meeting._record_day())  # sudo: what everybody called is told
        if ruling is None or not ruling.quote:
            return sheet
        return replace(sheet, sources=(Quote(ruling.quote, self.env["association.wording"]._citation(ruling.citation)),))

    def _delivery(self, notice):
        """Return how a notice travels, as its address says it; nothing for a letter."""
        ways = {
            "hand": _("Delivered by hand"),
            "registered_letter": _("Registered letter with advice of receipt"),
            "pec": _("Sent by certified mail (PEC)"),
            "email": _("Sent by e-mail"),
        }
        return ways.get(notice.channel, "")

    # --- the roll ---

    @api.model
    def _roll_paper(self, meeting):
        """Return the ``RollPaper`` of ``meeting``. :raises UserError: nobody is on its roll yet."""
        lines = meeting.roll_ids
        if not lines:
            raise UserError(_("“%s” has no roll yet: it is made when the meeting is convened.", meeting.name))
        return roll_pdf.RollPaper(
            association=self._association(meeting.company_id),
            title=meeting.name,
            record_date=meeting._record_day(),
            generated_at=self._now(),
            rows=tuple(self._roll_row(line) for line in lines),
            frozen_at=self._wall_time(meeting.frozen_at),
            signatories=(self._president(meeting.company_id), self._secretary(meeting.company_id)),
            lang=self.env.lang or "it_IT",
        )

    def _roll_row(self, line):
        right = roll_pdf.NO_VOTE
        if line.entitled:
            right = roll_pdf.VOTES if line.may_vote else roll_pdf.SUSPENDED
        return roll_pdf.RollRow(
            name=line.name,
            number=str(line.register_number or ""),
            category=line.category or "",
            capacity=self._capacity(line),
            representative=line.acting_name or "",
            votes=line.votes,
            right=right,
            reasons=(line.reasons_text,) if line.reasons_text else (),
            added=line.added_reason or "",
        )

    def _capacity(self, line):
        """Return as what somebody is called, in words."""
        told = [
            line.is_member and _("member"),
            line.is_director and _("director"),
            line.is_control and _("control body"),
            line.is_guest and _("invited"),
        ]
        return ", ".join(filter(None, told))

    # --- the attendance sheet ---

    @api.model
    def _signature_sheet(self, sitting):
        """Return the ``SignatureSheet`` of ``sitting``: members first, then who holds an office, then who is invited."""
        meeting = sitting.meeting_id
        lines = meeting.roll_ids
        if not lines:
            raise UserError(_("“%s” has no roll yet: it is made when the meeting is convened.", meeting.name))
        names = {line.id: line.name for line in lines}
        held, given = self._standing_proxies(sitting, names)
        stays = attendance.intervals(sitting._as_movements())
        groups = {"member": _("Members"), "officer": _("Directors and control body"), "guest": _("Invited")}
        rows = [
            (self._group(line), signature_sheet_pdf.SheetRow(
                name=line.name,
                number=str(line.register_number or ""),
                votes=line.votes if line.entitled else None,
                representative=line.acting_name or "",
                holds=tuple(held.get(line.id, ())),
                given_to=given.get(line.id, ""),
                note=line.reasons_text or "" if line.is_member and not line.may_vote else "",
                group=groups[self._group(line)],
                **self._stay(stays.get(line.id)),
            ))
            for line in lines
        ]  # fmt: skip
        return signature_sheet_pdf.SignatureSheet(
            association=self._association(meeting.company_id),
            title=meeting.name,
            sitting=self._sitting_call(sitting),
            rows=tuple(row for _group, row in sorted(rows, key=lambda pair: GROUPED.index(pair[0]))),
            generated_at=self._now(),
            signatories=self._chair_and_secretary(sitting),
            lang=self.env.lang or "it_IT",
        )

    @staticmethod
    def _group(line):
        if line.is_member:
            return "member"
        return "guest" if line.is_guest else "officer"

    def _standing_proxies(self, sitting, names):
        """Return ``({holder: names of those it stands for}, {principal: name of the holder})`` by roll line."""
        held, given = {}, {}
        for proxy in sitting.meeting_id._as_proxies(sitting):
            if proxy.revoked_at is None and proxy.principal in names and proxy.holder in names:
                held.setdefault(proxy.holder, []).append(names[proxy.principal])
                given[proxy.principal] = names[proxy.holder]
        return held, given

    def _stay(self, spans):
        """Return when somebody came and left, as far as it is noted."""
        if not spans:
            return {}
        ends = self._wall_time(spans[-1].end)
        return {"came": f"{self._wall_time(spans[0].start):%H:%M}", "left": f"{ends:%H:%M}" if ends else ""}

    # --- ballot papers ---

    @api.model
    def _ballot_papers(self, ballot):
        """Return the ``BallotPapers`` of a secret vote: one for each vote that may be cast.

        :raises UserError: the vote is not secret
        """
        if ballot.method == "election" and ballot.item_id.election_id:
            copies = self._papers_wanted(ballot)
            return self._election_papers(ballot.item_id.election_id, copies, ballot.meeting_id.name)
        if not ballot.is_secret and ballot.method != "secret":
            raise UserError(_("Papers are for secret votes: “%s” is voted on openly.", ballot.item_id.name))
        return ballot_papers_pdf.BallotPapers(
            association=self._association(ballot.company_id),
            title=ballot.item_id.name,
            held_on=self._day_of(ballot),
            copies=self._papers_wanted(ballot),
            occasion=ballot.meeting_id.name,
            question=ballot.question,
            lang=self.env.lang or "it_IT",
        )

    def _papers_wanted(self, ballot):
        """Return how many votes may be cast: of the frozen electorate, or of the roll while the vote is not open."""
        voters = ballot.voter_ids.filtered(lambda voter: voter.standing == "may_vote")
        lines = ballot.meeting_id.roll_ids.filtered("may_vote")
        return max(1, sum(voters.mapped("votes")) if voters else sum(lines.mapped("votes")))

    def _day_of(self, ballot):
        at = ballot.opened_at or ballot.sitting_id.starts_at or ballot.meeting_id.date
        return legal_day(at) if at else self._now().date()

    @api.model
    def _election_papers(self, election, copies=0, occasion=""):
        """Return the ``BallotPapers`` of an election. :raises UserError: no candidate was admitted."""
        admitted = election.candidate_ids.filtered(lambda candidate: candidate.standing == "admitted")
        if not admitted:
            raise UserError(_("“%s” has no candidate admitted to stand yet: there is nothing to print.", election.name))
        admitted = admitted.sorted(lambda one: (one.number or 0, one.list_id.sequence, one.sequence, one.id))
        if election.method in LIST_METHODS:
            lists = tuple(
                ballot_papers_pdf.PaperList(self._labels_of(admitted.filtered(lambda one, of=of: one.list_id == of)), of.name)
                for of in election.list_ids.sorted(lambda one: (one.sequence, one.id))
            )
            choose = election.preferences
        else:
            lists = (ballot_papers_pdf.PaperList(self._labels_of(admitted)),)
            choose = election.preferences or election.seats or 1
        return ballot_papers_pdf.BallotPapers(
            association=self._association(election.company_id),
            title=election.name,
            held_on=election.date or self._now().date(),
            copies=copies or election.entitled or 1,
            occasion=occasion,
            lists=lists,
            choose=choose,
            ranked=election.method in RANKED_METHODS,
            lang=self.env.lang or "it_IT",
        )

    def _labels_of(self, candidates):
        """Return the names as the paper lists them, with the numbers by which the count knows them."""
        return tuple(". ".join(filter(None, (str(one.number or ""), one.partner_id.complete_name))) for one in candidates)
