from odoo import _, models
from odoo.tools import format_date

from ..bylaws.citations import STATUTE
from ..bylaws.rules import values
from ..bylaws.rules.catalogue import CATALOGUE
from ..bylaws.statute import findings
from ..documents.akoma_ntoso.wording import sentence as akn_sentence


class AssociationWording(models.AbstractModel):
    """Sentences of the statute: what is refused, why, and what to do; what a rule says, and where it is written."""

    _inherit = "association.wording"

    # --- refusals of the office ---

    def _statute_refusal(self, code, **params):
        """Return the sentence ``code``; ``params`` fill it."""
        return self._statute_refusals()[code] % params

    def _statute_refusals(self):
        return {
            "step_by_hand": _("A version is adopted and put in force by its buttons, which check it: not by writing its state."),
            "locked": _(
                "The text of version “%(statute)s” was adopted by the members: it no longer changes. Draw up an amendment from it, "
                "or a corrected copy if this office copied it wrongly."
            ),
            "act_locked": _("Version “%(statute)s” is in force: what is recorded of its adoption stays. Missing data can be added."),
            "kept": _("Version “%(statute)s” is no draft any more: it belongs to the association's history and cannot be deleted."),
            "rules_locked": _(
                "Version “%(statute)s” is in force: its rules no longer change. Draw up an amendment from it, or a corrected copy "
                "if a rule was read wrongly."
            ),
            "rule_locked": _("A confirmed rule of an adopted version no longer changes. Take the version back to draft first."),
            "key_fixed": _("The key of an article never changes: it is how versions are compared. Change the number instead."),
            "other_statute": _("This belongs to another version of the statute: choose an article of the same version."),
            "wrong_place": _(
                "%(what)s cannot stand within %(where)s: titles hold chapters, chapters sections, and all of them articles."
            ),
            "cycle": _("A title, chapter or section cannot stand within itself."),
            "number_twice": _("Article %(number)s is there twice: give one of them another number (12-bis, say)."),
            "not_draft": _("Version “%(statute)s” has been adopted already."),
            "not_adopted": _("Record first that the members adopted version “%(statute)s”: the resolution and its date."),
            "in_force_already": _("Version “%(statute)s” has been put in force already, from %(day)s."),
            "empty": _("Version “%(statute)s” has no article yet: paste the text, upload it or begin from the starter statute."),
            "resolution_missing": _("Say which resolution adopted it: the assembly's number and date."),
            "adopted_later": _("It was adopted on %(adopted)s: it cannot be in force from %(day)s, before that."),
            "adopted_in_future": _("The day of the resolution, %(adopted)s, has not come yet."),
            "no_regime": _("The association has no legal regime on %(day)s: set it in the association's settings first."),
            "day_taken": _("Version “%(other)s” is in force from that very day: choose another day, or correct that version."),
            "proposals_open": _("%(count)s proposed rules wait for an answer: confirm or dismiss each of them."),
            "notary_missing": _(
                "A recognised association adopts its statute by public deed (c.c. art. 14): add the notary, the repertory number and "
                "the day of the deed."
            ),
            "content_missing": _(
                "The law asks for “%(content)s” (%(article)s) and no article seems to say it: add it, or say on the page "
                "“Completeness” which article does."
            ),
            "rule_against_law": _("%(rule)s: %(why)s"),
            "took_effect": _(
                "Version “%(statute)s” has taken effect: what it decided stays decided. Draw up an amendment, or a corrected copy."
            ),
            "reason_missing": _("Say why: the reason stays in the history of the version."),
            "nothing_to_confirm": _("Nothing is proposed any more in version “%(statute)s”."),
        }

    # --- refusals of the pure rules ---

    def _sentences(self):
        return {
            **super()._sentences(),
            "statute_versions_overlap": _("Versions “%(earlier)s” and “%(later)s” are both in force on %(day)s."),
            "no_legal_regime": _("No legal regime is set for %(day)s: set it in the association's settings."),
            "rule_unknown": _("The catalogue has no rule “%(rule)s”."),
            "rule_not_in_regime": _("The law of this legal regime does not know the rule: leave it out."),
            "rule_choice_unknown": _("“%(value)s” is not one of the possible answers: choose one of the list."),
            "rule_base_differs": _("This share is counted on another number: %(base)s."),
        }

    def _violation(self, violation):
        """As elsewhere; the refusals of texts and files have their words beside their rules."""
        lang = self.env.lang or "en_US"
        if violation.code in findings.REFUSALS:
            return findings.refusal(violation, lang)
        if violation.code.startswith("akn_"):
            return akn_sentence(violation, lang)
        return super()._violation(violation)

    def _param(self, name, value):
        if name == "day" and hasattr(value, "isoformat"):
            return format_date(self.env, value)
        if name == "base":
            return self._label("association.statute.rule", "base", value)
        return super()._param(name, value)

    def _rule_violations(self, definition, violations):
        """Return one sentence a line on why a value cannot be this rule's, each with the rule's name."""
        return "\n".join(f"{definition.name}: {self._rule_violation(definition, violation)}" for violation in violations)

    def _rule_violation(self, definition, violation):
        params = violation.params
        if violation.code == "rule_value_invalid":
            return self._not_a_value(definition, params)
        if violation.code == "rule_value_out_of_bounds":
            return self._out_of_bounds(params)
        if violation.code == "rule_weaker_than_law":
            said = {name: self._choice_words(definition, params[name]) for name in ("value", "law")}
            return self._weaker_than_law({**params, **said})
        return self._violation(violation)

    def _choice_words(self, definition, plain):
        """Return a plain value with the answers of a list in words; other values stay as somebody would type them."""
        rule = CATALOGUE.get(definition.code)
        words = {code: text.text(self.env.lang) for code, text in rule.choices} if rule else {}
        return ", ".join(words.get(code, code) for code in str(plain).split(", "))

    def _not_a_value(self, definition, params):
        examples = {
            "share": _("a share such as 3/4, > 1/2 or 75 %"),
            "count": _("a whole number"),
            "hours": _("a number of hours, such as 24"),
            "days": _("a number of days, such as 15"),
            "months": _("a number of months, such as 3"),
            "years": _("a number of years, such as 4"),
            "money": _("an amount in euro, such as 1,500.00"),
            "threshold": _("an amount with its sign, such as > 77.47"),
            "rate": _("a percentage, such as 2.5 %"),
            "flag": _("yes or no"),
            "choice": _("one of the answers of the list"),
            "several": _("answers of the list, with commas between them"),
            "day_of_year": _("a day of the year, such as 31/12"),
            "moment": _("a date, such as 30/09/2026"),
            "bands": _("bands such as 0:1, 100:2, 1000:5"),
        }
        kind = definition.kind or params.get("kind")
        return _(
            "“%(value)s” is not a value for it. Type %(example)s.", value=params.get("value", ""), example=examples.get(kind, kind)
        )

    def _out_of_bounds(self, params):
        if params.get("minimum") and params.get("maximum"):
            return _(
                "%(value)s is out of bounds: from %(minimum)s to %(maximum)s.",
                value=params["value"], minimum=params["minimum"], maximum=params["maximum"],
            )  # fmt: skip
        if params.get("minimum"):
            return _("%(value)s is too little: %(minimum)s at least.", value=params["value"], minimum=params["minimum"])
        return _("%(value)s is too much: %(maximum)s at most.", value=params["value"], maximum=params["maximum"])

    def _weaker_than_law(self, params):
        sentences = {
            "none": _(
                "%(article)s says %(law)s, and no statute may say otherwise (%(value)s). Use the law's value or dismiss the rule."
            ),
            "lower": _("%(article)s says %(law)s: a statute may go lower, not higher (%(value)s). Use that value or a lower one."),
            "higher": _("%(article)s says %(law)s: a statute may go higher, not lower (%(value)s). Use that value or a higher one."),
        }
        return sentences.get(params.get("derogation"), sentences["none"]) % params

    # --- what holds, and where it is written ---

    def _ruling_refused(self, company, violations):
        """Return why no value of a rule can be told; the rule is named in the reader's language."""
        violation = violations[0]
        if violation.code != "no_rule_in_force":
            return self._violations(violations)
        rule = CATALOGUE.get(violation.params["rule"])
        return _(
            "No rule in force: on %(day)s neither the statute of %(association)s nor the law says anything about “%(rule)s”. "
            "Set it in a version of the statute.",
            day=format_date(self.env, violation.params["day"]),
            association=company.name,
            rule=rule.title.text(self.env.lang) if rule else violation.params["rule"],
        )

    def _rule_value(self, code, value):
        """Return a typed value in words: “at least three quarters (≥ 3/4) of all members”."""
        rule = CATALOGUE.get(code)
        return values.words(value, self.env.lang or "en_US", rule.choices if rule else ())

    def _citation(self, citation):
        """As for the law; of a statute also the version, where the citation tells it."""
        if citation.source != STATUTE:
            return super()._citation(citation)
        if not citation.article:
            return _("statute")
        article, _bracket, paragraph = citation.article.rstrip(")").partition("(")
        values = {"article": article, "paragraph": paragraph, "version": citation.version}
        if paragraph and citation.version:
            return _("statute, art. %(article)s(%(paragraph)s) (version %(version)s)", **values)
        if paragraph:
            return _("statute, art. %(article)s(%(paragraph)s)", **values)
        if citation.version:
            return _("statute, art. %(article)s (version %(version)s)", **values)
        return _("statute, art. %(article)s", **values)
