"""Activities of general interest (D.Lgs. 117/2017 art. 5(1)) that go with the fields of work, in the law's own words."""

from __future__ import annotations

from collections.abc import Collection

# Letter → the law's words.
GENERAL_INTEREST = {
    "a": "interventi e servizi sociali ai sensi dell’articolo 1, commi 1 e 2, della legge 8 novembre 2000, n. 328, e successive "
    "modificazioni",
    "d": "educazione, istruzione e formazione professionale, ai sensi della legge 28 marzo 2003, n. 53, e successive modificazioni, "
    "nonché le attività culturali di interesse sociale con finalità educativa",
    "e": "interventi e servizi finalizzati alla salvaguardia e al miglioramento delle condizioni dell’ambiente e all’utilizzazione "
    "accorta e razionale delle risorse naturali, con esclusione dell’attività, esercitata abitualmente, di raccolta e riciclaggio "
    "dei rifiuti urbani, speciali e pericolosi",
    "f": "interventi di tutela e valorizzazione del patrimonio culturale e del paesaggio, ai sensi del decreto legislativo 22 "
    "gennaio 2004, n. 42, e successive modificazioni",
    "h": "ricerca scientifica di particolare interesse sociale",
    "i": "organizzazione e gestione di attività culturali, artistiche o ricreative di interesse sociale, incluse attività, anche "
    "editoriali, di promozione e diffusione della cultura e della pratica del volontariato e delle attività di interesse generale",
    "k": "organizzazione e gestione di attività turistiche di interesse sociale, culturale o religioso",
    "w": "promozione e tutela dei diritti umani, civili, sociali e politici, nonché dei diritti dei consumatori e degli utenti delle "
    "attività di interesse generale, promozione delle pari opportunità e delle iniziative di aiuto reciproco",
    "z": "riqualificazione di beni pubblici inutilizzati o di beni confiscati alla criminalità organizzata",
}
_OF_THEME = {
    "governance": "iw",
    "environment": "e",
    "mobility": "e",
    "culture": "fik",
    "inclusion": "aw",
    "education": "d",
    "economy": "h",
    "spaces": "fz",
}


def general_interest(themes: Collection[str]) -> tuple[str, ...]:
    """The activities that those fields of work need, in the order of the law, each with its letter.

    >>> general_interest(["economy"])
    ('ricerca scientifica di particolare interesse sociale (lettera h)',)
    """
    letters = sorted(set("".join(_OF_THEME[theme] for theme in themes)))
    return tuple(f"{GENERAL_INTEREST[letter]} (lettera {letter})" for letter in letters)
