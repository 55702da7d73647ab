"""The statutes of the story: what each association wrote, changed and means to change."""

from datetime import timedelta

from ..bylaws.regimes import ETS
from ..bylaws.starter import drafting, examples

# Changes that Lecce's secretariat is drawing up for the next assembly: (article, words, words instead).
AMENDMENT = (
    ("convocation", "almeno quindici giorni prima della data fissata", "almeno dieci giorni prima della data fissata"),
    ("proxies", "sino a un massimo di due associati", "sino a un massimo di tre associati"),
    ("board-meetings", "almeno una volta ogni tre mesi", "almeno una volta ogni due mesi"),
)
TABLES = {
    "number": "34-bis",
    "heading": "Gemellaggi",
    "text": "1. L’Associazione partecipa a gemellaggi con associazioni di altre città, approvati dall’Assemblea.\n"
    "2. Per ciascun gemellaggio il Consiglio direttivo nomina un referente.",
}


def tell(story, lecce, bergamo):
    """Write the statutes of both associations."""
    first = written(
        story, lecce, "2015", {**examples.LECCE, "notice_days": 10, "proxies": 1}, "2015-05-25",
        resolution="Atto costitutivo", notary="Dott.ssa Elena Mazzotta, Lecce", deed_on="2015-05-25",
        repertorio="12873", raccolta="5402", registration_office="Agenzia delle Entrate di Lecce",
        registration_number="3127, serie 1T", registered_on="2015-06-08",
    )  # fmt: skip
    second = written(
        story, lecce, "2024", examples.LECCE, "2024-06-01", first,
        resolution="Assemblea straordinaria n. 2/2024", adopted_on="2024-05-10", notary="Dott. Andrea Perrone, Lecce",
        deed_on="2024-05-10", repertorio="20114", raccolta="9038", registration_office="Agenzia delle Entrate di Lecce",
        registration_number="4410, serie 1T", registered_on="2024-05-28",
    )  # fmt: skip
    amended(story, second)
    old = written(
        story, bergamo, "2013", examples.BERGAMO, "2013-04-16",
        resolution="Atto costitutivo", notary="Dott. Luca Pesenti, Bergamo", deed_on="2013-04-16",
        repertorio="48210", raccolta="17765", registration_office="Agenzia delle Entrate di Bergamo",
        registration_number="2206, serie 1T", registered_on="2013-04-30",
    )  # fmt: skip
    written(
        story, bergamo, "2022", {**examples.BERGAMO, "regime": ETS}, "2022-11-07", old,
        resolution="Assemblea straordinaria n. 1/2022", adopted_on="2022-07-12", notary="Dott. Luca Pesenti, Bergamo",
        deed_on="2022-07-12", repertorio="59331", raccolta="22408",
    )  # fmt: skip


def written(story, company, name, answers, day, previous=None, **act):
    """A version that was adopted and put in force on ``day``."""
    statutes = story.env["association.statute"].with_company(company)
    origin = previous and previous.id
    statute = statutes._from_draft(drafting.draft(answers), name, company, planned_from=day, previous_id=origin)
    statute._adopt({"adopted_on": day, **act})
    statute._put_in_force(day)
    return statute


def amended(story, statute):
    """The draft on which the secretariat works: some sentences changed, an article added, its rules to confirm."""
    draft = statute._amended(str((story.today + timedelta(days=120)).year))
    articles = {article.key: article for article in draft.article_ids}
    for key, old, new in AMENDMENT:
        article = articles[key]
        if old not in article.text:
            raise ValueError(f"The starter statute no longer says “{old}” in {key}.")
        article.text = article.text.replace(old, new)
    after = articles["advisory-bodies"]
    story.env["association.statute.article"].create(
        {**TABLES, "statute_id": draft.id, "parent_id": after.parent_id.id, "sequence": after.sequence, "key": "twinning"}
    )
    draft.action_propose_again()
