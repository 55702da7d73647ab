# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What the papers about a statute are made of."""

import datetime
from dataclasses import dataclass

from ..bylaws.statute.comparison import Comparison
from .akoma_ntoso.model import ActVersion
from .model import Association, Signatory

DRAFT = "draft"
ADOPTED = "adopted"  # but not yet in force
IN_FORCE = "in_force"
SUPERSEDED = "superseded"


@dataclass(frozen=True)
class SideNote:
    """A note in the narrow column: beside a paragraph by its number, or beside the article's heading if ``paragraph`` is ""."""

    article_key: str
    text: str
    paragraph: str = ""
    title: str = ""  # set in italics before the text
    value: str = ""  # set in bold after the text


@dataclass(frozen=True)
class StatutePaper:
    """A version of the statute to be printed.

    ``notes`` are printed beside the text: values of rules (``statute_notes.rule_notes``), or who changed what for a coordinated
    text (``coordinated``). ``fingerprint`` is the SHA-256 by which the text can be checked. With ``certified`` the last page is a
    certification that the ``signatories`` sign.
    """

    association: Association
    version: ActVersion
    generated_at: datetime.datetime
    state: str = IN_FORCE
    coordinated: bool = False
    notes: tuple[SideNote, ...] = ()
    repealed: tuple[tuple[str, str], ...] = ()  # of a coordinated text: (article, who took it out)
    certified: bool = True
    place: str = ""
    signatories: tuple[Signatory, ...] = ()
    fingerprint: str = ""
    lang: str = "it"


@dataclass(frozen=True)
class ComparisonPaper:
    """Two versions side by side. ``old_label`` and ``new_label`` say which ("versione 1, in vigore dal 10 maggio 2015").

    ``whole`` prints the articles that did not change too; otherwise they are listed at the end. ``subject`` is what the
    comparison is for, e.g. the item of the agenda.
    """

    association: Association
    comparison: Comparison
    old_label: str
    new_label: str
    generated_at: datetime.datetime
    subject: str = ""
    whole: bool = False
    lang: str = "it"
