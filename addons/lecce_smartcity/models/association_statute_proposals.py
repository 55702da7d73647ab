import json

from odoo import _, api, models
from odoo.exceptions import UserError

from ..bylaws.rules import values


class AssociationStatute(models.Model):
    """The desk where somebody settles what was proposed from the text, the article beside each proposal."""

    _inherit = "association.statute"

    def read_proposals(self):
        """Return what the desk shows of this version: its proposals in the order of the text, and the articles they stand in."""
        self.ensure_one()
        self.check_access("read")
        rules = self.rule_ids.filtered(lambda rule: rule.state == "proposed")
        rules = rules.sorted(lambda rule: (rule.article_sequence, rule.definition_sequence))
        confirmed = {rule.code: rule for rule in self.rule_ids if rule.state == "confirmed"}
        return {
            "id": self.id,
            "name": self.name,
            "open": self.stage in ("draft", "adopted") and self.has_access("write"),
            "settled": len(self.rule_ids) - len(rules),
            "proposals": [rule._as_proposal(confirmed.get(rule.code)) for rule in rules],
            "articles": {
                str(article.id): {"label": article.display_name, "text": article.text or ""} for article in rules.article_id
            },
        }

    def _propose(self, proposals):
        """Add rules that the text seems to set, for somebody to confirm; what is known already is not proposed again.

        :param proposals: dictionaries with code, value (typed), article_key, paragraph, quote, reason, confidence
        """
        self.ensure_one()
        ids = self.env["association.rule.definition"]._by_code()
        articles = {article.key: article.id for article in self.article_ids}
        self._drop_lost_readings({proposal["code"] for proposal in proposals})
        known = {(rule.code, json.dumps(rule.value, sort_keys=True)) for rule in self.rule_ids}
        rows = []
        for proposal in proposals:
            stored = values.encode(proposal["value"])
            mark = (proposal["code"], json.dumps(stored, sort_keys=True))
            if proposal["code"] in ids and mark not in known:
                known.add(mark)
                rows.append(
                    {
                        "statute_id": self.id,
                        "definition_id": ids[proposal["code"]],
                        "value": stored,
                        "article_id": articles.get(proposal["article_key"]),
                        "paragraph": proposal["paragraph"],
                        "quote": proposal["quote"],
                        "reason_words": proposal["reason"],
                        "confidence": proposal["confidence"],
                    }
                )
        return self.env["association.statute.rule"].create(rows)

    def _drop_lost_readings(self, codes):
        """Delete the open readings of words that the text has lost, where it is read anew for the same rule."""
        if self.stage == "draft":
            self.rule_ids.filtered(
                lambda rule: rule.state == "proposed" and rule.code in codes and rule._has_lost_its_words()
            ).unlink()

    def action_propose_again(self):
        """Read the rules out of this draft's text once more: after it was edited, say."""
        self.ensure_one()
        self.check_access("write")
        self._check_open_for_rules()
        intake = self.env["association.statute.intake"].new({"company_id": self.company_id.id})
        made = self._propose(intake._proposed(self._as_statute()))
        if not made:
            return {
                "type": "ir.actions.client",
                "tag": "display_notification",
                "params": {
                    "type": "info",
                    "message": _("Nothing new: what the text seems to set is confirmed, proposed or dismissed."),
                },
            }
        return self.action_settle_proposals()

    def action_settle_proposals(self):
        """Open the desk."""
        self.ensure_one()
        return {
            "type": "ir.actions.client",
            "tag": "lecce_smartcity.proposals",
            "name": _("Rules to confirm: %s", self.name),
            "params": {"statute_id": self.id},
            "context": {"active_id": self.id},
        }


class AssociationStatuteRule(models.Model):
    _inherit = "association.statute.rule"

    def _as_proposal(self, rival=None):
        """Return this proposal as the desk shows it; ``rival`` is the rule confirmed already for the same code."""
        self.ensure_one()
        return {
            "id": self.id,
            "state": self.state,
            "title": self.definition_id.name,
            "explanation": self.explanation or "",
            "topic": dict(self.env["association.rule.definition"]._topics()).get(self.topic, self.topic),
            "value": self.value_text or "",
            "words": self.words or "",
            "problem": self.problem or "",
            "choices": self.choices or False,
            "base": self.base or False,
            "bases": self._bases_of() if self.is_share else False,
            "article": self.article_id.id or False,
            "paragraph": self.paragraph or "",
            "quote": self.quote or "",
            "reason": self.reason or "",
            "confidence": self.confidence or "",
            "rival": rival.words if rival else "",
        }

    def _bases_of(self):
        """Return ``[[code, words]]`` of what a share of this rule may be a share of."""
        rule = self.definition_id._rule()
        labels = dict(self._fields["base"]._description_selection(self.env))
        return [[base, labels[base]] for base in (rule.base, *rule.bases)]

    def retype(self, value, base=False):
        """Give this proposal another value; return it as the desk shows it.

        :raises ValidationError: what is typed is no value of the rule
        """
        self.ensure_one()
        self.write({"value_text": value, **({"base": base} if base else {})})
        return self._as_proposal()

    @api.model
    def confirm_clear(self, statute_id):
        """Confirm every proposal that the text says in so many words, the law allows and no other contradicts; return their ids."""
        statute = self.env["association.statute"].browse(statute_id)
        proposed = statute.rule_ids.filtered(lambda rule: rule.state == "proposed")
        taken = [rule.code for rule in statute.rule_ids if rule.state != "dismissed"]
        clear = proposed.filtered(
            lambda rule: rule.value and not rule.problem and rule.confidence in (False, "high") and taken.count(rule.code) == 1
        )
        if not clear:
            raise UserError(
                _(
                    "Look at each of these proposals: the text can be read otherwise, the law does not allow it, or another one "
                    "contradicts it."
                )
            )
        clear.action_confirm()
        return clear.ids
