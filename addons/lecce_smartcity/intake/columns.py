# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Headings of a members' book, in the spellings secretariats use, to the fields they mean."""

import re
from dataclasses import dataclass
from functools import lru_cache

from .errors import IntakeError
from .text import fold, tidy, word_set

# Words that add nothing to a heading's meaning.
_STOP = word_set(
    "di del dello della dei degli delle d da a al alla allo in il lo la l i gli le e ed o "
    "socio soci socia associato associati membro membri ente of the to member members and"
)
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_HEADINGS = {
    "number": "N., Nr, No, Num, Numero, N. socio, Numero socio, Numero libro soci, N. libro soci, "
    "N. iscrizione, Numero iscrizione, N. tessera, Numero tessera, Tessera, Matricola, "
    "N. registro, N. progressivo, Progressivo, Prog, N. ord, N. d'ordine, Numero d'ordine, "
    "Member no, Member number, Membership number, Membership no, Number, Register number",
    "surname_or_name": "Cognome / Denominazione, Cognome o denominazione, Denominazione / Cognome, "
    "Cognome / Ragione sociale, Cognome o ragione sociale, Ragione sociale / Cognome, "
    "Surname / Name of body, Surname or organisation, Last name / Organisation, "
    "Surname / Organisation, Surname / Company",
    "surname": "Cognome, Surname, Last name, Family name",
    "first_name": "Nome di battesimo, First name, Given name, Given names, Forename, Nomi",
    "organisation": "Denominazione, Ragione sociale, Denominazione ente, Ente, Nome ente, Azienda, "
    "Società, Impresa, Organizzazione, Denominazione / Ragione sociale, "
    "Organisation, Organization, Organisation name, Company, Company name",
    "full_name": "Cognome e nome, Cognome Nome, Nominativo, Nominativo socio, Socio, Associato, "
    "Cognome e nome / Denominazione, Nominativo / Denominazione, Denominazione / Nominativo, "
    "Cognome e nome o denominazione, Cognome e nome / Ragione sociale, "
    "Nominativo / Ragione sociale, Full name, Member name, Member, Surname and name",
    "full_name_given_first": "Nome e cognome, Nome Cognome, Nome e cognome / Denominazione, "
    "Nome Cognome / Denominazione, First and last name, Name and surname",
    "codice_fiscale": "Codice fiscale, Cod. fiscale, Cod. fisc., C.F., CF, Cod. fiscale socio, "
    "Codice fiscale / P.IVA, Codice fiscale / Partita IVA, C.F. / P.IVA, CF / P. IVA, "
    "Cod. fisc. / P. IVA, Tax code, Tax ID, Fiscal code, Italian tax code",
    "vat": "P. IVA, P.IVA, PIVA, Partita IVA, Part. IVA, P.I., VAT, VAT no, VAT number, VAT code",
    "birth_date": "Data di nascita, Data nascita, Nato il, Nato/a il, Nata il, Nascita, "
    "D. nascita, Data nasc., Birth date, Date of birth, Birthday, Born, Born on, DOB",
    "birth_place": "Luogo di nascita, Luogo nascita, Nato a, Nato/a a, Comune di nascita, "
    "Città di nascita, Luogo nasc., Birth place, Birthplace, Place of birth, Born in",
    "street": "Indirizzo, Via, Via e numero, Via / Piazza, Residenza, Indirizzo di residenza, "
    "Indirizzo sede, Sede, Sede legale, Recapito, Indirizzo / Sede, Address, Street, "
    "Street address",
    "zip": "CAP, C.A.P., Codice postale, Zip, Zip code, Postal code, Postcode",
    "city": "Comune, Città, Località, Comune di residenza, Città di residenza, Comune residenza, "
    "Comune sede, City, Town, Municipality",
    "province": "Prov., Provincia, Pr, PV, Sigla provincia, Provincia di residenza, Province",
    "email": "E-mail, Email, Mail, Posta elettronica, Indirizzo e-mail, Indirizzo mail, "
    "Indirizzo email, Indirizzo di posta elettronica, E-mail address, Email address",
    "pec": "PEC, Indirizzo PEC, Posta certificata, Posta elettronica certificata, E-mail PEC, "
    "Email PEC, Mail PEC, Domicilio digitale, Certified e-mail, Certified email",
    "phone": "Telefono, Tel., Tel, Telefono fisso, Tel. fisso, N. telefono, Numero di telefono, "
    "Recapito telefonico, Telefono / Cellulare, Tel. / Cell., Phone, Phone number, Telephone",
    "mobile": "Cellulare, Cell., Cell, Mobile, Telefono cellulare, Tel. cellulare, N. cellulare, "
    "Mobile phone, Mobile number",
    "ipa_code": "Cod. IPA, Codice IPA, IPA, C. IPA, IPA code",
    "category": "Categoria, Cat., Categoria socio, Categoria di socio, Categoria associato, "
    "Tipologia, Tipologia socio, Tipologia di socio, Tipo socio, Tipo di socio, Tipo associato, "
    "Qualifica, Qualifica socio, Qualità, Category, Member category, Membership type, "
    "Type of member, Member type, Membership category",
    "legal_form": "Forma giuridica, Natura giuridica, Tipo soggetto, Tipo di soggetto, Tipo ente, "
    "Persona fisica / giuridica, Fisica / Giuridica, Legal form, Legal type",
    "application_date": "Data domanda, Data della domanda, Domanda del, "
    "Data domanda di ammissione, Data richiesta, Data richiesta di ammissione, Data istanza, "
    "Data presentazione domanda, Domanda, Application date, Date of application, Applied, "
    "Applied on",
    "resolution_date": "Data delibera, Data della delibera, Delibera del, Data deliberazione, "
    "Data delibera di ammissione, Data delibera CD, Data delibera consiglio, "
    "Data delibera consiglio direttivo, Delibera consiglio direttivo del, Delibera CD del, "
    "Data approvazione, Approvato il, Delibera, Resolution date, Date of resolution, "
    "Board decision, Board resolution date, Approved on, Decision date",
    "joined_on": "Data iscrizione, Data di iscrizione, Data iscrizione libro soci, Iscritto il, "
    "Iscritto dal, Data iscrizione al libro, Data annotazione, Data ingresso, Ingresso, "
    "Data adesione, Adesione, Iscrizione, Socio dal, Joined, Joined on, Join date, "
    "Date joined, Joining date, Member since, Entry date, Enrolled on, Enrolment date",
    "fee": "Quota, Quota associativa, Quota annua, Quota annuale, Quota versata, Importo, "
    "Importo quota, Quota sociale, Quota €, Quota euro, Quota EUR, Importo versato, "
    "Fee, Membership fee, Dues, Annual fee, Amount",
    "fee_paid_on": "Pagata il, Pagato il, Data pagamento, Data pagamento quota, Data versamento, "
    "Versata il, Quota pagata il, Quota versata il, Data versamento quota, Versamento, "
    "Paid on, Paid, Payment date, Fee paid on, Date paid",
    "ceased_on": "Data cessazione, Data di cessazione, Cessato il, Cessata il, Data uscita, "
    "Data recesso, Data esclusione, Data dimissioni, Data cancellazione, Cessazione, "
    "Data recesso / esclusione, Ceased on, Left on, Date left, Leaving date, Ceased, "
    "End date, Date of cessation",
    "cessation_cause": "Causa cessazione, Causa di cessazione, Motivo cessazione, "
    "Motivo della cessazione, Causale cessazione, Motivo uscita, Causa uscita, "
    "Motivo recesso, Recesso / Esclusione, Cause, Reason, Reason for leaving, "
    "Cause of cessation, Cessation cause, Cessation reason",
    "notes": "Note, Nota, Annotazioni, Osservazioni, Note varie, Notes, Note e osservazioni, "
    "Comments, Remarks",
    "representative": "Rappresentante, Rappresentante legale, Legale rappresentante, Delegato, "
    "Rappresentante ente, Representative, Legal representative, Delegate",
    "representative_role": "Carica rappresentante, Ruolo rappresentante, Carica, "
    "Qualifica rappresentante, Role, Representative role",
}
# A heading whose meaning depends on which other columns there are: the first one still free.
_DEPENDENT = {
    "nome": ("first_name", "full_name"),
    "name": ("first_name", "full_name"),
    "tipo": ("category", "legal_form"),
    "type": ("category", "legal_form"),
    "data ammissione": ("joined_on", "resolution_date"),
    "data accoglimento": ("resolution_date", "joined_on"),
    "admission date": ("joined_on", "resolution_date"),
    "ammesso il": ("joined_on", "resolution_date"),
}
_SURNAMES = frozenset({"surname", "surname_or_name"})


