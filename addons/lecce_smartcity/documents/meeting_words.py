# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The words that papers of meetings have in common: days of the week, calls, modes."""

from .meeting_model import FIRST, IN_PERSON, MIXED, REMOTE, SECOND, WRITTEN

_DAYS = {
    "it": ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_CALLS = {
    FIRST: ("Prima convocazione", "First call"),
    SECOND: ("Seconda convocazione", "Second call"),
    WRITTEN: ("Voti raccolti fino a", "Votes are collected until"),
    "": ("Riunione", "Meeting"),
}
_MODES = {
    IN_PERSON: ("in presenza", "in person"),
    REMOTE: ("in videoconferenza", "by video conference"),
    MIXED: ("in presenza e in videoconferenza", "in person and by video conference"),
    WRITTEN: ("per consultazione scritta", "by written consultation"),
}


def pair(words, texts, **values):
    """The Italian or the English one of two texts, filled in."""
    return texts[words.lang == "en"].format(**values)


def call(words, code):
    """The name of a call.

    >>> from .words import Words
    >>> call(Words("it"), "second"), call(Words("en"), "")
    ('Seconda convocazione', 'Meeting')
    """
    return pair(words, _CALLS[code])


def mode(words, code):
    """How a meeting is attended."""
    return pair(words, _MODES[code])


def clock(words, moment):
    """Hours and minutes.

    >>> import datetime
    >>> from .words import Words
    >>> clock(Words("it"), datetime.datetime(2026, 4, 18, 9, 5)), clock(Words("en"), datetime.datetime(2026, 4, 18, 18, 30))
    ('9:05', '18:30')
    """
    return f"{moment.hour}:{moment.minute:02d}"


def when(words, moment):
    """A moment with its day of the week.

    >>> import datetime
    >>> from .words import Words
    >>> when(Words("it"), datetime.datetime(2026, 4, 18, 9, 0)), when(Words("en"), datetime.datetime(2026, 4, 18, 9, 0))
    ('sabato 18 aprile 2026, ore 9:00', 'Saturday 18 April 2026, 9:00')
    """
    return f"{_DAYS[words.lang][moment.weekday()]} {words.moment(moment)}"
