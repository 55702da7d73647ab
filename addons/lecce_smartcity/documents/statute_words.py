# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The words of the papers about statutes, in Italian and in English. The statute's own text stays in its language."""

_TEXTS = {
    "statute": ("Statuto", "Statute"),
    "coordinated": ("Statuto – testo coordinato", "Statute – coordinated text"),
    "version": ("Versione {label}", "Version {label}"),
    "draft_mark": ("BOZZA", "DRAFT"),
    "draft_line": ("bozza del {date}, non adottata", "draft of {date}, not adopted"),
    "adopted_line": ("adottato il {date}, non ancora in vigore", "adopted on {date}, not yet in force"),
    "adopted_from": ("adottato il {date}, in vigore dal {start}", "adopted on {date}, in force from {start}"),
    "in_force_line": ("testo in vigore dal {start}", "text in force from {start}"),
    "superseded_line": ("testo in vigore dal {start} al {end}", "text in force from {start} to {end}"),
    "superseded_open": ("testo non più in vigore", "text no longer in force"),
    # --- the facts of a version
    "facts": ("Dati della versione", "Facts of this version"),
    "first_statute": ("Primo statuto", "First statute"),
    "adopted_on": ("Adottato il", "Adopted on"),
    "in_force": ("In vigore", "In force"),
    "from": ("dal {start}", "from {start}"),
    "from_to": ("dal {start} al {end}", "from {start} to {end}"),
    "not_yet": ("non ancora", "not yet"),
    "decision_adopting": ("Deliberazione di adozione", "Adopted by"),
    "decision_changing": ("Modificato da", "Amended by"),
    "decision": ("{label} del {date}", "{label} of {date}"),
    "deed": ("Atto pubblico", "Public deed"),
    "notary": ("Notaio {name}", "Notary {name}"),
    "notary_seat": ("Notaio {name}, in {seat}", "Notary {name}, of {seat}"),
    "repertorio": ("repertorio n. {number}", "repertorio no. {number}"),
    "raccolta": ("raccolta n. {number}", "raccolta no. {number}"),
    "deed_date": ("atto del {date}", "deed of {date}"),
    "registration": ("Registrazione", "Registration"),
    "registered_on": ("il {date}", "on {date}"),
    # --- the text
    "contents": ("Indice", "Contents"),
    "preamble": ("Premessa", "Preamble"),
    "articles_range": ("{title} · artt. {first}–{last}", "{title} · arts. {first}–{last}"),
    "article_one": ("{title} · art. {first}", "{title} · art. {first}"),
    "rule": ("regola", "rule"),
    "introduced": ("introdotto:", "introduced:"),
    "amended": ("modificato:", "amended:"),
    "repealed": ("Articoli soppressi", "Articles taken out"),
    "end_one": ("Fine del testo – 1 articolo", "End of the text – 1 article"),
    "end_many": ("Fine del testo – {count} articoli", "End of the text – {count} articles"),
    "no_text": ("Il testo non ha ancora articoli.", "The text has no articles yet."),
    "notes_hint": (
        "A margine: i valori delle regole che il programma applica, con la parola «regola». Il testo degli articoli prevale.",
        "In the margin: the values of the rules that the program applies, marked “rule”. The text of the articles prevails.",
    ),
    "history_hint": (
        "A margine: le deliberazioni che hanno introdotto o modificato gli articoli. Il testo coordinato serve alla lettura; fa "
        "fede il "
        "testo delle singole deliberazioni.",
        "In the margin: the resolutions that introduced or changed the articles. A coordinated text serves reading; the text of "
        "each resolution is authoritative.",
    ),
    "foot": ("Statuto{version} – stampato il {date}", "Statute{version} – printed on {date}"),
    # --- certification
    "certification": ("Certificazione di conformità", "Certification of conformity"),
    "certified": (
        "Si certifica che il presente documento, composto di {pages} pagine compresa questa, riporta fedelmente e per intero lo "
        "statuto "
        "dell’associazione «{name}», {which}.",
        "This document of {pages} pages, this one included, faithfully and fully reports the statute of the association “{name}”, "
        "{which}.",
    ),
    "certified_coordinated": (
        "Si certifica che il presente documento, composto di {pages} pagine compresa questa, riporta lo statuto dell’associazione "
        "«{name}» coordinato con le modifiche deliberate, {which}.",
        "This document of {pages} pages, this one included, reports the statute of the association “{name}” coordinated with the "
        "amendments adopted, {which}.",
    ),
    "which_version": ("nella versione {label}", "in version {label}"),
    "which_adopted": ("adottata il {date}", "adopted on {date}"),
    "which_force": ("in vigore dal {start}", "in force from {start}"),
    "which_force_to": ("in vigore dal {start} al {end}", "in force from {start} to {end}"),
    "divisions_changed": ("Titoli, capi e sezioni cambiati", "Titles, chapters and sections changed"),
    "articles_count": ("Articoli", "Articles"),
    "fingerprint": ("Impronta del testo (SHA-256)", "Hash of the text (SHA-256)"),
    "fingerprint_why": (
        "L’impronta consente di verificare che il testo non sia stato alterato: cambia se cambia anche un solo carattere.",
        "The hash makes it possible to verify that the text was not altered: it changes with a single character.",
    ),
    "pages": ("Pagine", "Pages"),
    # --- comparison
    "comparison": ("Raffronto fra due versioni dello statuto", "Comparison of two versions of the statute"),
    "comparison_short": ("Statuto – raffronto", "Statute – comparison"),
    "old": ("Testo precedente", "Former text"),
    "new": ("Testo nuovo", "New text"),
    "old_of": ("Testo precedente: {label}", "Former text: {label}"),
    "new_of": ("Testo nuovo: {label}", "New text: {label}"),
    "legend": ("Come si legge", "How to read it"),
    "legend_inserted": ("parole aggiunte: in grassetto, sottolineate", "words added: bold, underlined"),
    "legend_deleted": ("parole soppresse: barrate, in corsivo", "words deleted: struck through, italic"),
    "changed": ("modificati", "changed"),
    "added": ("aggiunti", "added"),
    "removed": ("soppressi", "removed"),
    "moved": ("spostati o rinumerati", "moved or renumbered"),
    "unchanged": ("invariati", "unchanged"),
    "tag_changed": ("modificato", "changed"),
    "tag_added": ("nuovo articolo", "new article"),
    "tag_removed": ("soppresso", "removed"),
    "tag_moved": ("spostato", "moved"),
    "was": ("già {label}", "formerly {label}"),
    "absent_before": ("(non c’era)", "(not there)"),
    "absent_now": ("(soppresso)", "(removed)"),
    "identical": ("Testo invariato", "Text unchanged"),
    "unchanged_articles": ("Articoli invariati", "Articles unchanged"),
    "no_changes": ("I due testi sono identici.", "The two texts are identical."),
    "title_and_preamble": ("Titolo e premessa", "Title and preamble"),
}


def say(words, key, **values):
    """The text ``key`` in the language of ``words``, with ``values`` filled in."""
    sentence = _TEXTS[key][0 if words.lang == "it" else 1]
    return sentence.format(**values) if values else sentence
