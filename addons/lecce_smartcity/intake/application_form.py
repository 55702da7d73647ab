# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The public application form as data: who is asked what.

Public bodies join by an act of their own organs: deliberation, representative, spending
commitment, PEC and IPA code are asked of them. People and private bodies join by a declaration.
"""

from typing import NamedTuple

# Whom a field is for, and who must fill it in: any one of these words that fits the applicant.
PERSON, BODY, PUBLIC, PRIVATE, TRADING, THIRD_SECTOR, ITALIAN = (
    "person", "body", "public", "private", "trading", "third_sector", "italian",
)  # fmt: skip
EVERYBODY = (PERSON, BODY)

_TRADING = ("company", "cooperative", "professional_firm")
_MAY_BE_ETS = ("association", "foundation", "cooperative", "ets_other")
# Forms whose codice fiscale may be that of the person behind them.
ONE_PERSON_FORMS = ("company", "professional_firm", "other")


class Audience(NamedTuple):
    """What is known of the applicant before the form is shown: its legal form."""

    form: str
    is_person: bool = False
    is_public: bool = False

    def words(self, italian=True):
        """The words of this module that fit.

        >>> sorted(Audience("municipality", is_public=True).words())
        ['body', 'italian', 'public']
        >>> sorted(Audience("natural_person", is_person=True).words(italian=False))
        ['person']
        """
        words = {PERSON} if self.is_person else {BODY, PUBLIC if self.is_public else PRIVATE}
        if self.form in _TRADING:
            words.add(TRADING)
        if self.form in _MAY_BE_ETS:
            words.add(THIRD_SECTOR)
        if italian:
            words.add(ITALIAN)
        return words


class Field(NamedTuple):
    """One question. ``kind`` says how the answer is read; ``fills`` is the browser's own hint."""

    name: str
    kind: str = "text"
    shown_to: tuple = EVERYBODY
    required_of: tuple = ()
    limit: int = 120
    fills: str = ""


SECTIONS = {
    "identity": (
        Field("surname", "text", (PERSON,), (PERSON,), 60, "family-name"),
        Field("given_name", "text", (PERSON,), (PERSON,), 60, "given-name"),
        Field("birth_date", "birth_date", (PERSON,), (PERSON,), 10, "bday"),
        Field("birth_place", "text", (PERSON,), (PERSON,), 80),
        Field("denomination", "text", (BODY,), (BODY,), 160, "organization"),
        Field("codice_fiscale", "codice_fiscale", EVERYBODY, (ITALIAN,), 20),
        Field("vat", "vat", (BODY,), (TRADING,), 20),
        Field("ipa_code", "ipa", (PUBLIC,), (PUBLIC,), 20),
        Field("is_ets", "flag", (THIRD_SECTOR,)),
        Field("ets_members", "count", (THIRD_SECTOR,), limit=9),
    ),
    "address": (
        Field("street", required_of=EVERYBODY, fills="street-address"),
        Field("zip", "zip", required_of=(ITALIAN,), limit=12, fills="postal-code"),
        Field("city", required_of=EVERYBODY, limit=80, fills="address-level2"),
        Field("state", "province", required_of=(ITALIAN,), limit=6, fills="address-level1"),
        Field("country", "country", required_of=EVERYBODY, limit=2, fills="country"),
    ),
    "contacts": (
        Field("email", "email", required_of=EVERYBODY, limit=254, fills="email"),
        Field("phone", "phone", required_of=(PERSON,), limit=30, fills="tel"),
        Field("pec", "email", required_of=(PUBLIC,), limit=254),
    ),
    "representative": (
        Field("rep_surname", "text", (BODY,), (BODY,), 60),
        Field("rep_given_name", "text", (BODY,), (BODY,), 60),
        Field("rep_codice_fiscale", "person_code", (BODY,), (ITALIAN,), 20),
        Field("rep_office", "text", (BODY,), (BODY,), 80),
        Field("rep_act_number", "text", (BODY,), limit=40),
        Field("rep_act_date", "past_date", (BODY,), limit=10),
    ),
    "act": (
        Field("act_body", "text", (BODY,), (PUBLIC,), 80),
        Field("act_number", "text", (BODY,), (PUBLIC,), 40),
        Field("act_date", "past_date", (BODY,), (PUBLIC,), 10),
        Field("commitment_number", "text", (PUBLIC,), limit=40),
    ),
    "membership": (
        Field("category", "category", required_of=EVERYBODY, limit=10),
        Field("motivation", "lines", limit=2000),
    ),
}
FIELDS = tuple(field for fields in SECTIONS.values() for field in fields)


def fields_for(audience):
    """The fields that this applicant sees, in order.

    >>> names = [field.name for field in fields_for(Audience("municipality", is_public=True))]
    >>> "ipa_code" in names, "birth_date" in names, "is_ets" in names
    (True, False, False)
    """
    words = audience.words()
    return tuple(field for field in FIELDS if words.intersection(field.shown_to))


def is_required(field, audience, italian=True):
    """Whether this applicant must answer; ``italian``: resident or seated in Italy.

    >>> code = next(field for field in FIELDS if field.name == "codice_fiscale")
    >>> person = Audience("natural_person", is_person=True)
    >>> is_required(code, person), is_required(code, person, italian=False)
    (True, False)
    """
    return bool(audience.words(italian).intersection(field.required_of))
