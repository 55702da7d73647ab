# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The copy of personal data (art. 15(3) GDPR): everything held, readable by its subject."""

import hashlib
from collections.abc import Mapping

from reportlab.platypus import Table

from . import flow
from .layout import ACCENT, HAIR, WASH
from .words import Words

_COLUMNS_MAX = 5


def render(copy):
    """A ``PersonalDataCopy`` as PDF bytes."""
    words = Words(copy.lang)
    title = f"{words('personal_data')} — {copy.subject_name}"
    note = words("printed_at", date=words.moment(copy.generated_at))
    return flow.build(
        lambda: _story(copy, words),
        copy.association,
        title,
        words,
        copy.generated_at,
        copy.generated_at.date(),
        note,
    )


def _story(copy, words):
    rows = [(words("data_subject"), copy.subject_name)]
    if copy.request_ref and copy.request_date:
        when = words.date(copy.request_date)
        rows.append((words("request"), words("request_value", ref=copy.request_ref, date=when)))
    elif copy.request_ref or copy.request_date:
        rows.append((words("request"), copy.request_ref or words.date(copy.request_date)))
    story = [
        flow.text(words("personal_data"), "title"),
        flow.text(words("personal_data_basis"), "subtitle"),
        flow.facts(rows),
        flow.space(4),
    ]
    if copy.intro:
        story.append(flow.text(copy.intro))
    for section in copy.sections:
        story.append(flow.heading(section.title))
        if section.intro:
            story.append(flow.text(section.intro, "small"))
        story += _content(section.content, words)
    return story


def _plain(value):
    return isinstance(value, (str, bytes, bytearray)) or not isinstance(
        value, (Mapping, list, tuple, set, frozenset)
    )


def _text(value, words):
    """One plain value as text; a file as its size and hash."""
    if isinstance(value, (bytes, bytearray)):
        digest = hashlib.sha256(value).hexdigest()
        return words("binary", size=words.number(len(value)), hash=digest)
    return words.value(value)


def _content(content, words, path=""):
    """Flowables of any nesting of mappings, sequences and plain values."""
    if _plain(content):
        return [flow.text(_text(content, words), "value")]
    if isinstance(content, (set, frozenset)):
        content = sorted(content, key=str)
    if not content:
        return [flow.text(words("no_data"), "small")]
    if isinstance(content, Mapping):
        return _mapping(content, words, path)
    return _sequence(list(content), words, path)


def _mapping(content, words, path):
    """Plain values as one table, then what is nested, each under a subheading of its own."""
    rows, nested = [], []
    for key, value in content.items():
        if _short_list(value):
            value = ", ".join(_text(item, words) for item in value)
        if _plain(value):
            rows.append((str(key), _text(value, words)))
        else:
            title = f"{path} › {key}" if path else str(key)
            nested.append(flow.text(title, "subheading"))
            nested += _content(value, words, title)
    return [flow.facts(rows), *nested] if rows else nested


def _short_list(value):
    """A sequence of plain values, printed on one line, separated by commas."""
    return (
        not _plain(value) and not isinstance(value, Mapping) and value and all(map(_plain, value))
    )


def _sequence(items, words, path):
    """Records with few plain fields as a table; other items one after the other, numbered."""
    if all(map(_plain, items)):
        return [flow.text(f"• {_text(item, words)}", "value") for item in items]
    if all(isinstance(item, Mapping) and all(map(_plain, item.values())) for item in items):
        titles = list(dict.fromkeys(str(key) for item in items for key in item))
        if 0 < len(titles) <= _COLUMNS_MAX:
            return [_records(titles, items, words)]
    story = []
    for number, item in enumerate(items, 1):
        title = f"{path} {number}".strip()
        story.append(flow.text(title, "subheading"))
        story += _content(item, words, title)
    return story


def _records(titles, items, words):
    """A table with a column per field and a row per record."""
    rows = [[flow.text(title, "label_bold") for title in titles]]
    for item in items:
        values = {str(key): _text(value, words) for key, value in item.items()}
        rows.append([flow.text(values.get(title, ""), "value") for title in titles])
    table = Table(
        rows, colWidths=[flow.WIDTH / len(titles)] * len(titles), repeatRows=1, splitInRow=1
    )
    table.setStyle(
        flow.table_style(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("BACKGROUND", (0, 0), (-1, 0), WASH),
                ("LINEABOVE", (0, 0), (-1, 0), 0.8, ACCENT),
                ("LINEBELOW", (0, 0), (-1, -1), 0.3, HAIR),
                ("LEFTPADDING", (0, 0), (-1, -1), 4),
                ("RIGHTPADDING", (0, 0), (-1, -1), 4),
                ("TOPPADDING", (0, 0), (-1, -1), 3),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ]
        )
    )
    return table
