"""What happens to the members of the demo story: ``(member, event, date of the act, details)``.

Dates are fixed up to last year and counted from today after it, so that the story does not age.
"""

from datetime import date, timedelta

LEGAL = "legal_representative"
BOARD = "board_resolution"
EXECUTIVE = "executive_resolution"
FOUNDING = "Atto costitutivo del 25 maggio 2015"


def lecce(today: date):
    """Yield the events of Lecce's association, told on the day ``today``; details are values of the event."""
    founders = ("comune_lecce", "unisalento", "provincia_lecce", "camera_lecce")
    for key in founders:
        yield key, "admission", "2015-05-25", {"category": "founder", "resolution": FOUNDING}
    for key in ("petrelli", "quarta", "de_giorgi", "conte", "spedicato"):
        yield key, "admission", "2015-05-25", {"category": "founder", "resolution": FOUNDING}
    yield from _admitted(
        ("luminaria", "2015-10-14", "ordinary_private", "Consiglio direttivo n. 3/2015"),
        ("miglietta", "2015-10-14", "ordinary", "Consiglio direttivo n. 3/2015"),
        ("stefanelli", "2016-03-08", "ordinary", "Consiglio direttivo n. 1/2016"),
        ("negro", "2016-03-08", "ordinary", "Consiglio direttivo n. 1/2016"),
        ("comune_nardo", "2016-11-22", "ordinary_public", "Consiglio direttivo n. 6/2016"),
        ("ciclo", "2017-02-15", "ordinary_private", "Consiglio direttivo n. 1/2017"),
        ("martina", "2017-02-15", "supporter", "Consiglio direttivo n. 1/2017"),
        ("rizzo", "2017-09-19", "supporter", "Consiglio direttivo n. 5/2017"),
        ("salentodati", "2018-04-10", "ordinary_private", "Consiglio direttivo n. 2/2018"),
        ("manca", "2018-04-10", "ordinary", "Consiglio direttivo n. 2/2018"),
        ("ingrosso", "2018-12-04", "honorary", "Assemblea n. 2/2018"),
        ("barocca", "2019-05-21", "ordinary_private", "Consiglio direttivo n. 3/2019"),
        ("caputo", "2019-05-21", "ordinary", "Consiglio direttivo n. 3/2019"),
        ("fondazione_terra", "2020-10-06", "ordinary_private", "Consiglio direttivo n. 4/2020"),
        ("leone", "2021-03-16", "ordinary", "Consiglio direttivo n. 1/2021"),
        ("studio_arnesano", "2021-11-09", "supporter", "Consiglio direttivo n. 5/2021"),
        ("toma", "2022-02-22", "ordinary", "Consiglio direttivo n. 1/2022"),
        ("idrogea", "2022-06-28", "ordinary_private", "Consiglio direttivo n. 3/2022"),
        ("tarantino", "2023-01-24", "ordinary", "Consiglio direttivo n. 1/2023"),
        ("pascali", "2024-04-16", "ordinary", "Consiglio direttivo n. 2/2024"),
        ("comune_melendugno", "2024-09-24", "ordinary_public", "Consiglio direttivo n. 5/2024"),
    )
    yield from _changes()
    yield from _this_year(today)


def _admitted(*rows):
    for key, day, category, resolution in rows:
        yield key, "admission", day, {"category": category, "resolution": resolution}


