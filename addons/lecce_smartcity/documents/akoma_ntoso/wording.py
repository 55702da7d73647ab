# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What is refused or found in an Akoma Ntoso file, in one sentence each, with the line and the remedy."""

import re

from .labels import DIVISIONS

# code -> (Italian, English)
_SENTENCES = {
    # --- refused
    "akn_empty": (
        "Il file è vuoto: esportarlo di nuovo dal programma da cui proviene e riprovare.",
        "The file is empty: export it again from the program it comes from and retry.",
    ),
    "akn_too_large": (
        "Il file supera {limit} MB, molto più di qualsiasi statuto: verificare che sia il file giusto, o togliere allegati e "
        "immagini.",
        "The file is larger than {limit} MB, far more than any statute: check that it is the right file, or remove attachments and "
        "images.",
    ),
    "akn_encoding": (
        "Il file è scritto con una codifica dei caratteri che non si legge ({encoding}): salvarlo in UTF-8.",
        "The file is written in a character encoding that cannot be read ({encoding}): save it as UTF-8.",
    ),
    "akn_doctype": (
        "Il file dichiara un DOCTYPE, che può contenere entità pericolose e che Akoma Ntoso non prevede: togliere la riga "
        "«<!DOCTYPE …>» e "
        "riprovare.",
        "The file declares a DOCTYPE, which may hold dangerous entities and has no place in Akoma Ntoso: remove the line “<!DOCTYPE "
        "…>” and "
        "retry.",
    ),
    "akn_truncated": (
        "Il file s’interrompe alla riga {line}: il trasferimento non è finito; scaricarlo o esportarlo di nuovo.",
        "The file breaks off at line {line}: the transfer did not finish; download or export it again.",
    ),
    "akn_not_xml": (
        "Il file non è XML ben formato alla riga {line}, colonna {column} ({message}): correggere quel punto o esportarlo di nuovo.",
        "The file is not well-formed XML at line {line}, column {column} ({message}): mend that place or export it again.",
    ),
    "akn_too_many_elements": (
        "Il file ha più di {limit} elementi, molti più di qualsiasi statuto: verificare che sia il file giusto.",
        "The file has more than {limit} elements, far more than any statute: check that it is the right file.",
    ),
    "akn_not_akoma_ntoso": (
        "Il file è XML ma non Akoma Ntoso: il primo elemento è «{element}», mentre si attende «akomaNtoso». Per un testo o un "
        "documento "
        "Word usare il caricamento da testo.",
        "The file is XML but not Akoma Ntoso: its first element is “{element}” where “akomaNtoso” is expected. For a text or a Word "
        "document use the upload of text.",
    ),
    "akn_namespace": (
        "Il file usa lo spazio dei nomi «{namespace}»; si legge Akoma Ntoso 3.0 («{expected}»): esportarlo in quella versione.",
        "The file uses the namespace “{namespace}”; Akoma Ntoso 3.0 (“{expected}”) is read: export it in that version.",
    ),
    "akn_no_act": (
        "Il file non contiene un atto ma «{element}»: serve un documento «act», «bill» o «doc».",
        "The file holds no act but “{element}”: a document of kind “act”, “bill” or “doc” is needed.",
    ),
    "akn_no_body": (
        "L’atto alla riga {line} («{element}») non ha un corpo («body»): esportarlo con il testo, non con i soli metadati.",
        "The act at line {line} (“{element}”) has no body: export it with its text, not with its metadata alone.",
    ),
    "akn_no_articles": (
        "Il corpo dell’atto, alla riga {line}, è vuoto: esportarlo con il testo degli articoli.",
        "The body of the act, at line {line}, is empty: export it with the text of its articles.",
    ),
    # --- found: against the schema
    "akn_schema_element": (
        "Riga {line}: l’elemento «{element}» non può stare in questo punto (ammessi: {expected}). Spostarlo o toglierlo.",
        "Line {line}: the element “{element}” may not stand here (allowed: {expected}). Move or remove it.",
    ),
    "akn_schema_missing_element": (
        "Riga {line}: all’elemento «{element}» manca un elemento obbligatorio ({expected}). Aggiungerlo.",
        "Line {line}: the element “{element}” lacks an element that it must have ({expected}). Add it.",
    ),
    "akn_schema_attribute_missing": (
        "Riga {line}: all’elemento «{element}» manca l’attributo obbligatorio «{attribute}». Aggiungerlo.",
        "Line {line}: the element “{element}” lacks the attribute “{attribute}”, which it must have. Add it.",
    ),
    "akn_schema_attribute_unknown": (
        "Riga {line}: l’elemento «{element}» non può avere l’attributo «{attribute}». Toglierlo.",
        "Line {line}: the element “{element}” may not have the attribute “{attribute}”. Remove it.",
    ),
    "akn_schema_value": (
        "Riga {line}: nell’elemento «{element}» il valore «{value}» dell’attributo «{attribute}» non è ammesso (le date si scrivono "
        "AAAA-MM-GG, gli identificativi senza spazi). Correggerlo.",
        "Line {line}: in the element “{element}” the value “{value}” of the attribute “{attribute}” is not allowed (dates are "
        "written "
        "YYYY-MM-DD, identifiers without spaces). Correct it.",
    ),
    "akn_schema_duplicate": (
        "Riga {line}: l’identificativo «{key}» dell’elemento «{element}» è già usato. Darne uno diverso a ogni elemento.",
        "Line {line}: the identifier “{key}” of the element “{element}” is already used. Give each element one of its own.",
    ),
    "akn_schema_text": (
        "Riga {line}: l’elemento «{element}» non può contenere parole o elementi in questo modo. Metterli in un paragrafo «p».",
        "Line {line}: the element “{element}” may not hold words or elements in this way. Put them into a paragraph “p”.",
    ),
    "akn_schema_other": (
        "Riga {line}: non conforme allo schema di Akoma Ntoso 3.0 ({message}). Correggere quel punto.",
        "Line {line}: against the schema of Akoma Ntoso 3.0 ({message}). Mend that place.",
    ),
    # --- found: what was put elsewhere
    "akn_draft_namespace": (
        "Il file segue una bozza dello standard ({namespace}): è stato letto come Akoma Ntoso 3.0.",
        "The file follows a draft of the standard ({namespace}): it was read as Akoma Ntoso 3.0.",
    ),
    "akn_one_of_many": (
        "Il file contiene {count} documenti: è stato letto il primo (riga {line}); le parole degli altri sono fra quelle lasciate "
        "fuori.",
        "The file holds {count} documents: the first was read (line {line}); the words of the others are among those left out.",
    ),
    "akn_facts_unreadable": (
        "Riga {line}: i dati che questo programma aveva scritto nel file sono stati modificati e non si leggono; il testo sì. "
        "Riscriverli.",
        "Line {line}: the facts that this program wrote into the file were changed and cannot be read; the text can. Enter them "
        "again.",
    ),
    "akn_left_over": (
        "Riga {line}: le parole in «{element}» non fanno parte degli articoli; sono conservate a parte. Riportarle dove servono.",
        "Line {line}: the words in “{element}” are no part of the articles; they are kept apart. Put them where they are needed.",
    ),
    "akn_component": (
        "Riga {line}: il testo rimanda a un’altra parte («{href}»), che non è nel corpo dell’atto. Controllare che nulla manchi.",
        "Line {line}: the text refers to another part (“{href}”), which is not in the act’s body. Check that nothing is missing.",
    ),
    "akn_division_as": (
        "Riga {line}: la partizione «{element}» è diventata «{kind}». Cambiarla se non va bene.",
        "Line {line}: the division “{element}” became a “{kind}”. Change it if that does not suit.",
    ),
    "akn_article_from": (
        "Riga {line}: l’unità «{element}» è diventata un articolo. Controllare numero e rubrica.",
        "Line {line}: the unit “{element}” became an article. Check its number and heading.",
    ),
    "akn_words_between": (
        "Riga {line}: parole fra gli articoli sono diventate un articolo senza numero. Unirle a un articolo o toglierle.",
        "Line {line}: words between the articles became an article without a number. Join them to an article or remove them.",
    ),
    "akn_flattened": (
        "Riga {line}: commi o lettere dentro altri sono stati messi di seguito. Controllare l’ordine.",
        "Line {line}: paragraphs or points inside others were put in one row. Check their order.",
    ),
    "akn_number_in_text": (
        "Riga {line}: «{number}» non è un numero di comma o di lettera; è rimasto all’inizio del testo. Controllarlo.",
        "Line {line}: “{number}” is no number of a paragraph or point; it stayed at the beginning of the text. Check it.",
    ),
    "akn_table": (
        "Riga {line}: una tabella è diventata testo, una riga per volta, con le celle separate da «|». Rileggerla.",
        "Line {line}: a table became text, row by row, its cells separated by “|”. Read it again.",
    ),
    "akn_deleted_words": (
        "Riga {line}: alcune parole sono segnate come soppresse; sono rimaste nel testo. Toglierle se non sono più in vigore.",
        "Line {line}: some words are marked as deleted; they stayed in the text. Remove them if they are no longer in force.",
    ),
}


def sentence(violation, lang="it"):
    """A ``Violation`` of this package as one sentence (``it``, else English).

    >>> from ...bylaws.errors import Violation
    >>> sentence(Violation("akn_truncated", {"line": 12}), "en")
    'The file breaks off at line 12: the transfer did not finish; download or export it again.'
    """
    words = "it" if lang.lower().startswith("it") else "en"
    params = dict(violation.params)
    if "kind" in params:
        params["kind"] = DIVISIONS[words][params["kind"]]
    text = _SENTENCES[violation.code][words == "en"].format(**params)
    if params.get("times", 1) > 1:
        text = re.sub(r"^(Riga|Line)\b", lambda match: {"Riga": "Righe", "Line": "Lines"}[match[1]], text)
    return text
