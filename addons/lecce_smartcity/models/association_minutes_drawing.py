from odoo import api, fields, models

from ..bylaws.errors import Violation
from ..bylaws.minutes import annex, grammar, readiness
from ..bylaws.minutes.sections import ITEM, draft
from .association_minutes import STEP
from .association_minutes_facts import wall
from .association_minutes_section import as_html


class AssociationMinutes(models.Model):
    """Drawing the text from the facts, again and again, without losing a word of the secretary; and what it still lacks."""

    _inherit = "association.minutes"

    missing_count = fields.Integer(string="Still missing", compute="_compute_readiness")
    missing_panel = fields.Html(string="What is missing", compute="_compute_readiness", sanitize=False)
    is_outdated = fields.Boolean(string="The facts have changed since", compute="_compute_readiness")
    change_count = fields.Integer(string="Parts that changed", compute="_compute_change_count")
    revision_count = fields.Integer(string="Revisions", compute="_compute_revision_count")

    @api.depends("section_ids.change")
    def _compute_change_count(self):
        for minutes in self:
            minutes.change_count = len(minutes.section_ids.filtered("change"))

    @api.depends("sitting_id")
    def _compute_revision_count(self):
        groups = self._read_group([("sitting_id", "in", self.sitting_id.ids)], ["sitting_id"], ["__count"])
        counts = {sitting.id: count for sitting, count in groups}
        for minutes in self:
            minutes.revision_count = counts.get(minutes.sitting_id.id, 0)

    @api.depends("section_ids.notes", "drawn_at", "state", "lang", "notary", "identification", "revision_reason")
    @api.depends_context("lang")
    def _compute_readiness(self):
        wording = self.env["association.wording"]
        for minutes in self:
            minutes.missing_count, minutes.missing_panel, minutes.is_outdated = 0, False, False
            kept = minutes._origin
            if not kept or kept.state == "approved" or kept.is_superseded or not kept.has_access("write"):
                continue
            told = kept._facts_told()
            missing = kept._missing(told)
            minutes.missing_count = len(missing)
            minutes.missing_panel = wording._minutes_missing(missing)
            minutes.is_outdated = kept.state == "draft" and kept._differs_from(draft(told, kept.lang))

    # --- the facts ---

    def _all_sections(self):
        """Return every part, the reserved ones too: only who writes minutes draws them."""
        self.ensure_one()
        self.check_access("write")
        return self.env["association.minutes.section"].search([("minutes_id", "=", self.id)])

    def _facts_told(self):
        """Return the ``facts.Sitting`` as it is now, with the discussion in the secretary's words."""
        self.ensure_one()
        words = {section.item_id.id: section.notes for section in self._all_sections() if section.item_id}
        return self.sitting_id._as_minutes(self.lang, self.approval, self.notary or "", self.identification or "", words)

    def _missing(self, told=None):
        """Return the ``Violation`` of everything that these minutes still lack."""
        told = told or self._facts_told()
        regime = self.env["association.legal.regime"]._in_force(self.company_id, told.opened_at.date())
        adopted = frozenset(self.meeting_id.item_ids.filtered(lambda item: item.state == "adopted").mapped("matter"))
        found = list(readiness.missing(told, regime, adopted))
        if self.revision > 1 and not (self.revision_reason or "").strip():
            found.append(Violation("minutes_revision_reason_missing", {}))
        return found

    # --- drawing ---

    def _draw(self, tell=True):
        """Draw the computed parts from the facts.

        :param tell: keep in each part what changed since it was last drawn
        :return: the titles of the parts that changed
        """
        self.ensure_one()
        self._expect_draft()
        told = self._facts_told()
        by_number = {item.number: item for item in self.meeting_id.item_ids}
        kept = {section.key: section for section in self._all_sections()}
        changed, new = [], []
        for place, part in enumerate(draft(told, self.lang)):
            item = by_number.get(part.key.removeprefix(ITEM)) if part.is_item else None
            section = kept.pop(part.key, None)
            values = self._part_values(part, place, item)
            if section is None:
                notes = item.discussion if item else ""
                new.append({**values, "minutes_id": self.id, "key": part.key, "notes": as_html(notes), "copied": notes})
                changed.append(part.title)
            elif section._redraw(values, item, tell):
                changed.append(part.title)
        self.env["association.minutes.section"].with_context(minutes_step=STEP).create(new)
        for section in kept.values():
            if not section.is_gone:
                changed.append(section.title)
                section._retire()
        self._step({"name": draft_title(told, self.lang), "drawn_at": self.env.cr.now(), "frame": self._drawn_frame(told)})
        return changed

    def _part_values(self, part, place, item):
        return {
            "sequence": place,
            "title": part.title,
            "item_id": item.id if item else False,
            "is_reserved": bool(item and item._is_reserved_in_minutes()),
            "before": "\n".join(part.paragraphs),
            "after": "\n".join(part.after),
            "is_gone": False,
        }

    def _differs_from(self, parts):
        """Tell whether the computed text is not what the facts would give now."""
        kept = self._all_sections().filtered(lambda section: not section.is_gone)
        drawn = {section.key: (section.title, section.before or "", section.after or "") for section in kept}
        now = {part.key: (part.title, "\n".join(part.paragraphs), "\n".join(part.after)) for part in parts}
        return drawn != now or any(section._hall_wrote() for section in kept)

    # --- annex and signatories ---

    def _drawn_frame(self, told):
        """Return the annex of attendance and who signs, as JSON."""
        chair, clerk = told.chair.person, told.secretary
        roles = {
            "it": (grammar.article("presidente", [chair.gender]), grammar.article(
                grammar.OFFICES["secretary"][grammar.form([clerk.gender])], [clerk.gender])),
            "en": ("the chair", "the secretary"),
        }[self.lang]  # fmt: skip
        names = (chair.name, told.notary or clerk.name)
        if told.notary:
            roles = (roles[0], {"it": "il notaio", "en": "the notary"}[self.lang])
        return {
            "annex": self._drawn_annex(),
            "signatories": [[role[:1].upper() + role[1:], name] for role, name in zip(roles, names, strict=True)],
        }

    def _drawn_annex(self):
        """Return the rows of the annex: number, name, how and when present, votes; those entitled alone."""
        sitting = self.sitting_id
        weights, movements = sitting._weights(), sitting._as_movements()
        end = sitting.closed_at or sitting._instant()
        found = annex.stays(weights, movements, self.meeting_id._as_proxies(sitting), sitting.opened_at, end)
        columns = ["name", "acting_name", "register_number"]
        lines = {line.id: line for line in self.env["association.meeting.roll"].search_fetch(
            [("meeting_id", "=", self.meeting_id.id)], columns)}  # fmt: skip
        rows = []
        for who, stay in found.items():
            line = lines[who]
            told = grammar.present_through(
                [("own", line.acting_name or "", stay.own), ("remote", line.acting_name or "", stay.remote)]
                + [("proxy", lines[holder].acting_name or lines[holder].name, spans) for holder, spans in stay.by_proxy],
                self.lang,
            )
            spans = sorted(span for group in (stay.own, stay.remote, *(part for _who, part in stay.by_proxy)) for span in group)
            times = ", ".join(f"{grammar.hour(wall(start))}–{grammar.hour(wall(last))}" for start, last in spans)
            rows.append([str(line.register_number or ""), line.name, told, times, weights[who]])
        return sorted(rows, key=lambda row: row[1].casefold())


