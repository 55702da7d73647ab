from collections import Counter

from odoo import _, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..bylaws import admission, regimes
from .legal_time import legal_today


class AssociationStatute(models.Model):
    """The steps in the life of a version: adopted by the members, put in force, followed by another."""

    _inherit = "association.statute"

    def _adopt(self, act):
        """Record that the members adopted this draft; its text is locked from then on.

        :param act: ``resolution`` and ``adopted_on``, and what else is known of the act
        :raises UserError: it is no draft, has no article, or the resolution is missing
        """
        self.ensure_one()
        self.check_access("write")
        wording = self.env["association.wording"]
        if self.stage != "draft":
            raise UserError(wording._statute_refusal("not_draft", statute=self.name))
        if "article" not in self.article_ids.mapped("kind"):
            raise UserError(wording._statute_refusal("empty", statute=self.name))
        numbers = Counter(article.number for article in self.article_ids if article.kind == "article" and article.number)
        for number in (number for number, times in numbers.items() if times > 1):
            raise UserError(wording._statute_refusal("number_twice", number=number))
        adopted_on = fields.Date.to_date(act.get("adopted_on"))
        if not (act.get("resolution") or "").strip() or not adopted_on:
            raise UserError(wording._statute_refusal("resolution_missing"))
        if adopted_on > legal_today(self.env):
            raise UserError(wording._statute_refusal("adopted_in_future", adopted=format_date(self.env, adopted_on)))
        self._step({**act, "stage": "adopted"})

    def _obstacles(self, day):
        """Return every sentence on why this version cannot be in force from ``day``; empty when it can."""
        self.ensure_one()
        wording = self.env["association.wording"]
        say, found = wording._statute_refusal, []
        said = format_date(self.env, day)
        if self.stage == "draft":
            found.append(say("not_adopted", statute=self.name))
        if self.stage in ("enacted", "replaced"):
            found.append(say("in_force_already", statute=self.name, day=format_date(self.env, self.valid_from)))
        if self.adopted_on and day < self.adopted_on:
            found.append(say("adopted_later", adopted=format_date(self.env, self.adopted_on), day=said))
        rival = self._rivals().filtered(lambda other: other.valid_from == day and other != self.corrects_id)
        if rival:
            found.append(say("day_taken", other=rival.name))
        proposals = self.rule_ids.filtered(lambda rule: rule.state == "proposed")
        if proposals:
            found.append(say("proposals_open", count=len(proposals)))
        regime = self._regime_on(day)
        if not regime:
            return [*found, say("no_regime", day=said)]
        if regime == regimes.RECOGNISED and not (self.notary and self.repertorio and self.deed_on):
            found.append(say("notary_missing"))
        return [*found, *self._rules_against_law(regime, day), *self._blocking_gaps(regime)]

    def _rules_against_law(self, regime, day):
        wording = self.env["association.wording"]
        return [
            wording._rule_violations(rule.definition_id, violations)
            for rule in self.rule_ids
            if rule.state == "confirmed" and (violations := rule._violations_on(rule._decoded(), regime, day))
        ]

    def _blocking_gaps(self, regime):
        """Return a sentence for every heading that the law of ``regime`` asks for and the text lacks."""
        return []

    def _rivals(self):
        """Return the versions of the same association that were put in force, the oldest first."""
        return self.search([("company_id", "=", self.company_id.id), ("stage", "=", "enacted")], order="valid_from") - self

    def _put_in_force(self, day):
        """Put this adopted version in force from ``day``; the version before it ends the day before.

        An older version may be recorded after a newer one: it then holds until that one begins.

        :raises UserError: every reason against it is listed
        """
        self.ensure_one()
        self.check_access("write")
        day = fields.Date.to_date(day)
        obstacles = self._obstacles(day)
        if obstacles:
            raise UserError("\n".join(obstacles))
        with self.env.cr.savepoint():
            rivals = self._rivals()
            corrected = rivals.filtered(lambda other: other == self.corrects_id and other.valid_from == day)
            before = (rivals - corrected).filtered(lambda other: other.valid_from < day)[-1:]
            after = (rivals - corrected).filtered(lambda other: other.valid_from > day)[:1]
            if corrected:
                corrected._step({"stage": "replaced"})
                corrected.message_post(body=_("Replaced by the corrected copy “%s”.", self.name))
            if before:
                before._step({"valid_to": fields.Date.subtract(day, days=1)})
                before.message_post(
                    body=_(
                        "In force until %(day)s: version “%(next)s” follows.",
                        day=format_date(self.env, before.valid_to),
                        next=self.name,
                    )
                )
            self.env.flush_all()  # the days of the others are free before ours are taken
            self._step(
                {
                    "stage": "enacted",
                    "valid_from": day,
                    "valid_to": after and fields.Date.subtract(after.valid_from, days=1),
                }
            )
            self.env.flush_all()
            self._judge_anew(day)

    def _judge_anew(self, day):
        """Compute again what is stored and follows from the rules since ``day``: the terms of applications under way."""
        # sudo: whoever puts a statute in force may read nothing of the applications.
        applications_sudo = self.env["association.application"].sudo()
        waiting = applications_sudo.search(
            [
                ("company_id", "=", self.company_id.id),
                ("received_on", ">=", day),
                ("state", "in", list(admission.PENDING)),
            ]
        )
        self.env.add_to_compute(waiting._fields["decision_due"], waiting)

    def _back_to_draft(self, reason):
        """Take back an adoption, or an entry into force that lies ahead; the reason stays in the history.

        :raises UserError: the version has taken effect, or no reason is given
        """
        self.ensure_one()
        self.check_access("write")
        wording = self.env["association.wording"]
        if not (reason or "").strip():
            raise UserError(wording._statute_refusal("reason_missing"))
        ahead = self.stage == "enacted" and self.valid_from > legal_today(self.env)
        if self.stage != "adopted" and not ahead:
            raise UserError(wording._statute_refusal("took_effect", statute=self.name))
        with self.env.cr.savepoint():
            if ahead:
                before = self._rivals().filtered(lambda other: other.valid_from < self.valid_from)[-1:]
                day, until = self.valid_from, self.valid_to
                self._step({"stage": "adopted", "valid_from": False, "valid_to": False})
                self.env.flush_all()
                before._step({"valid_to": until})
                self._judge_anew(day)
            self._step({"stage": "draft"})
            self.message_post(body=_("Taken back to draft: %s", reason))

    def _check_open_for_rules(self):
        """:raises UserError: one of these versions is in force, and its rules no longer change."""
        for statute in self:
            if statute.stage in ("enacted", "replaced"):
                raise UserError(self.env["association.wording"]._statute_refusal("rules_locked", statute=statute.name))

    def _corrected_copy(self):
        """Return a draft that will take this version's place, day for day: for mistakes in copying or reading it."""
        self.ensure_one()
        act = {
            name: self[name]
            for name in (
                "resolution", "adopted_on", "notary", "deed_on", "repertorio", "raccolta",
                "registration_office", "registration_number", "registered_on",
            )
        }  # fmt: skip
        return self._amended(
            _("%s, corrected copy", self.name),
            corrects_id=self.id,
            planned_from=self.valid_from,
            previous_id=self.previous_id.id,
            preamble=self.preamble,
            **act,
        )
