# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The facts of a statute's version as a table, and the certification at its end."""

from . import flow
from .statute_model import ADOPTED, DRAFT, SUPERSEDED
from .statute_words import say


def standing(paper, words):
    """One line that says whether the text is a draft, adopted, in force or superseded, and since when."""
    version = paper.version
    start, end = words.date(version.in_force_from), words.date(version.in_force_to)
    if paper.state == DRAFT:
        return say(words, "draft_line", date=words.date(paper.generated_at))
    if paper.state == ADOPTED or not start:
        key = "adopted_from" if start else "adopted_line"
        return say(words, key, date=words.date(version.adopted_on), start=start)
    if end:
        return say(words, "superseded_line", start=start, end=end)
    return say(words, "superseded_open" if paper.state == SUPERSEDED else "in_force_line", start=start)


def fact_rows(paper, words):
    """(label, value) rows: first statute, adoption, entry in force, resolutions, notary's deed, registration."""
    version = paper.version
    rows = []
    if version.work_date != version.adopted_on:
        rows.append((say(words, "first_statute"), words.date(version.work_date)))
    if paper.state != DRAFT:
        rows.append((say(words, "adopted_on"), words.date(version.adopted_on)))
        rows.append((say(words, "in_force"), _force(version, words) or say(words, "not_yet")))
    for number, decision in enumerate(version.decisions):
        label = say(words, "decision", label=decision.label, date=words.date(decision.date))
        text = f"{decision.body}, {label}" if decision.body else label
        key = "decision_adopting" if number == 0 else "decision_changing" if number == 1 else None
        rows.append((say(words, key) if key else "", text))
    if version.deed:
        rows += _deed(version.deed, words)
    return [(label, value) for label, value in rows if value]


def _force(version, words):
    if not version.in_force_from:
        return ""
    start, end = words.date(version.in_force_from), words.date(version.in_force_to)
    return say(words, "from_to" if end else "from", start=start, end=end)


def _deed(deed, words):
    key = "notary_seat" if deed.seat else "notary"
    numbers = [
        say(words, "deed_date", date=words.date(deed.date)) if deed.date else "",
        say(words, "repertorio", number=deed.repertorio) if deed.repertorio else "",
        say(words, "raccolta", number=deed.raccolta) if deed.raccolta else "",
    ]
    yield say(words, "deed"), ", ".join([say(words, key, name=deed.notary, seat=deed.seat), *filter(None, numbers)])
    registered = [
        deed.registered_at,
        say(words, "registered_on", date=words.date(deed.registered_on)) if deed.registered_on else "",
        deed.registered_no,
    ]
    yield say(words, "registration"), ", ".join(filter(None, registered))


def certification(paper, words, pages):
    """The last page: what is certified, by what it can be checked, place, date and signatures. ``pages``: how many there are."""
    version = paper.version
    count = sum(1 for _article in version.text.articles())
    key = "certified_coordinated" if paper.coordinated else "certified"
    sentence = say(words, key, pages=pages, name=paper.association.name_on(paper.generated_at.date()), which=_which(version, words))
    rows = [(say(words, "articles_count"), words.number(count)), (say(words, "pages"), words.number(pages))]
    if paper.fingerprint:
        rows.append((say(words, "fingerprint"), paper.fingerprint))
    when = words.date(paper.generated_at)
    story = [flow.space(14), flow.text(say(words, "certification"), "title"), flow.space(6)]
    story += [flow.text(sentence, "lead"), flow.space(3), flow.facts(rows, 0.25)]
    if paper.fingerprint:
        story.append(flow.text(say(words, "fingerprint_why"), "source"))
    story += [flow.space(10), flow.text(f"{paper.place}, {when}" if paper.place else when, "plain"), flow.space(8)]
    return [*story, *flow.signatures(paper.signatories)]


def _which(version, words):
    start, end = words.date(version.in_force_from), words.date(version.in_force_to)
    parts = [say(words, "which_version", label=version.label)] if version.label else []
    parts.append(say(words, "which_adopted", date=words.date(version.adopted_on)))
    if start:
        parts.append(say(words, "which_force_to" if end else "which_force", start=start, end=end))
    return ", ".join(parts)