def draft_title(told, lang):
    """Return the title of the minutes: that of their first part."""
    return draft(told._replace(items=()), lang)[0].title


class AssociationMinutesSection(models.Model):
    _inherit = "association.minutes.section"

    def _redraw(self, values, item, tell):
        """Take over what was drawn now; keep the secretary's words. Return whether anything changed."""
        self.ensure_one()
        wording = self.env["association.wording"]
        old = [self.title, *(self.before or "").splitlines(), *(self.after or "").splitlines()]
        new = [values["title"], *values["before"].splitlines(), *values["after"].splitlines()]
        change = wording._text_changes(old, new) if old != new else ""
        hall = item.discussion or "" if item else ""
        if self._hall_wrote(item):
            if self._is_untouched():
                values = {**values, "notes": as_html(hall)}
                change += wording._hall_notes(hall, taken=True)
            else:
                change += wording._hall_notes(hall, taken=False)
        self._step({**values, "copied": hall, "change": (tell and change) or False})
        return bool(change)

    def _hall_wrote(self, item=None):
        """Tell whether the notes of the hall are others than those that were taken over."""
        item = item or self.item_id
        return bool(item) and self._flat(item.discussion) != self._flat(self.copied)

    def _retire(self):
        """Leave out a part that the facts no longer give; one in which the secretary wrote stays, with those words alone."""
        self.ensure_one()
        if not self._has_words():
            self.with_context(minutes_step=STEP).unlink()
            return
        change = self.env["association.wording"]._text_changes(
            [*(self.before or "").splitlines(), *(self.after or "").splitlines()], []
        )
        self._step({"before": False, "after": False, "is_gone": True, "change": change})


class AssociationAgendaItem(models.Model):
    """Which items are told to few."""

    _inherit = "association.agenda.item"

    def _is_reserved_in_minutes(self):
        """Tell whether what the minutes say of this item is read by secretariat, board and auditors alone."""
        self.ensure_one()
        return self.is_closed_door