@dataclass(frozen=True)
class ColumnMap:
    """Where each field is, and which columns no field claims.

    :ivar fields: field → index; :ivar unknown: index → heading
    :ivar given_first: the combined name column puts given names first
    """

    fields: dict
    unknown: dict
    given_first: bool = False


@lru_cache(maxsize=1024)
def _key(heading):
    """What two spellings of one heading have in common."""
    heading = tidy(heading)
    bare = fold(_IN_BRACKETS.sub(" ", heading)) or fold(heading)
    words = bare.replace("e mail", "email").split()
    return " ".join(word for word in words if word not in _STOP) or bare


@lru_cache(maxsize=1)
def _fields_by_key():
    table = {}
    for field, headings in _HEADINGS.items():
        for heading in headings.split(", "):
            table.setdefault(_key(heading), field)
    return table


def field_of(heading):
    """Field that a heading names, or ``None``; of the dependent ones the likelier.

    >>> [field_of(text) for text in ("P. IVA", "DATA DI NASCITA (gg/mm/aaaa)", "N°", "Colore")]
    ['vat', 'birth_date', 'number', None]
    """
    if not isinstance(heading, str):
        return None
    if heading.strip() == "#":
        return "number"
    key = _key(heading[:200])
    if key in _DEPENDENT:
        return _DEPENDENT[key][0]
    return _fields_by_key().get(key)


