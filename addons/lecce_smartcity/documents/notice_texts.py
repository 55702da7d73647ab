# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The sentences of letters and statements, in Italian and in English."""

_TEXTS = {
    "salutation": ("Gentile {name},", "Dear {name},"),
    "salutation_body": ("Spettabile {name},", "To {name},"),
    "closing": ("Distinti saluti.", "Yours faithfully,"),
    # --- labels
    "resolution": ("Deliberazione", "Resolution"),
    "member_number": ("Numero di iscrizione", "Member number"),
    "category": ("Categoria", "Category"),
    "effective_on": ("Decorrenza", "Effective from"),
    "entry_number": ("Annotazione nel libro", "Entry in the book"),
    "dues": ("Quota", "Dues"),
    "received_on": ("Dichiarazione ricevuta il", "Declaration received on"),
    "last_day": ("Ultimo giorno di appartenenza", "Last day of membership"),
    "citation": ("Fonte", "Source"),
    "authority": ("A chi rivolgersi", "To whom"),
    "term": ("Termine", "Term"),
    "appeal_last_day": ("Ultimo giorno utile", "Last day"),
    # --- admission
    "admission_subject": (
        "accoglimento della domanda di ammissione",
        "your application for membership is accepted",
    ),
    "admission": (
        "si comunica con piacere che la domanda di ammissione a questa Associazione è stata "
        "accolta.",
        "We are pleased to inform you that the application for membership of this Association "
        "has been accepted.",
    ),
    "admission_dated": (
        "si comunica con piacere che la domanda di ammissione a questa Associazione, presentata "
        "il {date}, è stata accolta.",
        "We are pleased to inform you that the application for membership of this Association "
        "submitted on {date} has been accepted.",
    ),
    "admission_box": ("Iscrizione", "Membership"),
    "admission_rights": (
        "Con l’iscrizione nel libro degli associati si acquistano i diritti e si assumono gli "
        "obblighi previsti dallo Statuto, il cui testo vigente è a disposizione presso la "
        "segreteria insieme ai regolamenti dell’Associazione.",
        "Entry in the members’ book confers the rights and obligations laid down by the "
        "statute; its text in force and the Association’s regulations are available from the "
        "secretariat.",
    ),
    # --- refusal
    "refusal_subject": (
        "esito della domanda di ammissione",
        "outcome of your application for membership",
    ),
    "refusal": (
        "si comunica che la domanda di ammissione a questa Associazione è stata esaminata e non "
        "è stata accolta.",
        "The application for membership of this Association has been examined and has not been "
        "accepted.",
    ),
    "refusal_dated": (
        "si comunica che la domanda di ammissione a questa Associazione, presentata il {date}, è "
        "stata esaminata e non è stata accolta.",
        "The application for membership of this Association submitted on {date} has been "
        "examined and has not been accepted.",
    ),
    "decision_box": ("Decisione", "Decision"),
    "motive": ("La decisione è motivata come segue.", "The reasons for the decision are these."),
    "appeal_box": ("Come contestare la decisione", "How to contest the decision"),
    # --- withdrawal
    "withdrawal_subject": ("presa d’atto del recesso", "acknowledgement of withdrawal"),
    "withdrawal": (
        "si prende atto della dichiarazione di recesso ricevuta il {date}. Il recesso produce "
        "effetto come indicato di seguito.",
        "We acknowledge the declaration of withdrawal received on {date}. The withdrawal takes "
        "effect as stated below.",
    ),
    "withdrawal_box": ("Recesso", "Withdrawal"),
    "withdrawal_data": (
        "Il recesso è annotato nel libro degli associati, che conserva i dati dell’iscrizione. "
        "Gli altri dati sono conservati per i soli termini indicati nell’informativa.",
        "The withdrawal is entered in the members’ book, which keeps the record of the "
        "membership. Other data are kept only as long as the privacy notice says.",
    ),
    # --- exclusion
    "exclusion_subject": ("comunicazione di esclusione", "notice of exclusion"),
    "exclusion": (
        "si comunica che è stata deliberata l’esclusione da questa Associazione.",
        "Exclusion from this Association has been resolved upon.",
    ),
    # --- statement of membership
    "certifies": (
        "Visto il libro degli associati, tenuto ai sensi di legge e di Statuto, si attesta che",
        "Having seen the members’ book, kept as the law and the statute require, it is stated that",
    ),
    "is_entered": (
        "è iscritto/a nel libro degli associati di questa Associazione al n. {number}, nella "
        "categoria «{category}», dal {joined}, e risulta associato/a alla data del {date}.",
        "is entered in the members’ book of this Association at no. {number}, in the category "
        "“{category}”, since {joined}, and is a member on {date}.",
    ),
    "is_suspended": (
        "è iscritto/a nel libro degli associati di questa Associazione al n. {number}, nella "
        "categoria «{category}», dal {joined}; alla data del {date} l’iscrizione è sospesa.",
        "is entered in the members’ book of this Association at no. {number}, in the category "
        "“{category}”, since {joined}; on {date} the membership is suspended.",
    ),
    "was_entered": (
        "è stato/a iscritto/a nel libro degli associati di questa Associazione al n. {number}, "
        "nella categoria «{category}», dal {joined} al {ceased}; alla data del {date} non è più "
        "associato/a.",
        "was entered in the members’ book of this Association at no. {number}, in the category "
        "“{category}”, from {joined} to {ceased}, and on {date} is no longer a member.",
    ),
    "leaves": ("L’iscrizione termina il {ceased}.", "The membership ends on {ceased}."),
    "purpose": (
        "Si rilascia, su richiesta dell’interessato/a, per il seguente uso: {purpose}.",
        "Issued at the member’s request for this use: {purpose}.",
    ),
    "free_use": (
        "Si rilascia, su richiesta dell’interessato/a, per gli usi consentiti dalla legge.",
        "Issued at the member’s request for the uses the law allows.",
    ),
}


def text(words, key, **values):
    """The sentence ``key`` in the language of ``words``, with ``values`` filled in."""
    sentence = _TEXTS[key][0 if words.lang == "it" else 1]
    return sentence.format(**values) if values else sentence
