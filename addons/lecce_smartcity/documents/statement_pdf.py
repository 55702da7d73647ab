# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The statement of membership (attestazione di iscrizione): one page, to be signed."""

from . import flow
from .notice_texts import text
from .words import Words


def render(statement):
    """A ``MembershipStatement`` as PDF bytes."""
    words = Words(statement.lang)
    note = ""
    if statement.head:
        note = words(
            "head", number=statement.head.entry_number, hash=statement.head.hash[:24] + "…"
        )
    return flow.build(
        lambda: _story(statement, words),
        statement.association,
        f"{words('statement')} — {statement.member_name}",
        words,
        statement.generated_at,
        statement.as_of,
        note,
    )


def _story(statement, words):
    reference = f"{words('protocol')} {statement.protocol}" if statement.protocol else ""
    when = words.date(statement.generated_at)
    place = f"{statement.place}, {when}" if statement.place else when
    story = [flow.space(12), flow.text(words("statement"), "title")]
    story.append(flow.text(reference, "subtitle") if reference else flow.space(6))
    story += [flow.space(8), flow.text(text(words, "certifies"), "lead"), flow.space(1)]
    story.append(flow.text(statement.member_name, "name"))
    if _person(statement, words):
        story.append(flow.facts(_person(statement, words), 0.26))
    story += [flow.space(6), flow.text(_entry(statement, words), "lead")]
    details = [
        (words("resolution"), statement.resolution),
        (words("text"), _number(statement.entry_number, words)),
    ]
    details = [(label, value) for label, value in details if value]
    if details:
        story += [flow.facts(details, 0.26), flow.space(6)]
    story.append(flow.text(_use(statement, words), "body"))
    story += [flow.space(10), flow.text(place, "plain")]
    story += [flow.space(6), flow.signature(statement.signatory)]
    return story


def _number(number, words):
    return "" if number is None else f"n. {number}" if words.lang == "it" else f"no. {number}"


def _person(statement, words):
    """(label, value) rows that identify the member, as far as known."""
    if statement.birth_place and statement.birth_date:
        birth = f"{statement.birth_place}, {words.date(statement.birth_date)}"
    else:
        birth = statement.birth_place or words.date(statement.birth_date)
    rows = [
        (words("birth"), birth),
        (words("address"), statement.address),
        (words("codice_fiscale"), statement.codice_fiscale),
    ]
    return [(label, value) for label, value in rows if value]


def _entry(statement, words):
    """The sentence that states the membership; it says so when it is suspended or has ended."""
    ended = statement.ceased_on is not None and statement.ceased_on < statement.as_of
    key = "was_entered" if ended else "is_suspended" if statement.suspended else "is_entered"
    values = {
        "number": statement.member_number,
        "category": statement.category,
        "joined": words.date(statement.joined_on),
        "date": words.date(statement.as_of),
        "ceased": words.date(statement.ceased_on),
    }
    sentence = text(words, key, **values)
    if statement.ceased_on is not None and not ended:
        sentence += " " + text(words, "leaves", ceased=values["ceased"])
    return sentence


def _use(statement, words):
    if statement.purpose:
        return text(words, "purpose", purpose=statement.purpose.rstrip(". "))
    return text(words, "free_use")
