# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The e-mail that carries a notice of meeting: subject and HTML, in Italian or in English.

Mail programs know little of HTML: tables, styles written at each element, no images, nothing fetched from elsewhere (so that
reading a notice tells nobody). The text is complete without the attachments.
"""

from dataclasses import dataclass
from html import escape

from .meeting_model import CANCELLATION, CONVOCATION, SECOND, UPDATE, WRITTEN
from .meeting_words import call, pair, when
from .words import Words

_INK, _GREY, _ACCENT, _WASH, _HAIR = "#1d2530", "#5b6675", "#1f4e79", "#f3f6fa", "#d9e0e8"
_FONT = "font-family:Lato,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;"
_SUBJECTS = {
    CONVOCATION: ("Convocazione: {title}", "Notice of meeting: {title}"),
    UPDATE: ("Convocazione aggiornata: {title}", "Updated notice of meeting: {title}"),
    CANCELLATION: ("Riunione annullata: {title}", "Meeting cancelled: {title}"),
}
_TEXTS = {
    "kind_convocation": ("Avviso di convocazione", "Notice of meeting"),
    "kind_update": ("Avviso aggiornato", "Updated notice"),
    "kind_cancellation": ("Riunione annullata", "Meeting cancelled"),
    "to": ("A {name}", "To {name}"),
    "lead_convocation": (
        "La riunione indicata qui sotto è convocata con l’ordine del giorno che segue. L’avviso, con la delega, è allegato.",
        "The meeting described below is hereby convened; its agenda follows. The notice, with the proxy form, is attached.",
    ),
    "lead_convocation_bare": (
        "La riunione indicata qui sotto è convocata con l’ordine del giorno che segue. L’avviso è allegato.",
        "The meeting described below is hereby convened; its agenda follows. The notice is attached.",
    ),
    "lead_written": (
        "I voti sui punti che seguono si raccolgono per iscritto, senza riunione, fino al momento indicato. L’avviso è allegato.",
        "The votes on the items below are collected in writing, without a sitting, until the moment given. The notice is attached.",
    ),
    "lead_update": (
        "La convocazione è stata aggiornata: valgono i dati che seguono. L’avviso aggiornato è allegato.",
        "The notice has been updated: what follows holds. The updated notice is attached.",
    ),
    "lead_cancellation": (
        "La riunione indicata qui sotto è annullata e non si terrà.",
        "The meeting described below is cancelled and will not be held.",
    ),
    "reason": ("Motivo: {reason}", "Reason: {reason}"),
    "second": ("Solo se la prima convocazione va deserta.", "Only if too few attend the first call."),
    "join": ("Link della videoconferenza", "Join the video conference"),
    "agenda": ("Ordine del giorno", "Agenda"),
    "information": ("senza votazione", "no vote"),
    "documents": ("Documenti: {names}", "Documents: {names}"),
    "open": ("Apri la convocazione", "Open the notice"),
    "proxy": ("Delega un associato", "Give a proxy"),
    "vote_one": ("Le spetta un voto.", "You have one vote."),
    "vote_many": ("Le spettano {count} voti.", "You have {count} votes."),
    "code": (
        "Codice per l’ingresso: {code}. Lo mostri alla segreteria, anche dal telefono: è personale.",
        "Code for the check-in: {code}. Show it to the secretary, on paper or on the phone: it is personal.",
    ),
    "portal": (
        "Nell’area riservata si leggono i documenti, si risponde alla convocazione e si dà o si revoca una delega.",
        "In the members’ area you find the documents, say whether you attend, and give or revoke a proxy.",
    ),
    "calendar": (
        "L’allegato .ics aggiorna il calendario da solo.",
        "The attached .ics file keeps your calendar up to date.",
    ),
    "why": (
        "Questo avviso è personale: la legge e lo statuto prescrivono di convocare ciascuno ({association}).",
        "This notice is personal: law and statute require that each person be called ({association}).",
    ),
}


@dataclass(frozen=True)
class MailFrame:
    """What an e-mail says beside the notice: links, the code, why it was cancelled."""

    kind: str = CONVOCATION
    name: str = ""  # of the addressee
    open_link: str = ""
    proxy_link: str = ""
    code: str = ""
    reason: str = ""


def subject(convocation, kind=CONVOCATION):
    """The subject, in one line whatever the title contains.

    >>> from types import SimpleNamespace
    >>> subject(SimpleNamespace(title="Assemblea\\nBcc: x", lang="it"), "cancellation")
    'Riunione annullata: Assemblea Bcc: x'
    """
    return " ".join(pair(Words(convocation.lang), _SUBJECTS[kind], title=convocation.title).split())


def body(convocation, addressee, frame):
    """The HTML of the e-mail for one ``Addressee`` of a ``Convocation``; every value in it is escaped."""
    words = Words(convocation.lang)
    live = frame.kind != CANCELLATION
    parts = [
        _head(convocation, frame, words),
        _lead(convocation, addressee, frame, words),
        *(_call(one, words, struck=not live) for one in convocation.calls),
        _buttons(frame, addressee, words) if live else "",
        _agenda(convocation, words) if live else "",
        _foot(convocation, addressee, frame, words),
    ]
    return (
        f'<div style="background:{_WASH};padding:24px 8px;{_FONT}color:{_INK}">'
        '<table role="presentation" align="center" cellpadding="0" cellspacing="0" border="0" '
        f'style="width:100%;max-width:600px;margin:0 auto;background:#ffffff;border:1px solid {_HAIR};border-radius:6px">'
        + "".join(f'<tr><td style="padding:0">{part}</td></tr>' for part in parts if part)
        + "</table></div>"
    )


def _say(words, key, **values):
    return escape(pair(words, _TEXTS[key], **values))


def _lines(text):
    return "<br/>".join(escape(line) for line in str(text).splitlines())


def _block(content, style=""):
    return f'<div style="padding:0 28px;{style}">{content}</div>'


def _head(convocation, frame, words):
    return (
        f'<div style="padding:22px 28px 18px;border-bottom:3px solid {_ACCENT}">'
        f'<div style="font-size:13px;color:{_GREY}">{escape(convocation.association.name_on(convocation.date))}</div>'
        f'<div style="font-size:13px;color:{_ACCENT};font-weight:bold;margin-top:14px">{_say(words, "kind_" + frame.kind)}</div>'
        f'<h1 style="font-size:22px;line-height:28px;margin:2px 0 0;color:{_INK}">{escape(convocation.title)}</h1></div>'
    )


def _lead(convocation, addressee, frame, words):
    key = "lead_" + frame.kind
    if frame.kind == CONVOCATION and not (convocation.proxy and addressee.principal and addressee.votes is not None):
        key = "lead_written" if convocation.mode == WRITTEN else "lead_convocation_bare"
    text = _lines(convocation.intro) + "<br/><br/>" if convocation.intro and frame.kind != CANCELLATION else ""
    reason = f"<br/>{_say(words, 'reason', reason=frame.reason)}" if frame.reason else ""
    to = f'<div style="font-weight:bold;margin-bottom:8px">{_say(words, "to", name=frame.name)}</div>' if frame.name else ""
    return _block(f"{to}{text}{_say(words, key)}{reason}", "padding-top:20px;font-size:15px;line-height:22px")


def _call(one, words, struck):
    line = "text-decoration:line-through;" if struck else ""
    below = [escape(one.place)] if one.place else []
    if one.link and not struck:
        below.append(f'<a href="{escape(one.link)}" style="color:{_ACCENT}">{_say(words, "join")}</a>')
    if one.call == SECOND and not struck:
        below.append(f'<span style="color:{_GREY}">{_say(words, "second")}</span>')
    return _block(
        f'<div style="background:{_WASH};border-left:4px solid {_ACCENT};padding:12px 16px;margin-top:14px">'
        f'<div style="font-size:13px;color:{_ACCENT};font-weight:bold">{escape(call(words, one.call))}</div>'
        f'<div style="font-size:17px;line-height:24px;font-weight:bold;{line}">{escape(when(words, one.starts))}</div>'
        f'<div style="font-size:14px;line-height:21px">{"<br/>".join(below)}</div></div>'
    )


def _buttons(frame, addressee, words):
    links = [(frame.open_link, "open", True)]
    if addressee.votes is not None and addressee.principal:
        links.append((frame.proxy_link, "proxy", False))
    cells = [
        f'<td style="padding:0 10px 8px 0"><a href="{escape(link)}" style="display:inline-block;padding:11px 20px;font-size:15px;'
        f"font-weight:bold;text-decoration:none;border-radius:4px;border:1px solid {_ACCENT};"
        f'background:{_ACCENT if full else "#ffffff"};color:{"#ffffff" if full else _ACCENT}">{_say(words, key)}</a></td>'
        for link, key, full in links
        if link
    ]
    if not cells:
        return ""
    table = f'<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr>{"".join(cells)}</tr></table>'
    return _block(table, "padding-top:18px")


def _agenda(convocation, words):
    rows = []
    for line in convocation.agenda:
        below = " · ".join(filter(None, [line.matter, "" if line.votes else pair(words, _TEXTS["information"]), line.note]))
        small = [escape(below)] if below else []
        if line.documents:
            small.append(_say(words, "documents", names=", ".join(line.documents)))
        under = "".join(f'<div style="font-size:13px;line-height:18px;color:{_GREY}">{text}</div>' for text in small)
        rows.append(
            f'<tr><td valign="top" style="padding:7px 10px 7px {18 * line.level}px;font-size:15px;font-weight:bold;color:{_ACCENT}">'
            f"{escape(line.number.rstrip('.'))}.</td>"
            f'<td style="padding:7px 0;font-size:15px;line-height:21px;width:100%">{escape(line.title)}{under}</td></tr>'
        )
    table = f'<table cellpadding="0" cellspacing="0" border="0" style="width:100%">{"".join(rows)}</table>'
    title = f'<h2 style="font-size:16px;margin:0 0 6px;color:{_INK}">{_say(words, "agenda")}</h2>'
    return _block(title + table, "padding-top:20px")


def _foot(convocation, addressee, frame, words):
    notes = []
    if frame.kind != CANCELLATION:
        if addressee.votes is not None and addressee.principal:
            key = "vote_one" if addressee.votes == 1 else "vote_many"
            notes.append(_say(words, key, count=words.number(addressee.votes)))
        if addressee.standing:
            notes.append(_lines(addressee.standing))
        if frame.open_link:
            notes.append(_say(words, "portal"))
        if frame.code:
            notes.append(_say(words, "code", code=frame.code))
        if convocation.remote_how:
            notes.append(_lines(convocation.remote_how))
    notes.append(_say(words, "calendar"))
    signed = " ".join(filter(None, [convocation.convener.role, convocation.convener.name]))
    why = _say(words, "why", association=convocation.association.name_on(convocation.date))
    return (
        _block("<br/>".join(notes), "padding-top:20px;font-size:14px;line-height:21px")
        + _block(escape(signed), "padding-top:18px;font-size:15px;font-weight:bold")
        + f'<div style="padding:14px 28px 20px;margin-top:18px;border-top:1px solid {_HAIR};font-size:12px;line-height:17px;'
        f'color:{_GREY}">{why}</div>'
    )