def _changes():
    yield "rizzo", "category_change", "2019-02-12", {
        "category": "ordinary", "resolution": "Consiglio direttivo n. 1/2019",
    }  # fmt: skip
    yield "de_giorgi", "category_change", "2021-06-15", {
        "category": "honorary", "resolution": "Assemblea n. 1/2021",
    }  # fmt: skip
    yield (
        "salentodati",
        "suspension",
        "2020-07-07",
        {
            "resolution": "Consiglio direttivo n. 2/2020",
            "motive": "Quote 2018 e 2019 non versate dopo due solleciti (art. 9 dello statuto)",
        },
    )
    yield "salentodati", "reinstatement", "2021-01-19", {
        "resolution": "Consiglio direttivo n. 1/2021", "motive": "Quote versate il 12 gennaio 2021",
    }  # fmt: skip
    # Notice in September: it ends with the year (c.c. 24).
    yield "negro", "withdrawal", "2018-09-10", {"motive": "Lettera raccomandata del 10 settembre 2018"}
    yield "fondazione_terra", "withdrawal", "2022-11-03", {"motive": "PEC del 3 novembre 2022"}
    yield "stefanelli", "withdrawal", "2019-06-03", {"motive": "Trasferimento all'estero"}
    yield "stefanelli", "application", "2023-02-20", {"category": "ordinary"}
    yield "stefanelli", "readmission", "2023-04-18", {
        "category": "ordinary", "resolution": "Consiglio direttivo n. 3/2023",
    }  # fmt: skip
    yield "conte", "death", "2022-01-11", {}
    yield (
        "studio_arnesano",
        "lapse",
        "2024-03-12",
        {
            "resolution": "Consiglio direttivo n. 1/2024",
            "motive": "Morosità superiore a due anni (art. 10 dello statuto)",
        },
    )
    yield (
        "idrogea",
        "exclusion",
        "2025-02-18",
        {
            "resolution": "Assemblea n. 1/2025",
            "motive": "Uso non autorizzato del nome dell'associazione in una gara (art. 11 dello statuto)",
            "notified": ("2025-02-25", "pec", "opec.2025022510422"),
        },
    )
    # Entered with the wrong day; corrected below.
    yield "greco", "admission", "2025-03-18", {"category": "ordinary", "resolution": "Consiglio direttivo n. 2/2025"}
    yield "calo", "application", "2025-05-06", {"category": "ordinary"}
    yield (
        "calo",
        "refusal",
        "2025-06-10",
        {
            "category": "ordinary",
            "resolution": "Consiglio direttivo n. 4/2025",
            "motive": "Incompatibilità con un incarico in una società concorrente (art. 6 dello statuto)",
            "notified": ("2025-06-16", "registered", "Raccomandata 14588-3"),
        },
    )
    yield (
        "manca",
        "suspension",
        "2025-10-14",
        {
            "resolution": "Consiglio direttivo n. 6/2025",
            "motive": "Procedimento disciplinare in corso (art. 11 dello statuto)",
        },
    )


def _this_year(today):
    def ago(days):
        return (today - timedelta(days=days)).isoformat()

    yield (
        "mazzotta",
        "admission",
        ago(160),
        {"category": "ordinary", "resolution": f"Consiglio direttivo n. 3/{today.year}"},
    )
    yield (
        "perrone",
        "admission",
        ago(40),
        {"category": "ordinary", "resolution": f"Consiglio direttivo n. 6/{today.year}"},
    )
    yield "martina", "death", ago(75), {}


# The book took the day of the resolution; the minutes say from when it has effect.
CORRECTIONS = (
    (
        "greco",
        "admission",
        {"new_effective_date": "2025-04-01", "motive": "La delibera decorre dal 1° aprile 2025, come da verbale"},
    ),
)

# Who asks to join: applicant, category, channel, days ago, statement, whether the papers are complete.
APPLICATIONS = (
    (
        "comune_otranto",
        "ordinary_public",
        "pec",
        74,
        "Deliberazione della Giunta: adesione e nomina del delegato.",
        False,
    ),
    (
        "elia",
        "ordinary",
        "web_form",
        38,
        "Mi occupo di dati aperti e vorrei contribuire ai laboratori di quartiere.",
        True,
    ),
    ("levante", "ordinary_private", "email", 21, "Sensori e robotica di servizio per la città.", True),
    ("rucco", "ordinary", "paper", 9, "Presentato dalla socia Quarta.", False),
    ("carra", "supporter", "web_form", 3, "", False),
)
# Of a Third-Sector body, which owes an answer within sixty days: one is late, one is due soon.
BERGAMO_APPLICATIONS = (
    ("facchinetti", "ordinary", "paper", 67, "Presentata dal socio Zanchi.", True),
    ("signorelli", "supporter", "web_form", 51, "", False),
)


