# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The validity sheet (foglio di validità) of a resolution: every check with its rule, article, figures and result.

A reader with a pencil recomputes it from the paper alone: fractions are compared in whole numbers, and the paper says how.
"""

import datetime
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, KeepTogether, Table

from ..bylaws.meeting.challenges import GROUNDS, WHO, Remedy
from ..bylaws.meeting.sheet import OUTCOME, Sheet
from . import flow, layout, rich_text
from .layout import ACCENT, GREY, HAIR, WASH
from .margin import para
from .meeting_model import ResolutionHead
from .meeting_words import pair
from .model import Association, Signatory
from .typefaces import BOLD, ITALIC
from .words import Words

_TITLE = layout.style("validity_title", BOLD, 9.6, 12.6, textColor=ACCENT)
_RESULT = layout.style("validity_result", BOLD, 8.6, 11.6)
_TOLD = layout.style("validity_told", size=8.6, leading=11.6, textColor=GREY)
_SENTENCE = layout.style("validity_sentence", size=9.4, leading=12.8)
_FORMULA = layout.style("validity_formula", BOLD, 9.4, 13, spaceBefore=1.5)
_RULE = layout.style("validity_rule", size=8.2, leading=11, textColor=GREY, spaceBefore=1.5)
_QUOTE = layout.style("validity_quote", ITALIC, 8.2, 11, textColor=GREY)
_NOTE = layout.style("validity_note", size=8, leading=10.8, textColor=GREY, spaceBefore=3)
_VERDICT = layout.style("validity_verdict", BOLD, 13, 17, textColor=ACCENT)
_BESIDE = 38 * mm

_TEXTS = {
    "title": ("Foglio di validità", "Validity sheet"),
    "of_vote": ("{body} – votazione del {date}", "{body} – vote of {date}"),
    "of": ("Delibera n. {number} del {date} – {body}", "Resolution no. {number} of {date} – {body}"),
    "subject": ("Oggetto", "Subject"),
    "item": ("Punto all’ordine del giorno", "Agenda item"),
    "matter": ("Materia", "Matter"),
    "sitting": ("Seduta", "Sitting"),
    "state": ("Stato", "State"),
    "text": ("Testo posto in votazione", "Text put to the vote"),
    "adopted": ("Dal computo: approvata", "By the count: adopted"),
    "rejected": ("Dal computo: respinta", "By the count: rejected"),
    "differs": ("Proclamata diversamente dal computo", "Proclaimed otherwise than counted"),
    "sound": ("Nessun rilievo sulla validità della deliberazione.", "Nothing speaks against the validity of the resolution."),
    "defect": ("Un rilievo: {titles}.", "One remark: {titles}."),
    "defects": ("{count} rilievi: {titles}.", "{count} remarks: {titles}."),
    "checks": ("Verifiche", "Checks"),
    "good": ("✓ in regola", "✓ in order"),
    "bad": ("✗ non in regola", "✗ not in order"),
    "reached": ("✓ raggiunta", "✓ reached"),
    "not_reached": ("✗ non raggiunta", "✗ not reached"),
    "told": ("informazione", "information"),
    "rule": ("Regola: {rule}", "Rule: {rule}"),
    "how": (
        "Come si ricalcola. Una quota «n/d» di un totale T è raggiunta da C quando C × d ≥ T × n (con «>» dove la regola chiede più "
        "di quella quota). Si confrontano numeri interi: nulla è arrotondato. Delle fonti è citato il testo in vigore il giorno "
        "della deliberazione.",
        "How to recompute. A share “n/d” of a total T is reached by C when C × d ≥ T × n (with “>” where the rule asks for more than "
        "that share). Whole numbers are compared: nothing is rounded. Sources are quoted as in force on the day of the resolution.",
    ),
    "remedies": ("Impugnazione", "Challenge"),
    "ground": ("Motivo", "Ground"),
    "who": ("Chi", "Who"),
    "until": ("Fino al", "Until"),
    "article": ("Fonte", "Source"),
    "from_notice": ("dalla comunicazione", "from the notification"),
    "confirm": ("termine da confermare con un legale", "term to be confirmed by a lawyer"),
    "none": ("Nessun termine di impugnazione calcolato.", "No term for a challenge was computed."),
    "printed": ("stampato il {date}", "printed on {date}"),
}
_FIGURES = {"sì": "yes", "no": "no"}


@dataclass(frozen=True)
class ValidityPaper:
    """A sheet to be printed, with the ways in which the resolution may still be attacked."""

    association: Association
    resolution: ResolutionHead
    sheet: Sheet
    generated_at: datetime.datetime
    remedies: tuple[Remedy, ...] = ()
    place: str = ""
    signatories: tuple[Signatory, ...] = ()
    lang: str = "it"


def render(paper):
    """A ``ValidityPaper`` as PDF bytes."""
    words, head = Words(paper.lang), paper.resolution
    key = "of" if head.number else "of_vote"
    of = _say(words, key, number=head.number, date=words.date(head.adopted_on), body=head.body)
    return flow.build(
        lambda: _story(paper, words, of),
        paper.association,
        f"{_say(words, 'title')} – {of}",
        words,
        paper.generated_at,
        head.adopted_on,
        _say(words, "printed", date=words.moment(paper.generated_at)),
    )


def _say(words, key, **values):
    return pair(words, _TEXTS[key], **values)


def _story(paper, words, of):
    yield flow.space(7)
    yield flow.text(_say(words, "title"), "title")
    yield flow.text(of, "subtitle")
    yield from _head(paper.resolution, words)
    yield flow.space(3)
    yield _verdict(paper.sheet, words)
    yield CondPageBreak(40 * mm)
    yield flow.heading(_say(words, "checks"))
    for line in paper.sheet.lines:
        yield _check(line, words)
    yield para(_say(words, "how"), _NOTE)
    yield CondPageBreak(35 * mm)
    yield flow.heading(_say(words, "remedies"))
    yield _remedies(paper.remedies, words) if paper.remedies else para(_say(words, "none"), _NOTE)
    if paper.signatories:
        when = words.date(paper.generated_at)
        place = flow.text(f"{paper.place}, {when}" if paper.place else when, "plain")
        yield KeepTogether([flow.space(6), place, flow.space(4), *flow.signatures(paper.signatories)])


def _head(head, words):
    """What was resolved."""
    rows = [(_say(words, key), getattr(head, key)) for key in ("subject", "item", "matter", "sitting", "state")]
    yield flow.facts([row for row in rows if row[1]], 0.24)
    text = rich_text.plain(head.text)
    if text and text != head.subject:
        yield flow.space(2)
        yield para(_say(words, "text"), _TITLE)
        yield from flow.quote(text)


def _verdict(sheet, words):
    """The outcome and what speaks against it, in a box."""
    cells = [para(_say(words, "adopted" if sheet.adopted else "rejected"), _VERDICT)]
    if sheet.differs:
        cells.append(para(_say(words, "differs"), _RESULT))
    found = sheet.defects
    titles = ", ".join(line.title.text(words.lang).lower() for line in found)
    key = ("sound", "defect")[len(found)] if len(found) < 2 else "defects"
    cells.append(para(_say(words, key, count=len(found), titles=titles), _SENTENCE))
    table = Table([[cells]], colWidths=[flow.WIDTH])
    whole = ((0, 0), (-1, -1))
    table.setStyle(
        flow.table_style(
            [
                ("BACKGROUND", *whole, WASH),
                ("LINEABOVE", (0, 0), (-1, 0), 0.9, ACCENT),
                ("LEFTPADDING", *whole, 8),
                ("TOPPADDING", *whole, 6),
                ("BOTTOMPADDING", *whole, 8),
                ("NOSPLIT", *whole),
            ]
        )
    )
    return table


def _check(line, words):
    """One check: what and how it ended on the left, figures, rule and source on the right."""
    left = [para(line.title.text(words.lang), _TITLE), para(_result(line, words), _TOLD if line.ok is None else _RESULT)]
    right = [para(line.sentence.text(words.lang), _SENTENCE)]
    if line.formula:
        right.append(para(_figures(line.formula, words), _FORMULA))
    source = " – ".join(filter(None, (_say(words, "rule", rule=line.rule.text(words.lang)) if line.rule.it else "", line.article)))
    if source:
        right.append(para(source, _RULE))
    if line.quote:
        right.append(para(f"«{line.quote}»", _QUOTE))
    table = Table([[left, right]], colWidths=[_BESIDE, flow.WIDTH - _BESIDE], splitInRow=1)
    whole = ((0, 0), (-1, -1))
    table.setStyle(
        flow.table_style(
            [
                ("VALIGN", *whole, "TOP"),
                ("LEFTPADDING", (0, 0), (0, -1), 0),
                ("TOPPADDING", *whole, 3.6),
                ("BOTTOMPADDING", *whole, 4.2),
                ("LINEBELOW", *whole, 0.3, HAIR),
            ]
        )
    )
    return table


def _result(line, words):
    if line.ok is None:
        return _say(words, "told")
    if line.code in OUTCOME:
        return _say(words, "reached" if line.ok else "not_reached")
    return _say(words, "good" if line.ok else "bad")


def _figures(formula, words):
    """The comparison; its answer in the reader's language."""
    sum_, colon, answer = formula.rpartition(" : ")
    return f"{sum_} : {_FIGURES[answer]}" if colon and words.lang == "en" and answer in _FIGURES else formula


