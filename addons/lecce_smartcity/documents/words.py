# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The words, dates and amounts that documents print, in Italian and in English.

The wording of letters is in ``notice_texts.py``; here are the words of layout and tables.
"""

import datetime

_MONTHS = {
    "it": (
        "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno",
        "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip

_TEXTS = {
    # --- frame
    "page_of": ("pagina {page} di {total}", "page {page} of {total}"),
    "book_page": ("pag. {page}/{year}", "p. {page}/{year}"),
    "tax_code": ("C.F.", "Tax code"),
    "pec": ("PEC", "PEC"),
    "email": ("e-mail", "e-mail"),
    "registered_on": ("iscritta al RUNTS dal {date}", "in the Third Sector register since {date}"),
    "printed_at": ("stampato il {date}", "printed on {date}"),
    "head": (
        "ultima annotazione n. {number} · impronta {hash}",
        "last entry no. {number} · hash {hash}",
    ),
    "yes": ("sì", "yes"),
    "no": ("no", "no"),
    "none": ("—", "—"),
    "binary": ("documento di {size} byte, SHA-256 {hash}", "file of {size} bytes, SHA-256 {hash}"),
    # --- members' book (libro degli associati)
    "members_book": ("Libro degli associati", "Members’ book"),
    "members_book_copy": (
        "Libro degli associati — copia per l’esame",
        "Members’ book — inspection copy",
    ),
    "as_of": ("Situazione al {date}", "As of {date}"),
    "minimised": (
        "Copia per l’esame dei libri sociali: codice fiscale, nascita, residenza o sede, "
        "recapiti, deliberazioni, cause di cessazione e annotazioni sono omessi "
        "(minimizzazione dei dati, art. 5, par. 1, lett. c, GDPR).",
        "Copy for inspection of the books: tax codes, births, addresses, contacts, resolutions, "
        "causes of cessation and annotations are left out (data minimisation, art. 5(1)(c) GDPR).",
    ),
    "number": ("N.", "No."),
    "member": ("Associato", "Member"),
    "birth": ("Luogo e data di nascita", "Place and date of birth"),
    "codice_fiscale": ("Codice fiscale", "Tax code"),
    "address": ("Residenza o sede", "Residence or seat"),
    "category": ("Categoria", "Category"),
    "joined": ("Iscrizione", "Joined"),
    "resolution": ("Deliberazione", "Resolution"),
    "entry": ("Annot.", "Entry"),
    "cessation": ("Cessazione", "Cessation"),
    "suspended": ("sospeso", "suspended"),
    "annotation": ("Annotazione: ", "Annotation: "),
    "erased": (
        "dati cancellati (art. 17 GDPR) – annotazione n. {number}",
        "data erased (art. 17 GDPR) – entry no. {number}",
    ),
    "end_of_rows": ("Fine del libro al {date} — {count}", "End of the book as of {date} — {count}"),
    "rows_one": ("1 iscrizione", "1 row"),
    "rows_many": ("{count} iscrizioni", "{count} rows"),
    "no_rows": ("Nessun associato iscritto.", "No member is entered."),
    "summary": ("Riepilogo", "Summary"),
    "members_by_category": ("Associati al {date}, per categoria", "Members on {date}, by category"),
    "active": ("in attività", "active"),
    "suspended_count": ("sospesi", "suspended"),
    "members": ("associati", "members"),
    "ceased": ("cessati", "ceased"),
    "total": ("Totale", "Total"),
    "seal": ("Sigillo del libro", "Seal of the book"),
    "last_entry": ("Ultima annotazione", "Last entry"),
    "head_hash": ("Impronta (SHA-256)", "Hash (SHA-256)"),
    "checkpoint": ("Punto di controllo", "Checkpoint"),
    "generated_at": ("Stampa generata", "Generated"),
    "pages": ("Pagine", "Pages"),
    "conformity": ("Dichiarazione di conformità", "Statement of conformity"),
    "conformity_book": (
        "Si attesta che la presente stampa, composta di {pages} pagine numerate da {first} a "
        "{last}, riproduce fedelmente il contenuto del libro degli associati, tenuto con "
        "strumenti informatici, alla data del {date}, fino all’annotazione n. {entry}. "
        "L’impronta riportata sopra consente di verificarne l’integrità.",
        "This printout of {pages} pages, numbered {first} to {last}, faithfully reproduces the "
        "members’ book, kept electronically, as of {date}, up to entry no. {entry}. The hash "
        "above allows its integrity to be verified.",
    ),
    "conformity_copy": (
        "Si attesta che la presente copia, composta di {pages} pagine numerate da {first} a "
        "{last}, riporta, con le omissioni indicate, il contenuto del libro degli associati alla "
        "data del {date}, fino all’annotazione n. {entry}.",
        "This copy of {pages} pages, numbered {first} to {last}, reports, with the omissions "
        "stated, the members’ book as of {date}, up to entry no. {entry}.",
    ),
    "conformity_entries": (
        "Si attesta che le pagine numerate da {first} a {last} riproducono fedelmente le "
        "annotazioni del libro degli associati fino alla n. {entry}. L’impronta riportata sopra "
        "consente di verificarne l’integrità.",
        "The pages numbered {first} to {last} faithfully reproduce the entries of the members’ "
        "book up to no. {entry}. The hash above allows their integrity to be verified.",
    ),
    "conformity_extract": (
        "Estratto conforme all’originale: le annotazioni riportate nelle pagine da {first} a "
        "{last} sono riprodotte fedelmente dal libro degli associati; le parti non riportate "
        "sono segnalate con «omissis».",
        "True extract: the entries on pages {first} to {last} are faithfully reproduced from "
        "the members’ book; the parts left out are marked “omissis”.",
    ),
    # --- entries of the book
    "entries": ("Libro degli associati — annotazioni", "Members’ book — entries"),
    "extract": ("Estratto dal libro degli associati", "Extract from the members’ book"),
    "recorded": ("Registrata il", "Recorded on"),
    "act_date": ("Data dell’atto", "Date of the act"),
    "kind": ("Tipo", "Type"),
    "text": ("Annotazione", "Entry"),
    "hash": ("Impronta", "Hash"),
    "annulled_by": (
        "Rettificata dall’annotazione n. {number}.",
        "Rectified by entry no. {number}.",
    ),
    "omissis": ("omissis", "omissis"),
    "end_of_entries": ("Fine delle annotazioni — {count}", "End of entries — {count}"),
    "entries_one": ("1 annotazione", "1 entry"),
    "entries_many": ("{count} annotazioni", "{count} entries"),
    "no_entries": ("Nessuna annotazione.", "No entries."),
    # --- letters
    "protocol": ("Prot. n.", "Our ref."),
    "subject": ("Oggetto", "Subject"),
    "attachments": ("Allegati", "Attachments"),
    # --- card
    "card": ("Tessera associativa", "Membership card"),
    "card_number": ("Tessera n.", "Card no."),
    "since": ("Associato dal", "Member since"),
    "valid_to": ("Valida fino al", "Valid until"),
    # --- personal data
    "personal_data": ("Copia dei dati personali", "Copy of personal data"),
    "personal_data_basis": (
        "art. 15, par. 3, Regolamento (UE) 2016/679 (GDPR)",
        "art. 15(3), Regulation (EU) 2016/679 (GDPR)",
    ),
    "data_subject": ("Interessato", "Data subject"),
    "request": ("Richiesta", "Request"),
    "request_value": ("{ref} del {date}", "{ref} of {date}"),
    "no_data": ("Nessun dato.", "No data."),
    # --- statement of membership
    "statement": ("Attestazione di iscrizione", "Statement of membership"),
}


class Words:
    """The texts of one language: ``it`` for Italian codes (``it``, ``it_IT``), else English."""

    def __init__(self, lang):
        """``lang``: a language code such as ``it``, ``it_IT``, ``en_US``."""
        self.lang = "it" if str(lang or "").lower().startswith("it") else "en"
        self.locale = {"it": "it-IT", "en": "en-GB"}[self.lang]

    def __call__(self, key, **values):
        """The text ``key`` with ``values`` filled in."""
        text = _TEXTS[key][0 if self.lang == "it" else 1]
        return text.format(**values) if values else text

    def date(self, day):
        """A date in words; None is empty.

        >>> Words("it").date(datetime.date(2015, 5, 10))
        '10 maggio 2015'
        >>> Words("it_IT").date(datetime.date(2026, 1, 1))
        '1° gennaio 2026'
        >>> Words("en").date(datetime.date(2015, 5, 10))
        '10 May 2015'
        """
        if not day:
            return ""
        number = "1°" if day.day == 1 and self.lang == "it" else str(day.day)
        return f"{number} {_MONTHS[self.lang][day.month - 1]} {day.year}"

    def short_date(self, day):
        """A date in figures, for tables; None is empty.

        >>> Words("it").short_date(datetime.date(2015, 5, 10))
        '10/05/2015'
        >>> Words("en").short_date(datetime.date(2015, 5, 10))
        '10 May 2015'
        """
        if not day:
            return ""
        if self.lang == "it":
            return f"{day.day:02d}/{day.month:02d}/{day.year}"
        return f"{day.day} {_MONTHS['en'][day.month - 1][:3]} {day.year}"

    def moment(self, moment):
        """A date with hours and minutes, as given (no time zone is applied).

        >>> Words("it").moment(datetime.datetime(2026, 1, 31, 9, 5))
        '31 gennaio 2026, ore 9:05'
        """
        hour = f"{moment.hour}:{moment.minute:02d}"
        return f"{self.date(moment)}, {'ore ' if self.lang == 'it' else ''}{hour}"

    def number(self, value):
        """An integer with its thousands separated.

        >>> Words("it").number(10000), Words("en").number(10000)
        ('10.000', '10,000')
        """
        return f"{value:,}".replace(",", "." if self.lang == "it" else ",")

    def amount(self, cents):
        """An amount of euro, from integer cents.

        >>> Words("it").amount(123456), Words("en").amount(-50)
        ('1.234,56 €', '-€0.50')
        """
        sign, cents = ("-" if cents < 0 else ""), abs(cents)
        whole, part = self.number(cents // 100), f"{cents % 100:02d}"
        if self.lang == "it":
            return f"{sign}{whole},{part} €"
        return f"{sign}€{whole}.{part}"

    def count(self, key, number):
        """``key_one`` or ``key_many`` with the number.

        >>> Words("en").count("rows", 1), Words("en").count("rows", 1200)
        ('1 row', '1,200 rows')
        """
        return self(f"{key}_one") if number == 1 else self(f"{key}_many", count=self.number(number))

    def value(self, value):
        """Any plain value as text: dates in words, booleans as yes and no, None as a dash.

        >>> Words("it").value(True), Words("it").value(None), Words("it").value(3)
        ('sì', '—', '3')
        """
        if value is None or value == "":
            return self("none")
        if isinstance(value, bool):
            return self("yes" if value else "no")
        if isinstance(value, datetime.datetime):
            return self.moment(value)
        if isinstance(value, datetime.date):
            return self.date(value)
        return str(value)