def bergamo(today: date):
    """Yield the events of Bergamo's association."""
    act = "Atto costitutivo del 16 aprile 2013"
    for key in ("comune_bergamo", "unibg", "camera_bergamo", "locatelli", "rota"):
        yield key, "admission", "2013-04-16", {"category": "founder", "resolution": act}
    yield from _admitted(
        ("orobia", "2013-11-12", "ordinary_private", "Consiglio direttivo n. 2/2013"),
        ("comune_dalmine", "2014-03-25", "ordinary_public", "Consiglio direttivo n. 1/2014"),
        ("gritti", "2014-03-25", "ordinary", "Consiglio direttivo n. 1/2014"),
        ("zanchi", "2016-10-18", "ordinary", "Consiglio direttivo n. 4/2016"),
        ("parco_serio", "2018-05-08", "supporter", "Consiglio direttivo n. 2/2018"),
        ("carminati", "2021-09-14", "ordinary", "Consiglio direttivo n. 3/2021"),
    )
    yield "gritti", "withdrawal", "2020-05-20", {"motive": "Lettera del 20 maggio 2020"}
    yield "cortesi", "admission", (today - timedelta(days=120)).isoformat(), {
        "category": "ordinary", "resolution": f"Consiglio direttivo n. 2/{today.year}",
    }  # fmt: skip


def mandates(today: date):
    """Yield who acts for whom: ``(member, person, role, act, number, body, from, to)``."""

    def later(days):
        return (today + timedelta(days=days)).isoformat()

    return (
        ("comune_lecce", "sindaco_prima", LEGAL, "office", "", "", "2015-05-25", "2024-06-24"),
        ("comune_lecce", "sindaco_lecce", LEGAL, "office", "", "", "2024-06-25", None),
        ("comune_lecce", "delegata_lecce", "delegate", "decree", "112", "Sindaco", "2024-09-02", later(380)),
        ("unisalento", "delegata_prima", "delegate", "rector_decree", "412", "Rettore", "2015-05-25", "2022-10-31"),
        ("unisalento", "delegato_unisalento", "delegate", "rector_decree", "847", "Rettore", "2022-11-01", later(34)),
        ("provincia_lecce", "sindaco_prima", "delegate", "decree", "31", "Presidente", "2015-05-25", "2022-09-24"),
        ("provincia_lecce", "presidente_provincia", LEGAL, "office", "", "", "2022-09-25", later(300)),
        # It ended and nobody asked for a new one.
        ("camera_lecce", "delegata_camera", "delegate", EXECUTIVE, "58", "Giunta", "2015-05-25", later(-23)),
        ("luminaria", "ad_luminaria", LEGAL, BOARD, "4", "Assemblea", "2015-10-14", None),
        ("comune_nardo", "delegato_nardo", "delegate", EXECUTIVE, "203", "Giunta", "2016-11-22", later(52)),
        ("ciclo", "presidente_ciclo", LEGAL, BOARD, "1", "Assemblea", "2017-02-15", later(480)),
        # It resigned: the company never named another.
        ("salentodati", "ad_salentodati", LEGAL, BOARD, "9", "Soci", "2018-04-10", "2024-05-31"),
        ("barocca", "presidente_coop", LEGAL, BOARD, "7", "Consiglio", "2019-05-21", None),
        ("fondazione_terra", "presidente_terra", LEGAL, "office", "", "", "2020-10-06", "2023-12-31"),
        ("idrogea", "ad_idrogea", LEGAL, BOARD, "3", "Consiglio", "2022-06-28", None),
        ("comune_melendugno", "delegato_melendugno", "delegate", "letter", "", "Sindaco", "2024-09-24", None),
        ("bergamo", "locatelli", LEGAL, "office", "", "", "2015-05-25", None),
        ("comune_bergamo", "sindaca_bergamo", LEGAL, "office", "", "", "2013-04-16", None),
        ("unibg", "delegato_unibg", "delegate", "rector_decree", "311", "Rettore", "2013-04-16", later(20)),
        ("comune_dalmine", "delegato_dalmine", "delegate", "decree", "19", "Sindaco", "2014-03-25", None),
        ("orobia", "ad_orobia", LEGAL, BOARD, "2", "Consiglio", "2013-11-12", None),
    )  # fmt: skip
