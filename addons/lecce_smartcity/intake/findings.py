# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What is wrong with a cell: a code, and one sentence that names the place and the remedy."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as default

# Field → (Italian, English) name, for the sentences and as headings of our own exports.
LABELS = {
    "number": ("N.", "Number"),
    "kind": ("Persona fisica / giuridica", "Legal type"),
    "last_name": ("Cognome", "Surname"),
    "first_name": ("Nome", "First name"),
    "name": ("Denominazione", "Organisation"),
    "codice_fiscale": ("Codice fiscale", "Tax code"),
    "vat": ("P. IVA", "VAT number"),
    "birth_date": ("Data di nascita", "Date of birth"),
    "birth_place": ("Luogo di nascita", "Place of birth"),
    "street": ("Indirizzo", "Address"),
    "zip": ("CAP", "Postal code"),
    "city": ("Comune", "City"),
    "province": ("Prov.", "Province"),
    "email": ("E-mail", "E-mail"),
    "pec": ("PEC", "Certified e-mail"),
    "phone": ("Telefono", "Phone"),
    "mobile": ("Cellulare", "Mobile"),
    "ipa_code": ("Cod. IPA", "IPA code"),
    "category": ("Categoria", "Category"),
    "application_date": ("Data domanda", "Application date"),
    "resolution_date": ("Data delibera", "Resolution date"),
    "joined_on": ("Data iscrizione", "Joined on"),
    "fee": ("Quota", "Fee"),
    "fee_cents": ("Quota", "Fee"),
    "fee_paid_on": ("Pagata il", "Paid on"),
    "ceased_on": ("Data cessazione", "Ceased on"),
    "cessation_cause": ("Causa cessazione", "Reason for leaving"),
    "cessation_event": ("Causa cessazione", "Reason for leaving"),
    "representative": ("Rappresentante", "Representative"),
    "representative_role": ("Carica rappresentante", "Representative role"),
    "notes": ("Note", "Notes"),
    "surname": ("cognome", "surname"),
    "given_name": ("nome", "given name"),
}

