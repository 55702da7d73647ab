from odoo.addons.lecce_smartcity.bylaws.statute.model import Article, Division, Paragraph, Point, StatuteText

from .common import AssociationCommon

# Contents that D.Lgs. 117/2017 art. 21 asks for, each in an article of its own: what the tests are about comes first.
COMPLETE = tuple(
    Article(key, number, heading, (Paragraph("", words),))
    for key, number, heading, words in (
        ("purpose", "10", "Finalità", "Senza scopo di lucro, persegue finalità civiche, solidaristiche e di utilità sociale."),
        ("activity", "11", "Attività di interesse generale", "Svolge attività di interesse generale."),
        ("assets", "12", "Patrimonio", "Il patrimonio è costituito dal fondo di dotazione."),
        ("bodies", "13", "Organi, amministrazione e rappresentanza", "Il Presidente ha la rappresentanza legale."),
        ("rights", "14", "Diritti e obblighi degli associati", "Gli associati hanno diritti e obblighi."),
        ("admission", "15", "Requisiti e procedura di ammissione", "Sull'ammissione decide il consiglio."),
        ("devolution", "16", "Devoluzione del patrimonio", "In caso di scioglimento il patrimonio è devoluto ad altri enti."),
        ("duration", "17", "Durata", "La durata è illimitata."),
        ("assembly", "18", "Assemblea", "L'assemblea degli associati è sovrana."),
        ("profits", "19", "Divieto di distribuzione degli utili", "È vietata la distribuzione, anche indiretta, di utili e avanzi."),
        ("accounts", "20", "Bilancio", "Ogni anno il consiglio redige il bilancio di esercizio, che l'assemblea approva."),
    )
)

TEXT = StatuteText(
    "Statuto dell'Associazione di prova",
    "Testo approvato dai soci",
    (
        Division(
            "title-i", "title", "I", "Disposizioni generali",
            (
                Article("name", "1", "Denominazione", (Paragraph("", "È costituita l'associazione."),)),
                Article("seat", "2", "Sede", (Paragraph("1", "La sede è in Lecce."), Paragraph("2", "Si può trasferire."))),
            ),
        ),
        Division(
            "title-ii", "title", "II", "Associati",
            (
                Article(
                    "vote", "3", "Voto",
                    (
                        Paragraph("1", "Gli associati votano dopo sei mesi di iscrizione.", (Point("a", "di persona;"),)),
                        Paragraph("2", "Il recesso si comunica un mese prima."),
                    ),
                ),
                *COMPLETE,
            ),
        ),
    ),
)  # fmt: skip


class StatuteCommon(AssociationCommon):
    """A statute with three articles, and ways to bring it in force."""

    @classmethod
    def make_statute(cls, name="2024", text=TEXT, rules=(), company=None):
        """A draft with ``text`` and the confirmed ``rules``: (code, typed value, key of the article)."""
        statute = cls.env["association.statute"].create({"name": name, "company_id": (company or cls.company).id})
        statute._set_text(text)
        for code, value, key in rules:
            cls.make_rule(statute, code, value, key)
        return statute

    @classmethod
    def make_rule(cls, statute, code, value, key=None, **vals):
        article = statute.article_ids.filtered(lambda item: item.key == key)
        return cls.env["association.statute.rule"].create(
            {
                "statute_id": statute.id,
                "definition_id": cls.env["association.rule.definition"].search([("code", "=", code)]).id,
                "value_text": value,
                "article_id": article.id,
                "state": "confirmed",
                **vals,
            }
        )

    @classmethod
    def adopt(cls, statute, on="2024-03-01", **act):
        statute._adopt({"resolution": "Assemblea n. 2", "adopted_on": on, **act})
        return statute

    @classmethod
    def enact(cls, statute, day="2024-04-01"):
        if statute.stage == "draft":
            cls.adopt(statute, min(day, "2024-03-01"))
        statute._put_in_force(day)
        return statute
