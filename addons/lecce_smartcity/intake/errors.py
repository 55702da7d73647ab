# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Refusals that concern a whole file, each with a name and one sentence in both languages."""

from .mail_sentences import MAIL_SENTENCES

_SENTENCES = {
    "empty_file": (
        "Il file «{filename}» è vuoto: esportarlo di nuovo e riprovare.",
        "The file “{filename}” is empty: export it again and retry.",
    ),
    "file_too_large": (
        "Il file «{filename}» supera {limit} MB: dividerlo in più file.",
        "The file “{filename}” is larger than {limit} MB: split it into several files.",
    ),
    "archive_too_large": (
        "Il file «{filename}» si espanderebbe oltre i limiti ammessi ({reason}): "
        "salvarlo di nuovo dal programma con cui è stato scritto.",
        "The file “{filename}” would expand beyond the limits ({reason}): save it again from the program that wrote it.",
    ),
    "too_many_rows": (
        "Il file «{filename}» ha più di {limit} righe: dividerlo, o togliere quelle vuote.",
        "The file “{filename}” has more than {limit} rows: split it, or remove the blank ones.",
    ),
    "too_many_columns": (
        "Il file «{filename}» ha più di {limit} colonne: togliere quelle che non servono.",
        "The file “{filename}” has more than {limit} columns: remove those not needed.",
    ),
    "cell_too_long": (
        "Il file «{filename}» ha una cella di oltre {limit} caratteri (riga {line}): accorciarla.",
        "The file “{filename}” has a cell of over {limit} characters (line {line}): shorten it.",
    ),
    "file_encrypted": (
        "Il file «{filename}» è protetto da password: salvarne una copia senza password.",
        "The file “{filename}” is protected by a password: save a copy without one.",
    ),
    "unreadable_file": (
        "Il file «{filename}» non si legge come foglio di calcolo ({reason}): salvarlo come .xlsx o .csv e riprovare.",
        "The file “{filename}” cannot be read as a spreadsheet ({reason}): save it as .xlsx or .csv and retry.",
    ),
    "csv_malformed": (
        "Il file «{filename}» ha virgolette che non si chiudono (riga {line}): correggerle.",
        "The file “{filename}” has quotation marks that do not close (line {line}): mend them.",
    ),
    "header_not_found": (
        "Nel file «{filename}» non si trova la riga delle intestazioni fra le prime {limit}: "
        "servono nomi di colonna come «Cognome», «Codice fiscale», «Data iscrizione».",
        "No row of headings was found in the first {limit} rows of “{filename}”: "
        "use names such as “Surname”, “Tax code”, “Joined on”.",
    ),
    "no_rows": (
        "Il file «{filename}» ha le intestazioni ma nessuna riga di dati.",
        "The file “{filename}” has headings but no row of data.",
    ),
    "column_missing": (
        "Manca la colonna {columns}: aggiungerla o correggerne l'intestazione.",
        "The column {columns} is missing: add it or correct its heading.",
    ),
    "columns_ambiguous": (
        "Più colonne hanno lo stesso significato ({columns}): lasciarne una o rinominare le altre.",
        "Several columns mean the same ({columns}): keep one or rename the others.",
    ),
    "document_kind": (
        "Il file «{filename}» ({kind}) non è testo né Word: salvarlo come .docx o .txt, o incollare il testo.",
        "The file “{filename}” ({kind}) is neither text nor Word: save it as .docx or .txt, or paste the text.",
    ),
    "document_unreadable": (
        "Il file «{filename}» è danneggiato o non ammesso ({reason}): aprirlo con un programma di scrittura e "
        "salvarlo di nuovo come .docx, o incollare il testo.",
        "The file “{filename}” is damaged or not allowed ({reason}): open it in a word processor and save it again "
        "as .docx, or paste the text.",
    ),
    "document_empty": (
        "Il file «{filename}» non contiene testo: forse è una scansione. Incollare il testo o salvarlo da un programma di scrittura.",
        "The file “{filename}” holds no text: it may be a scan. Paste the text, or save it from a word processor.",
    ),
    "document_too_long": (
        "Il testo del file «{filename}» supera {limit} caratteri: lasciarvi il solo statuto, senza allegati.",
        "The text of “{filename}” is longer than {limit} characters: leave the statute alone in it, without annexes.",
    ),
    **MAIL_SENTENCES,
}


class IntakeError(Exception):
    """A file that cannot be imported at all.

    :ivar code: stable name of the refusal; :ivar params: what its sentence is about.

    >>> print(IntakeError("empty_file", filename="soci.csv").message("en"))
    The file “soci.csv” is empty: export it again and retry.
    """

    def __init__(self, code, **params):
        super().__init__(code, params)
        self.code = code
        self.params = params

    def message(self, lang="it"):
        """The refusal in one sentence (``it``, else English)."""
        italian, english = _SENTENCES[self.code]
        return (italian if lang.startswith("it") else english).format(**self.params)

    def __str__(self):
        return self.message("en")
