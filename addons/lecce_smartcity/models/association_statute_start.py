from contextlib import suppress

from odoo import _, api, models
from odoo.exceptions import UserError

from ..bylaws.errors import BylawError
from ..bylaws.rules import values
from ..bylaws.starter import drafting, question
from ..bylaws.starter.checking import ERROR, check_answers
from ..bylaws.starter.questionnaire import QUESTIONS, completed, questions_for
from .legal_time import legal_today

# How the answers of each kind come back from the web client, where everything is a list, a text or a number.
AS_TUPLE = (question.LINES, question.SEVERAL, question.DAY)


class AssociationStatute(models.Model):
    """A first statute: a dozen questions, and the draft that follows from the answers with all its rules."""

    _inherit = "association.statute"

    @api.model
    def read_questionnaire(self, answers=None):
        """Return the questions for these answers, page by page, and what is to be said about the answers.

        :param answers: ``{code: answer}`` as the web client holds them; None: what the association's settings know
        """
        self.check_access("create")
        given = self._as_answers(self._known_answers() if answers is None else answers)
        full, lang = completed(given), self.env.lang
        asked = questions_for(full["regime"])
        return {
            "answers": full,
            "pages": [
                {
                    "code": page,
                    "label": words.text(lang),
                    "questions": [self._as_question(item, full["regime"]) for item in asked if item.page == page],
                }
                for page, words in question.PAGES.items()
            ],
            "findings": [
                {"question": item.question, "severity": item.severity, "sentence": item.sentence(lang)}
                for item in check_answers(given)
            ],
        }

    @api.model
    def draft_from_answers(self, answers, name=None):
        """Make the draft that the answers ask for, with its rules confirmed, and return the window on it.

        :raises UserError: the answers contradict the law or each other; every reason is listed
        """
        self.check_access("create")
        given = self._as_answers(answers)
        try:
            made = drafting.draft(given)
        except BylawError as error:
            sentences = [item.sentence(self.env.lang) for item in check_answers(given) if item.severity == ERROR]
            raise UserError("\n".join(sentences)) from error
        return self._from_draft(made, name or str(legal_today(self.env).year))._open()

    @api.model
    def _from_draft(self, made, name, company=None, **vals):
        """Return a new statute with the text and the rules of a ``drafting.Draft``; its numbers are the rules' own, so they count."""
        company = company or self.env.company
        with self.env.cr.savepoint():
            statute = self.create({"company_id": company.id, "name": name, **vals})
            statute._set_text(made.text)
            ids = self.env["association.rule.definition"]._by_code()
            articles = {article.key: article.id for article in statute.article_ids}
            self.env["association.statute.rule"].create(
                [
                    {
                        "statute_id": statute.id,
                        "definition_id": ids[rule.code],
                        "value": values.encode(rule.value),
                        "article_id": articles[rule.article_key],
                        "paragraph": rule.paragraph,
                        "quote": rule.quote,
                        "state": "confirmed",
                    }
                    for rule in made.rules
                ]
            )
            statute.message_post(body=_("Drawn up from the answers to the questionnaire: to be read, changed and discussed."))
        return statute

    @api.model
    def _known_answers(self):
        """Return the answers that the association's settings give already."""
        company_sudo = self.env.company.sudo()  # who drafts may not read the settings
        known = {
            "name": company_sudo.name,
            "city": company_sudo.city,
            "province": company_sudo.state_id.code,
            "year_end": list(company_sudo._association_year_end()),
        }
        book = self._rulebook(self.env.company)
        with suppress(BylawError):  # not set yet: the questionnaire proposes one
            known["regime"] = book.regime(legal_today(self.env))
        return {code: answer for code, answer in known.items() if answer}

    @api.model
    def _as_answers(self, answers):
        """Return what the web client sends as the pure rules expect it; what is of no known question stays out."""
        kinds = {item.code: item.kind for item in QUESTIONS}
        return {
            code: tuple(answer) if kinds[code] in AS_TUPLE and isinstance(answer, list) else answer
            for code, answer in answers.items()
            if code in kinds and answer is not None
        }

    def _as_question(self, item, regime):
        lang = self.env.lang
        return {
            "code": item.code,
            "kind": item.kind,
            "label": item.label.text(lang),
            "help": item.help.text(lang),
            "choices": [[code, words.text(lang)] for code, words in item.choices_for(regime)],
            "minimum": item.minimum,
            "maximum": item.maximum,
            "unit": item.unit.text(lang) if item.unit else "",
            "required": item.required,
            "essential": item.essential,
        }