def _remedies(remedies, words):
    """Grounds, people and last days."""
    head = [para(_say(words, key), _TOLD) for key in ("ground", "who", "until", "article")]
    rows = []
    for one in remedies:
        until = words.date(one.until) if one.until else _say(words, "from_notice")
        when = [para(until, _RESULT)] + ([] if one.confirmed else [para(_say(words, "confirm"), _RULE)])
        source = [para(one.citation.label(), _SENTENCE)] + ([para(one.note.text(words.lang), _RULE)] if one.note else [])
        who = ", ".join(WHO[code].text(words.lang) for code in one.who)
        rows.append([para(GROUNDS[one.ground].text(words.lang), _SENTENCE), para(who, _SENTENCE), when, source])
    table = Table([head, *rows], colWidths=[flow.WIDTH * share for share in (0.26, 0.26, 0.2, 0.28)], repeatRows=1)
    whole = ((0, 0), (-1, -1))
    table.setStyle(
        flow.table_style(
            [
                ("VALIGN", *whole, "TOP"),
                ("BACKGROUND", (0, 0), (-1, 0), WASH),
                ("LINEABOVE", (0, 0), (-1, 0), 0.9, ACCENT),
                ("LINEBELOW", *whole, 0.3, HAIR),
                ("LEFTPADDING", *whole, 5),
                ("RIGHTPADDING", *whole, 5),
            ]
        )
    )
    return table
