# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What an act in Akoma Ntoso is made of: the text, and the facts about this version of it."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ...bylaws.errors import Violation
from ...bylaws.statute.model import StatuteText

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OFFICE = "https://github.com/lecce-smartcity/office/ns/statute/1"  # our own metadata, inside <proprietary>

_LANGUAGES = {"it": "ita", "en": "eng"}  # ISO 639-2, which Akoma Ntoso asks for


def slug(text):
    """``text`` as a part of a URI or a key: ASCII letters, digits and single dashes.

    >>> slug("Associazione Lecce Smart City & Community"), slug("art_12__para_2")
    ('associazione-lecce-smart-city-community', 'art-12-para-2')
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


@dataclass(frozen=True)
class Decision:
    """A resolution that adopted or changed the text: ``label`` as it is cited, its day, and the body that took it."""

    label: str  # e.g. "Assemblea straordinaria n. 2/2024"
    date: datetime.date
    body: str = ""


@dataclass(frozen=True)
class NotaryDeed:
    """The notary's data of a public deed; the numbers are texts, printed as given."""

    notary: str  # e.g. "dott.ssa Anna Greco"
    seat: str = ""  # the notary's own seat
    date: datetime.date | None = None
    repertorio: str = ""
    raccolta: str = ""
    registered_at: str = ""  # e.g. "Agenzia delle Entrate di Lecce"
    registered_on: datetime.date | None = None
    registered_no: str = ""  # e.g. "n. 1234, serie 1T"


@dataclass(frozen=True)
class RuleValue:
    """A rule that an article sets: ``value`` is what ``bylaws.rules.values.encode`` gives (plain JSON values)."""

    code: str
    value: Mapping
    article_key: str = ""
    paragraph: str = ""
    quote: str = ""

    def __post_init__(self):
        # As it comes back from a file: lists, not tuples, and texts as keys.
        object.__setattr__(self, "value", json.loads(json.dumps(self.value)))


@dataclass(frozen=True)
class ActVersion:
    """One version of a statute and the facts about it.

    ``authority`` names the association in the identifiers (its codice fiscale or a short name); ``work_date`` is the
    day of the first statute, common to all versions; ``decisions`` are those that made the text what it is in this
    version, the first one adopting it, the others changing it. ``generated_on`` dates the file.
    """

    text: StatuteText
    association: str
    authority: str
    work_date: datetime.date
    adopted_on: datetime.date
    generated_on: datetime.date
    label: str = ""
    in_force_from: datetime.date | None = None
    in_force_to: datetime.date | None = None  # last day
    decisions: tuple[Decision, ...] = ()
    deed: NotaryDeed | None = None
    rules: tuple[RuleValue, ...] = ()
    lang: str = "it"

    @property
    def language(self):
        """The three-letter code of the text's language; Italian unless ``lang`` says English."""
        return _LANGUAGES.get(self.lang[:2].lower(), "ita")

    @property
    def work_uri(self):
        """The statute, whatever its version: ``/akn/it/act/<association>/<day of the first statute>/statuto``."""
        return f"/akn/it/act/{slug(self.authority) or 'associazione'}/{self.work_date.isoformat()}/statuto"

    @property
    def expression_uri(self):
        """This version in its language, ``@`` the day it comes into force or, until that is known, its adoption."""
        return f"{self.work_uri}/{self.language}@{(self.in_force_from or self.adopted_on).isoformat()}"

    @property
    def manifestation_uri(self):
        """This version as an XML file."""
        return f"{self.expression_uri}.xml"


@dataclass(frozen=True)
class Leftover:
    """Words of an imported act that have no place in a statute's tree: where they stood and the words."""

    place: str  # element, e.g. "conclusions"
    line: int
    text: str


@dataclass(frozen=True)
class ImportedAct:
    """What a file gave: the text, what has no place in it, and what a person should look at.

    ``version`` is set for files that this program wrote, with every fact that went into them. ``findings`` never stop
    an import: they say what was put elsewhere, kept as it was or is against the schema.
    """

    text: StatuteText
    title: str = ""
    association: str = ""
    date: datetime.date | None = None  # of this version, as the file states it
    language: str = ""
    uri: str = ""  # of the expression
    version: ActVersion | None = None
    leftovers: tuple[Leftover, ...] = ()
    findings: tuple[Violation, ...] = field(default=())
