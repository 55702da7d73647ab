from datetime import timedelta

from odoo import _, api, models
from odoo.exceptions import UserError

from ..bylaws.meeting import matters
from ..bylaws.rules.catalogue import CATALOGUE
from ..documents import calendar_file
from ..documents.meeting_model import FIRST, WRITTEN, Addressee, AgendaLine, CallTime, Convocation, ProxyTerms
from ..documents.model import Signatory
from ..models.legal_time import ROME, UTC, legal_day, legal_today

# How long a sitting takes in a calendar: nobody knows, and a calendar wants to.
SITTING = timedelta(hours=2)


class MeetingNoticePapers(models.AbstractModel):
    """What a notice of meeting carries: the PDF with the proxy form, the calendar files."""

    _inherit = "association.document"

    @api.model
    def _notice_language(self, line):
        """Return the language in which somebody on the roll is written to."""
        return line.lang or line.company_id.partner_id.lang or "it_IT"

    @api.model
    def _convocation(self, meeting, lang):
        """Return the ``Convocation`` of ``meeting`` in the language ``lang``: the same for everybody called."""
        here = self.with_context(lang=lang).with_company(meeting.company_id)
        meeting = meeting.with_context(lang=lang).sudo()  # sudo: what everybody called is told
        return Convocation(
            association=here._association(meeting.company_id),
            title=meeting.name,
            date=legal_day(meeting.convened_at) if meeting.convened_at else legal_today(self.env),
            calls=here._calls(meeting),
            agenda=tuple(here._agenda_line(item, lang) for item in meeting.item_ids._in_order()),
            convener=here._convener(meeting),
            place=meeting.company_id.city or "",
            mode=meeting.mode,
            intro=here._introduction(meeting),
            remote_how=meeting.access_notes or "",
            record_date=meeting._record_day(),
            documents_where=f"{meeting.get_base_url()}/my/meetings/{meeting.id}",
            proxy=None if meeting.mode == WRITTEN else here._proxy_terms(meeting, lang),
            lang=lang,
        )

    def _calls(self, meeting):
        if meeting.mode == WRITTEN:
            return (CallTime(WRITTEN, self._in_rome(meeting.answers_by), meeting.place or "", meeting.link or ""),)
        sittings = meeting.sitting_ids.sorted("starts_at")
        return tuple(
            CallTime(
                sitting.call if len(sittings) > 1 else "",
                self._in_rome(sitting.starts_at),
                meeting.place or "" if meeting.mode != "remote" else "",
                meeting.link or "" if meeting.mode != "in_person" else "",
            )
            for sitting in sittings
        )

    @staticmethod
    def _in_rome(moment):
        """Return a stored instant as clocks in Italy show it, without a zone."""
        return moment.replace(tzinfo=UTC).astimezone(ROME).replace(tzinfo=None)

    def _agenda_line(self, item, lang):
        matter = matters.MATTERS[item.matter]
        names = tuple(item.attachment_ids.mapped("name"))
        note = _("late item") if item.is_late else ""
        return AgendaLine(item.number or "", item.name, matter.words.text(lang), names, matter.votes, note)

    def _convener(self, meeting):
        if meeting.convener_id:
            role = _("The President") if meeting.convener_id == meeting.company_id.association_president_id else _("Convened by")
            return Signatory(role, meeting.convener_id.name or "")
        return self._president(meeting.company_id)

    def _introduction(self, meeting):
        parts = [meeting.introduction or ""]
        if meeting.kind == "urgent" and meeting.urgent_reason:
            parts.append(_("The meeting is convened urgently: %s", meeting.urgent_reason))
        return "\n".join(filter(None, parts))

    def _proxy_terms(self, meeting, lang):
        """Return what law and statute say of proxies; None where there are none: only an assembly has them."""
        if meeting.body_id.kind != "assembly":
            return None
        on, wording = legal_day(meeting.date), self.env["association.wording"]
        allowed = self._rule(meeting, "proxy.allowed", on)
        if allowed and not allowed.value.on:
            return None
        large = self._rule(meeting, "proxy.large_from", on)
        many = large and sum(meeting.roll_ids.mapped("is_member")) >= large.value.count
        cap = self._rule(meeting, "proxy.max.large" if many else "proxy.max.small", on)
        excluded = self._rule(meeting, "proxy.excluded_holders", on)
        names = dict(CATALOGUE["proxy.excluded_holders"].choices or ())
        both = self._rule(meeting, "proxy.both_calls", on)
        return ProxyTerms(
            cap=cap.value.count if cap else None,
            cap_article=wording._citation(cap.citation) if cap else "",
            excluded=tuple(names[code].text(lang) for code in excluded.value.codes if code in names) if excluded else (),
            excluded_article=wording._citation(excluded.citation) if excluded else "",
            both_calls=both.value.on if both else True,
        )

    def _rule(self, meeting, code, on):
        try:
            return self.env["association.statute"]._finding(meeting.company_id, code, on)
        except UserError:
            return None

    @api.model
    def _notice_file_name(self):
        return _("Notice of meeting") + ".pdf"

    @api.model
    def _addressee(self, line, convocation):
        """Return the ``Addressee`` of one line of the roll."""
        line = line.with_context(lang=self.env.lang).sudo()  # sudo: the person's own notice
        return Addressee(
            lines=(line.name, *self._address(line.partner_id)),
            principal=line.name if line.is_member and convocation.proxy else "",
            number=str(line.register_number or ""),
            votes=line.votes if line.may_vote or line.entitled else None,
            standing=line.reasons_text or "",
            representative=line.acting_name or "",
            qr=line._checkin_url(),
        )

    # --- calendar ---

    @api.model
    def _calendar_files(self, notice):
        """Return ``(name, bytes, media type)`` of the calendar file of each sitting, for the person of ``notice``.

        The UID never changes. A convocation has number 0 unless an update went out before it; a cancellation is above all of them.
        """
        meeting, line = notice.meeting_id, notice.roll_id
        company = meeting.company_id.sudo()
        lang = self._notice_language(line)
        cancelled = notice.kind == "cancellation"
        sender, address = company.email or company.pec, notice.address
        if not sender or not address:
            return []
        method = calendar_file.CANCEL if cancelled else calendar_file.REQUEST
        write = calendar_file.cancel if cancelled else calendar_file.request
        files = []
        for sitting in meeting.sitting_ids.sorted("starts_at"):
            event = self._event(meeting, sitting, meeting.sequence_sent + cancelled)
            try:
                data = write(
                    event,
                    calendar_file.Person(sender, company.name),
                    calendar_file.Person(address, line.name),
                    self.env.cr.now().replace(tzinfo=UTC),
                    lang,
                )
            except ValueError:
                continue  # an address or a link that no calendar takes: the notice goes without
            files.append((f"{sitting.call}.ics", data, calendar_file.content_type(method)))
        return files

    def _event(self, meeting, sitting, sequence):
        starts = sitting.starts_at.replace(tzinfo=UTC)
        return calendar_file.SittingEvent(
            uid=meeting._calendar_uid(sitting),
            title=meeting.name,
            starts=starts,
            ends=starts + SITTING,
            sequence=sequence,
            call=sitting.call if len(meeting.sitting_ids) > 1 else "",
            place=meeting.place or "" if meeting.mode != "remote" else "",
            link=meeting.link or "" if meeting.mode != "in_person" else "",
            description=f"{meeting.get_base_url()}/my/meetings/{meeting.id}",
        )


class AssociationMeeting(models.Model):
    _inherit = "association.meeting"

    def _calendar_uid(self, sitting):
        """Return the identity of a sitting in everybody's calendar: the same for ever, in this database and no other."""
        uuid = self.env["ir.config_parameter"].sudo().get_param("database.uuid")
        return f"sitting-{sitting.call or FIRST}-{self.id}@{uuid}"


class AssociationNotice(models.Model):
    _inherit = "association.notice"

    def _papers(self):
        """Return ``(name, bytes, media type)`` of what the mail of this notice carries."""
        self.ensure_one()
        papers = self.env["association.document"]
        (pdf,) = papers._draw_notices(self, None).values()
        name = papers.with_context(lang=papers._notice_language(self.roll_id))._notice_file_name()
        return [(name, pdf, "application/pdf"), *papers._calendar_files(self)]