SENTENCES = {
    "name_missing": (
        "manca il nome; scrivere cognome e nome, o la denominazione dell'ente.",
        "the name is missing; write surname and first name, or the body's name.",
    ),
    "number_invalid": (
        "«{value}» non è un numero di libro soci; scrivere un numero intero.",
        "“{value}” is no register number; write a whole number.",
    ),
    "number_duplicate": (
        "il numero {value} è già assegnato ({holder}); ogni numero è di un solo associato.",
        "number {value} is already taken ({holder}); each number belongs to one member.",
    ),
    "duplicate_member": (
        "l'associato è già presente ({holder}); togliere la riga: una riammissione si registra "
        "sull'associato stesso.",
        "the member is already there ({holder}); remove the row: a readmission is recorded "
        "on the member itself.",
    ),
    "member_differs": (
        "l'associato è già nel libro con altri dati ({fields}); correggere la riga, o il libro.",
        "the member is already in the book with other data ({fields}); mend the row, or the book.",
    ),
    "codice_fiscale_invalid": (
        "«{value}» non è un codice fiscale valido; ricopiarlo dalla tessera.",
        "“{value}” is no valid codice fiscale; copy it again from the card.",
    ),
    "codice_fiscale_invalid.length": (
        "«{value}» non ha i 16 caratteri (o le 11 cifre) di un codice fiscale; completarlo.",
        "“{value}” lacks the 16 characters (or 11 digits) of a codice fiscale; complete it.",
    ),
    "codice_fiscale_invalid.check": (
        "il carattere di controllo di «{value}» non torna; ricopiare il codice dalla tessera.",
        "the check character of “{value}” is wrong; copy the code again from the card.",
    ),
    "vat_invalid": (
        "«{value}» non è una partita IVA valida; verificarla, o lasciare vuota la cella.",
        "“{value}” is no valid VAT number; check it, or leave the cell empty.",
    ),
    "date_invalid": (
        "«{value}» non è una data; scriverla come 31/12/2020.",
        "“{value}” is no date; write it like 31/12/2020.",
    ),
    "date_invalid.impossible": (
        "«{value}» non esiste nel calendario; correggere giorno, mese o anno.",
        "“{value}” is not in the calendar; mend day, month or year.",
    ),
    "date_invalid.too_far": (
        "«{value}» è nel futuro; correggere l'anno.",
        "“{value}” is in the future; mend the year.",
    ),
    "date_missing": (
        "manca la data di iscrizione; scriverla, o scrivere quella della delibera.",
        "the date of joining is missing; write it, or that of the resolution.",
    ),
    "joined_before_application": (
        "l'iscrizione ({value}) precede la domanda ({other}); correggere una delle due date.",
        "joining ({value}) comes before the application ({other}); mend one of the dates.",
    ),
    "ceased_before_joined": (
        "la cessazione ({value}) precede l'iscrizione ({other}); correggere una delle due date.",
        "leaving ({value}) comes before joining ({other}); mend one of the dates.",
    ),
    "birth_after_joined": (
        "la nascita ({value}) segue l'iscrizione ({other}); correggere una delle due date.",
        "birth ({value}) comes after joining ({other}); mend one of the dates.",
    ),
    "amount_invalid": (
        "«{value}» non è un importo; scriverlo in cifre, come 50,00.",
        "“{value}” is no amount; write it in figures, like 50,00.",
    ),
    "amount_negative": (
        "«{value}» è negativo; una quota non lo è: correggere il segno.",
        "“{value}” is negative; a fee is not: mend the sign.",
    ),
    "amount_ambiguous": (
        "«{value}» può voler dire due importi; scrivere 1.000,00 oppure 1,00.",
        "“{value}” may mean two amounts; write 1.000,00 or 1,00.",
    ),
    "category_missing": (
        "manca la categoria; scriverne una dell'associazione.",
        "the category is missing; write one of the association's.",
    ),
    "category_unknown": (
        "«{value}» non è una categoria dell'associazione; usarne una, o crearla prima.",
        "“{value}” is no category of the association; use one, or create it first.",
    ),
    "cessation_cause_missing": (
        "c'è la data di cessazione ma non la causa; scriverla (recesso, decesso …).",
        "there is a date of leaving but no cause; write it (withdrawal, death …).",
    ),
    "cessation_date_missing": (
        "c'è la causa di cessazione ma non la data; scriverla.",
        "there is a cause of leaving but no date; write it.",
    ),
    "cessation_cause_unknown": (
        "«{value}» non è una causa riconosciuta; scrivere recesso, esclusione, decadenza, decesso "
        "o scioglimento.",
        "“{value}” is no known cause; write withdrawal, exclusion, lapse, death or dissolution.",
    ),
    "cell_error": (
        "la cella contiene l'errore «{value}»; correggere la formula o scrivere il valore.",
        "the cell holds the error “{value}”; mend the formula or write the value.",
    ),
    "cells_shifted": (
        "la riga ha più celle delle intestazioni; mettere tra virgolette i testi col separatore.",
        "the row has more cells than headings; quote the texts that contain the separator.",
    ),
    "text_too_long": (
        "il testo «{value}…» supera i {limit} caratteri; accorciarlo, o spostarlo nelle note.",
        "the text “{value}…” exceeds {limit} characters; shorten it, or move it to the notes.",
    ),
    "formula_text": (
        "il testo «{value}» sembra una formula; è conservato come testo, verificarlo.",
        "the text “{value}” looks like a formula; it is kept as text, check it.",
    ),
    "hidden_characters": (
        "«{value}» contiene caratteri invisibili; sono stati tolti, verificare il testo.",
        "“{value}” contains invisible characters; they were removed, check the text.",
    ),
    "email_invalid": (
        "«{value}» non è un indirizzo e-mail; resta fra i dati non acquisiti, correggerlo.",
        "“{value}” is no e-mail address; it is kept among the values not taken, mend it.",
    ),
    "email_several": (
        "più indirizzi in «{value}»; è preso il primo, aggiungere gli altri a mano.",
        "several addresses in “{value}”; the first is taken, add the others by hand.",
    ),
    "pec_invalid": (
        "«{value}» non è un indirizzo PEC; resta fra i dati non acquisiti, correggerlo.",
        "“{value}” is no certified address; it is kept among the values not taken, mend it.",
    ),
    "ipa_invalid": (
        "«{value}» non è un codice IPA; resta fra i dati non acquisiti, correggerlo.",
        "“{value}” is no IPA code; it is kept among the values not taken, mend it.",
    ),
    "zip_invalid": (
        "«{value}» non è un CAP di cinque cifre; resta fra i dati non acquisiti, correggerlo.",
        "“{value}” is no five-digit postal code; it is kept among the values not taken, mend it.",
    ),
    "codice_fiscale_missing": (
        "manca il codice fiscale; chiederlo all'associato.",
        "the codice fiscale is missing; ask the member for it.",
    ),
    "codice_fiscale_mismatch": (
        "il codice fiscale {value} non concorda con {fields}; verificare sul documento.",
        "the codice fiscale {value} does not agree with {fields}; check the document.",
    ),
    "codice_fiscale_of_body": (
        "{value} ha le 11 cifre di un ente, ma la riga è di una persona; verificare.",
        "{value} has a body's 11 digits, but the row is a person's; check it.",
    ),
    "vat_shared": (
        "la partita IVA {value} è anche di un altro ({holder}); verificare di chi è.",
        "VAT number {value} is also another's ({holder}); check whose it is.",
    ),
    "kind_assumed": (
        "letto come persona «{value}»; se è un ente indicarlo nella colonna «Forma giuridica».",
        "read as the person “{value}”; if it is a body say so in a column “Legal form”.",
    ),
    "legal_form_unknown": (
        "«{value}» non è una forma giuridica nota; è dedotta dal nome, verificarla.",
        "“{value}” is no known legal form; it is told from the name, check it.",
    ),
    "number_missing": (
        "manca il numero; ne sarà assegnato uno nuovo.",
        "the number is missing; a new one will be assigned.",
    ),
    "joined_on_assumed": (
        "manca la data di iscrizione; si usa quella della delibera, {value}: verificarla.",
        "the date of joining is missing; that of the resolution, {value}, is used: check it.",
    ),
    "joined_before_resolution": (
        "l'iscrizione ({value}) precede la delibera ({other}); verificare le date.",
        "joining ({value}) comes before the resolution ({other}); check the dates.",
    ),
    "resolution_before_application": (
        "la delibera ({value}) precede la domanda ({other}); verificare le date.",
        "the resolution ({value}) comes before the application ({other}); check the dates.",
    ),
    "date_in_future": (
        "{value} è nel futuro; verificare la data.",
        "{value} is in the future; check the date.",
    ),
    "details_differ": (
        "il libro ha altri dati ({fields}) e li conserva; aggiornarli sull'associato se serve.",
        "the book has other data ({fields}) and keeps them; update the member if needed.",
    ),
}
_PLACE = (
    ("Riga {row} (linea {line} del file)", "colonna «{column}»"),
    ("Row {row} (line {line} of the file)", "column “{column}”"),
)
_HOLDER = (
    {"row": "riga {row}", "number": "associato n. {number}", "": "un altro associato"},
    {"row": "row {row}", "number": "member no. {number}", "": "another member"},
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One error or warning.

    :ivar code: stable name; :ivar field: the field it is about, "" for the row
    :ivar params: row, line, column (heading in the file), value, and what the sentence needs
    """

    code: str
    field: str = ""
    params: Mapping = default(default_factory=dict)


def label(field, lang="it"):
    """A field's name for people; "" for what is no field.

    >>> label("joined_on"), label("joined_on", "en_US"), label("")
    ('Data iscrizione', 'Joined on', '')
    """
    return LABELS.get(field, ("", ""))[0 if lang.startswith("it") else 1]


def message(finding, lang="it"):
    """A finding in one sentence, with its place and the remedy.

    :param lang: ``it…`` for Italian, else English

    >>> place = {"row": 1, "line": 2, "column": "Data iscrizione"}
    >>> wrong = Finding("date_invalid", "joined_on", {**place, "value": "ieri"})
    >>> print(message(wrong))
    Riga 1 (linea 2 del file), colonna «Data iscrizione»: «ieri» non è una data; scriverla come
    31/12/2020.
    """
    english = 0 if lang.startswith("it") else 1
    params = finding.params
    row, column = _PLACE[english]
    places = [row] if params.get("row") else []
    if params.get("column"):
        places.append(column)
    place = ", ".join(places).format(**params)
    text = remedy(finding, lang)
    return f"{place}: {text}" if place else text


def remedy(finding, lang="it"):
    """What is wrong and what to do, without the place: for tables that have columns for it.

    >>> remedy(Finding("number_invalid", "number", {"row": 3, "value": "VII"}), "en")
    '“VII” is no register number; write a whole number.'
    """
    english = 0 if lang.startswith("it") else 1
    params = {"value": "", **finding.params, "holder": _holder(finding.params, english)}
    params["fields"] = ", ".join(
        LABELS[name][english].lower() if name != "vat" else LABELS[name][english]
        for name in finding.params.get("fields", ())
    )
    detailed = f"{finding.code}.{params.get('reason')}"
    return SENTENCES.get(detailed, SENTENCES[finding.code])[english].format(**params)


def _holder(params, english):
    for name in ("row", "number"):
        if params.get(f"holder_{name}") is not None:
            return _HOLDER[english][name].format(**{name: params[f"holder_{name}"]})
    return _HOLDER[english][""]