def score(cells):
    """How many different fields a row of cells names: the header row has the most."""
    return len({field_of(cell) for cell in cells} - {None})


def recognise(headers):
    """Assign every heading to a field, or keep it as unknown.

    :param headers: headings in column order
    :returns: :class:`ColumnMap`
    :raises IntakeError: ``columns_ambiguous`` when two columns name the same field

    >>> recognise(["Nome", "Categoria"]).fields
    {'category': 1, 'full_name': 0}
    >>> recognise(["Cognome", "Nome", "Hobby"])
    ColumnMap(fields={'surname': 0, 'first_name': 1}, unknown={2: 'Hobby'}, given_first=False)
    """
    claims, unknown, dependent = {}, {}, []
    for index, heading in enumerate(headers):
        if _key(heading) in _DEPENDENT:
            dependent.append((index, heading))
        elif field := field_of(heading):
            claims.setdefault(field, []).append(index)
        else:
            unknown[index] = heading
    for index, heading in dependent:
        claims.setdefault(_choose(heading, claims), []).append(index)
    given_first = "full_name_given_first" in claims
    if given_first:
        claims.setdefault("full_name", []).extend(claims.pop("full_name_given_first"))
    doubled = [index for indexes in claims.values() if len(indexes) > 1 for index in indexes]
    if doubled:
        raise IntakeError(
            "columns_ambiguous", columns=", ".join(f"«{headers[index]}»" for index in doubled)
        )
    return ColumnMap({field: at[0] for field, at in claims.items()}, unknown, given_first)


def _choose(heading, claims):
    first, second = _DEPENDENT[_key(heading)]
    if first == "first_name":
        return first if _SURNAMES & claims.keys() else second
    return second if first in claims and second not in claims else first
