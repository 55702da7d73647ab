import base64
from dataclasses import replace
from typing import NamedTuple

from markupsafe import Markup

from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..bylaws.errors import BylawError
from ..bylaws.rules import values
from ..bylaws.statute import phrases, splitting
from ..bylaws.statute.keys import rekey
from ..bylaws.statute.model import Division, StatuteText
from ..documents.akoma_ntoso import reading
from ..documents.akoma_ntoso.checking import LIMIT_MB
from ..intake.errors import IntakeError
from ..intake.statute_files import read_statute
from ..models.legal_time import legal_today

# Base64 of the largest file that any reader takes, and some room: what is longer is not even decoded.
LONGEST_UPLOAD = LIMIT_MB * 1024 * 1024 * 4 // 3 + 1024
SHOWN = 160  # characters of an article in the preview


class Reading(NamedTuple):
    """A statute read from what somebody gave: the text, what to look at, the rules that it seems to set."""

    text: StatuteText
    findings: list
    proposals: list


class AssociationStatuteIntake(models.TransientModel):
    """Brings in a statute that exists: pasted, or a text, Word or Akoma Ntoso file. First it is shown, then a draft is made."""

    _name = "association.statute.intake"
    _description = "Bring in a Statute"

    company_id = fields.Many2one("res.company", string="Association", required=True, default=lambda self: self.env.company)
    statute_id = fields.Many2one(
        "association.statute", string="Draft to fill", domain="[('company_id', '=', company_id), ('stage', '=', 'draft')]",
        help="Empty: a new draft. Else the text of that draft gives way.",
    )  # fmt: skip
    name = fields.Char(string="Version", default=lambda self: str(legal_today(self.env).year))
    previous_id = fields.Many2one(
        "association.statute", string="Follows", domain="[('company_id', '=', company_id), ('stage', '!=', 'replaced')]",
        default=lambda self: self._default_previous(),
        help="The version that this text changed: its articles are recognised, so that the two can be compared.",
    )  # fmt: skip
    planned_from = fields.Date(
        string="Meant for", help="The day from which the text is meant to be in force, or was: the law of that day is asked."
    )
    source = fields.Selection([("text", "Paste the text"), ("file", "Upload a file")], required=True, default="text")
    text = fields.Text(string="Text of the statute")
    data = fields.Binary(string="File", attachment=False, help="Plain text (.txt), Word (.docx) or Akoma Ntoso (.xml).")
    file_name = fields.Char()
    step = fields.Selection([("input", "The text"), ("preview", "What was understood")], default="input", readonly=True)
    summary = fields.Char(readonly=True)
    findings = fields.Html(readonly=True, sanitize=False)
    preview = fields.Html(readonly=True, sanitize=False)

    @api.model
    def _default_previous(self):
        return self.env["association.statute"].search(
            [("company_id", "=", self.env.company.id), ("stage", "=", "enacted")], order="valid_from desc", limit=1
        )

    # --- reading ---

    def _read(self):
        """Return the :class:`Reading` of what was given.

        :raises UserError: it cannot be read as a statute; the sentence says what to do
        """
        self.ensure_one()
        lang = self.env.lang or "en_US"
        try:
            return self._read_text(self.text or "") if self.source == "text" else self._read_file()
        except IntakeError as error:
            raise UserError(error.message(lang)) from error
        except BylawError as error:
            raise UserError(self.env["association.wording"]._violations(error.violations)) from error

    def _read_text(self, text):
        result = splitting.split(text)
        statute = self._recognised(result.statute)
        remarks = [finding.message(self.env.lang) for finding in result.findings]
        return Reading(statute, remarks, self._proposed(statute))

    def _recognised(self, text):
        """Return ``text`` with the keys of the version that it follows, else of the draft that it fills, where its articles go on."""
        draft = self.statute_id
        for earlier in (draft.corrects_id or draft.previous_id or self.previous_id, draft):
            if earlier.article_ids:
                return rekey(earlier._as_statute(), text)
        return text

    def _read_file(self):
        encoded = self.with_context(bin_size=False).data
        if not encoded:
            raise UserError(_("Choose the file first, or paste the text."))
        if len(encoded) > LONGEST_UPLOAD:
            raise IntakeError("file_too_large", filename=self.file_name or "", limit=LIMIT_MB)
        data, name = base64.b64decode(encoded), self.file_name or ""
        return self._read_act(data) if self._is_xml(data, name) else self._read_text(read_statute(data, name))

    @staticmethod
    def _is_xml(data, name):
        begin = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
        return name.lower().endswith((".xml", ".akn")) or begin.startswith((b"<?xml", b"<akomaNtoso"))

    def _read_act(self, data):
        act = reading.read(data)
        if not act.version:  # a file of ours has its keys
            act = replace(act, text=self._recognised(act.text))
        remarks = self.env["association.wording"]._violations(act.findings).splitlines()
        remarks += [f"{leftover.place}: {leftover.text[:SHOWN]}" for leftover in act.leftovers]
        said = [self._as_said(rule) for rule in act.version.rules] if act.version else []
        known = {(row["code"], row["article_key"]) for row in said}
        proposed = [row for row in self._proposed(act.text) if (row["code"], row["article_key"]) not in known]
        return Reading(act.text, remarks, said + proposed)

    def _as_said(self, rule):
        return {
            "code": rule.code,
            "value": values.decode(rule.value),
            "article_key": rule.article_key,
            "paragraph": rule.paragraph,
            "quote": rule.quote,
            "reason": {"it": "Indicato nel file.", "en": "Stated in the file."},
            "confidence": "high",
        }

    def _proposed(self, text):
        book = self.env["association.statute"]._rulebook(self.company_id)
        try:
            regime = book.regime(self.planned_from or legal_today(self.env))
        except BylawError:
            regime = None
        return [
            {
                "code": found.code,
                "value": found.value,
                "article_key": found.article_key,
                "paragraph": found.paragraph,
                "quote": found.quote,
                "reason": {"it": found.reason.it, "en": found.reason.en},
                "confidence": found.confidence,
            }
            for found in phrases.propose(text, regime)
        ]

    # --- showing ---

    def action_read(self):
        """Show what is understood of the text; nothing is made yet."""
        self.ensure_one()
        found = self._read()
        articles = list(found.text.articles())
        self.write(
            {
                "step": "preview",
                "summary": _(
                    "%(articles)s articles, %(rules)s rules proposed, %(remarks)s remarks.",
                    articles=len(articles), rules=len(found.proposals), remarks=len(found.findings),
                ),
                "findings": self.env["association.wording"]._bullets(found.findings),
                "preview": self._as_html(found),
            }
        )  # fmt: skip
        return self._again()

    def action_back(self):
        """Back to the text."""
        self.ensure_one()
        self.step = "input"
        return self._again()

    def _again(self):
        return {
            "type": "ir.actions.act_window",
            "name": _("Bring in a statute"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    def _as_html(self, found):
        names = {definition.code: definition.name for definition in self.env["association.rule.definition"].search([])}
        parts = [Markup("<h3>%s</h3>") % found.text.title] if found.text.title else []
        for _path, node in found.text.walk():
            if isinstance(node, Division):
                parts.append(Markup("<h5>%s</h5>") % node.label())
                continue
            parts.append(Markup("<h6>%s</h6><p>%s</p>") % (node.label() or "–", self._begin(node.text)))
            rules = [row for row in found.proposals if row["article_key"] == node.key]
            parts += [
                Markup("<div class='o_statute_proposed'><i class='fa fa-balance-scale'></i> %s: <b>%s</b><br/><q>%s</q></div>")
                % (names.get(row["code"], row["code"]), self._said(row), row["quote"])
                for row in rules
            ]
        return Markup("<div class='o_statute_preview'>%s</div>") % Markup("").join(parts)

    def _said(self, row):
        return self.env["association.wording"]._rule_value(row["code"], row["value"])

    @staticmethod
    def _begin(text):
        return text if len(text) <= SHOWN else f"{text[:SHOWN].rsplit(' ', 1)[0]} …"

    # --- making ---

    def action_create(self):
        """Make the draft, all of it or nothing, and open what is to be confirmed."""
        self.ensure_one()
        found = self._read()
        with self.env.cr.savepoint():
            statute = self.statute_id or self.env["association.statute"].create(
                {
                    "company_id": self.company_id.id,
                    "name": self.name or _("New version"),
                    "previous_id": self.previous_id.id,
                    "planned_from": self.planned_from,
                }
            )
            statute._set_text(found.text)
            statute._propose(found.proposals)
        return statute.action_settle_proposals() if statute.proposal_count else statute._open()
