from markupsafe import Markup

from odoo import _, models
from odoo.tools import format_date

from ..bylaws.body_rules import CODES
from ..bylaws.citations import Citation
from ..bylaws.rules.catalogue import rule_of
from ..bylaws.rules.values import words


class AssociationWording(models.AbstractModel):
    """Sentences about bodies, seats and mandates: what is wrong, where it is written, what to do."""

    _inherit = "association.wording"

    def _sentences(self):
        return super()._sentences() | {
            "mandate_void": _("the mandate was recorded by mistake and annulled: record a new one."),
            "mandate_ended_already": _("the mandate ended on %(day)s: annul that act first if it was a mistake."),
            "mandate_accepted_already": _("the mandate was accepted on %(day)s: record how it ends instead."),
            "mandate_not_accepted": _("the mandate has not been accepted yet: record the acceptance first."),
            "mandate_declaration_missing": _(
                "before taking office the person declares that nothing makes them ineligible or incompatible (c.c. 2382; "
                "D.Lgs. 117/2017 art. 26(2)): collect the declaration and tick it."
            ),
            "mandate_end_before_start": _("the last day in office (%(day)s) is before the first (%(start)s)."),
            "mandate_act_missing": _("%(kind)s is a decision: give the act (number, date, organ) or its reasons."),
        }

    def _param(self, name, value):
        if name in ("day", "start") and hasattr(value, "year"):
            return format_date(self.env, value)
        if name == "kind":
            return self._label("association.mandate.act", "kind", value) or value
        return super()._param(name, value)

    # --- remarks ---

    def _body_remark(self, remark):
        """Return the sentence of an ``offices.Remark``: what, the article, the remedy."""
        sentence = self._remark_sentences().get(remark.code, remark.code)
        params = {**remark.params}
        if "office" in params:
            params["office"] = self._label("association.seat", "office", params["office"])
        return f"{sentence % params} ({self._citation(remark.citation)})"

    def _body_remarks(self, remarks):
        """Return HTML with every remark; what is refused first."""
        lines = Markup("").join(
            Markup('<li class="%s">%s</li>') % (self._remark_class(remark.severity), self._body_remark(remark))
            for remark in sorted(remarks, key=lambda remark: remark.severity != "refused")
        )
        return lines and Markup('<ul class="mb-0 ps-3">%s</ul>') % lines

    def _remark_class(self, severity):
        return {"refused": "text-danger fw-bold", "warning": "text-warning-emphasis"}.get(severity, "text-muted")

    def _remark_sentences(self):
        return {
            "majority_not_by_assembly": _(
                "%(designated)s of %(total)s seats are not filled by the assembly: the appointment of the majority of the "
                "directors is reserved to it. Leave at most %(allowed)s to others, or raise the board to %(needed)s seats"
            ),
            "public_majority": _(
                "Public administrations fill %(public)s of %(total)s seats: control by them is suspected, and what they control "
                "cannot be a Third-Sector body. Check with the association's adviser"
            ),
            "public_votes": _("Public administrations hold %(public)s of %(total)s votes in the assembly: control is suspected"),
            "public_approval": _("An administration approves the association's acts, or may veto them: control is suspected"),
            "public_influence": _("A dominant influence was noted: %(note)s"),
            "public_president": _(
                "The president holds a public office and is president by right: review who directs the association"
            ),
            "public_income": _(
                "Most of the last year's income came from public administrations: review who directs the association"
            ),
            "seats_below_minimum": _("%(count)s seats are fewer than the %(minimum)s of the statute: add seats"),
            "seats_above_maximum": _("%(count)s seats are more than the %(maximum)s of the statute: close seats"),
            "office_twice": _("%(count)s seats are called “%(office)s”: keep one, the others are members"),
            "majority_not_members": _(
                "%(members)s of %(total)s directors are members or were indicated by members: they must be the majority"
            ),
            "mandates_above_maximum": _("This is mandate no. %(ordinal)s in a row, the most are %(maximum)s"),
            "offices_incompatible": _("%(one)s and %(other)s cannot be held together: let the person choose one"),
            "lapse_by_absence": _("%(count)s unjustified absences in a row (limit %(limit)s): propose the lapse to the body"),
            "body_lapses": _("%(vacant)s of %(total)s seats are vacant: the whole body lapses, call the assembly"),
        }

    # --- the rules of a body ---

    def _rules_table(self, rules, kind):
        """Return HTML: each rule that binds a body, its value in words and who says it."""
        row = Markup("<tr><td class='pe-3'>%s</td><td class='pe-3 fw-bold'>%s</td><td class='text-muted'>%s</td></tr>")
        asked = self._questions()
        lines = Markup("").join(
            row % (asked[name], self._value_words(name, rule, kind), self._who_says(rule))
            for name, rule in rules.items()
            if name in asked
        )
        return lines and Markup("<table class='table table-sm mb-0'><tbody>%s</tbody></table>") % lines

    def _rule_facts(self, rules, kind, names):
        """Return ``[(question, value)]`` of some of a body's rules."""
        asked = self._questions()
        return [(asked[name], self._value_words(name, rules[name], kind)) for name in names if name in rules]

    def _value_words(self, name, rule, kind):
        code = CODES.get(kind, {}).get(name)
        choices = rule_of(code or "board.replacement").choices if code or name == "replacement" else ()
        return words(rule.value, self.env.lang or "it", choices)

    def _who_says(self, rule):
        if rule.origin == "body":
            return _("set here")
        return self._citation(rule.citation)

    def _questions(self):
        return {
            "seats_min": _("Fewest seats"),
            "seats_max": _("Most seats"),
            "elected_share": _("Seats filled by the assembly"),
            "members_share": _("Directors who are members or were named by members"),
            "public_share": _("Public control is suspected from"),
            "term": _("Term"),
            "mandates_max": _("Most mandates in a row"),
            "declaration": _("Declaration before taking office"),
            "acceptance": _("Time to accept"),
            "prorogation": _("Stays until replaced"),
            "replacement": _("Who follows on a vacant seat"),
            "co_optation_max": _("Most co-opted directors"),
            "lapse": _("The whole body lapses with vacant"),
            "absences": _("Unjustified absences in a row that make a holder lapse"),
            "quorum": _("Quorum"),
            "majority": _("Majority"),
            "casting_vote": _("The president's vote decides a tie"),
            "meets_every": _("Meets at least every"),
            "requirements": _("Requirements"),
            "ineligible": _("Who cannot be appointed"),
        }

    # --- public control ---

    def _control(self, assessment):
        """Return HTML: the counts, then every ground, then what to do."""
        facts = assessment.facts
        counts = _(
            "Public administrations fill %(seats)s of %(all_seats)s seats and hold %(votes)s of %(all_votes)s votes.",
            seats=facts.public_seats, all_seats=facts.seats, votes=facts.public_votes, all_votes=facts.votes,
        )  # fmt: skip
        grounds = self._body_remarks(assessment.grounds) or Markup("")
        advice = _(
            "Control may also exist in fact, by a dominant influence on the management (Ministry of Labour, note 2243 of 4 March "
            "2020). The test suspects and explains: check with the association's adviser."
        )
        return Markup("<p>%s</p>%s<p class='text-muted mb-0'>%s</p>") % (counts, grounds, advice)

    # --- who follows, deadlines ---

    def _replacement(self, found):
        """Return the sentence of a ``succession.Replacement``."""
        if found.how == "first_non_elected":
            return _("Who follows: %s, the first of the non-elected.", found.person.display_name)
        return {
            "co_optation": _("Who follows: the body co-opts somebody, who stays until the next assembly (c.c. 2386(1))."),
            "designating_body": _("Who follows: whoever designates this seat names somebody else."),
            "election": _("Who follows: a new election."),
        }[found.how]

    def _deadline(self, deadline):
        """Return the sentence of a ``mandate_deadlines.Deadline``."""
        return _(
            "%(what)s by %(day)s (%(article)s).",
            what=self._label("association.deadline", "code", deadline.code),
            day=format_date(self.env, deadline.due),
            article=self._citation(deadline.citation),
        )

    def _deadline_name(self, record):
        """Return what an ``association.deadline`` asks for, in one line."""
        params = {
            "who": record.mandate_id.partner_id.complete_name or "",
            "body": record.body_id.name or "",
            "seat": record.seat_id.display_name or "",
            "designator": record.seat_id.designator_id.partner_id.complete_name or _("the designating body"),
        }
        sentence = {
            "register_appointment": _("Enter the appointment of %(who)s in the RUNTS (%(body)s)"),
            "register_cessation": _("Tell the RUNTS that %(who)s left (%(body)s)"),
            "redesignation": _("Ask %(designator)s for a new designation: %(seat)s, after %(who)s"),
            "expiry": _("Term of %(who)s ends (%(body)s): provide for the successor"),
            "yearly_declaration": _("Collect the yearly declaration of %(who)s (%(body)s)"),
        }.get(record.code)
        return sentence % params if sentence else self._label("association.deadline", "code", record.code)

    def _citation_of(self, source, article):
        """Return a stored citation as letters write it."""
        return self._citation(Citation(source, article or ""))
