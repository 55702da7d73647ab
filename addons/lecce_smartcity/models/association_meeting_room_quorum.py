from odoo import _, models

from ..bylaws.rules.wording import BASES, words


class AssociationMeetingRoomQuorum(models.Model):
    _inherit = "association.sitting"

    def _room_quorum(self, item=None, turns=()):
        """Return the gauge: who is present how, what is needed and which article says so, and when it was lost or found.

        :param turns: of the quorum, where they are shown: to count them all again takes longer than anything else here
        """
        ruling = self._quorum_ruling(item)
        reading = self._reading(item=item)
        verdict = reading.verdict
        return {
            "item": item.id if item else False,
            "own": reading.own - reading.remote,
            "remote": reading.remote,
            "by_proxy": reading.by_proxy,
            "heads": reading.heads,
            "votes": reading.votes,
            "all_votes": sum(self._weights().values()),
            "count": verdict.count,
            "total": verdict.total,
            "needed": verdict.needed,
            "missing": verdict.missing,
            "reached": verdict.reached,
            "base": self._room_words(BASES[verdict.share.base]),
            "rule": words(ruling.value, self._room_lang()),
            "article": ruling.citation.label() + (f" ({ruling.version})" if ruling.version else ""),
            "quote": ruling.quote,
            "lacking_sides": list(self._lacking_sides(item=item)),
            "turns": [
                {"at": self._room_clock(turn.at), "kind": turn.kind, "sentence": self._turn_sentence(turn)} for turn in turns
            ],
        }

    def _room_refusal(self, item, quorum):
        """Return why ``item`` cannot be put to the vote now; the quorum that was just counted is not counted again."""
        counted = quorum["item"] == item.id
        if counted and self.state == "open" and quorum["reached"] and not quorum["lacking_sides"]:
            return ""
        return self._can_vote(item) or ""

    def _turn_sentence(self, turn):
        verdict = turn.verdict
        sentences = {
            "opening": _("%(count)s present of %(total)s, %(needed)s needed"),
            "lost": _("quorum lost: %(count)s present of %(total)s, %(needed)s needed"),
            "regained": _("quorum reached: %(count)s present of %(total)s, %(needed)s needed"),
        }
        return sentences[turn.kind] % {"count": verdict.count, "total": verdict.total, "needed": verdict.needed}

    def _room_lang(self):
        return "it" if (self.env.lang or "").startswith("it") else "en"

    def _room_words(self, pair):
        return pair.it if self._room_lang() == "it" else pair.en
