import hashlib

from odoo import _, fields, models
from odoo.exceptions import UserError

from ..bylaws.errors import BylawError
from ..bylaws.statute import comparison
from ..bylaws.statute.splitting import render
from ..documents.akoma_ntoso import writing
from ..documents.akoma_ntoso.model import ActVersion, Decision, NotaryDeed, RuleValue, slug
from ..documents.akoma_ntoso.wording import sentence
from .legal_time import legal_today


class AssociationStatute(models.Model):
    """A version as documents show it and as other programs read it."""

    _inherit = "association.statute"

    digest = fields.Char(
        string="Fingerprint", readonly=True, copy=False,
        help="SHA-256 of the plain text as it was adopted: a copy can be checked against it.",
    )  # fmt: skip

    def _adopt(self, act):
        """Keep the fingerprint of what was adopted."""
        done = super()._adopt(act)
        self._step({"digest": self._fingerprint()})
        return done

    def _fingerprint(self):
        """Return the SHA-256 of this version's plain text (UTF-8, as ``splitting.render`` writes it), in hexadecimal."""
        self.ensure_one()
        return hashlib.sha256(render(self._as_statute()).encode()).hexdigest()

    def _as_act(self):
        """Return this version with every fact about it as an ``ActVersion``: what papers and Akoma Ntoso are made from."""
        self.ensure_one()
        company_sudo = self.company_id.sudo()  # letterhead: every document shows it
        today = legal_today(self.env)
        before = self._behind()
        first = before[:1] or self
        return ActVersion(
            text=self._as_statute(),
            association=company_sudo.name,
            authority=company_sudo.codice_fiscale or company_sudo.name,
            work_date=first.adopted_on or first.valid_from or today,
            adopted_on=self.adopted_on or today,
            generated_on=today,
            label=self.name,
            in_force_from=self.valid_from or None,
            in_force_to=self.valid_to or None,
            decisions=tuple(
                Decision(version.resolution, version.adopted_on) for version in before if version.resolution and version.adopted_on
            ),
            deed=self._as_deed(),
            rules=tuple(
                RuleValue(rule.code, rule.value, rule.article_id.key or "", rule.paragraph or "", rule.quote or "")
                for rule in self.rule_ids
                if rule.state == "confirmed"
            ),
            lang="it",
        )

    def _behind(self):
        """Return the versions in whose steps this one stands, the oldest first, itself last; corrected copies are left out."""
        self.ensure_one()
        own = self.valid_from or fields.Date.to_date("9999-12-31")
        earlier = self._rivals().filtered(lambda other: other.valid_from < own and other != self.corrects_id)
        return earlier + self

    def _as_deed(self):
        if not self.notary:
            return None
        name, _comma, seat = self.notary.partition(",")
        return NotaryDeed(
            notary=name.strip(),
            seat=seat.strip(),
            date=self.deed_on or None,
            repertorio=self.repertorio or "",
            raccolta=self.raccolta or "",
            registered_at=self.registration_office or "",
            registered_on=self.registered_on or None,
            registered_no=self.registration_number or "",
        )

    def _as_akoma_ntoso(self):
        """Return ``(file name, bytes)`` of this version in Akoma Ntoso 3.0, valid against the schema.

        :raises UserError: the version cannot be written, e.g. it has no article
        """
        self.ensure_one()
        try:
            content = writing.write(self._as_act())
        except BylawError as error:
            lines = [sentence(violation, self.env.lang or "en") for violation in error.violations[:5]]
            raise UserError("\n".join([_("This version cannot be exported as Akoma Ntoso:"), *lines])) from error
        return f"{slug(self._file_name())}.xml", content

    def _file_name(self):
        return f"{self.title or _('Statute')} {self.name}"

    def _as_coordinated(self):
        """Return the coordinated text: this version, each article with the versions behind its words."""
        self.ensure_one()
        behind = self._behind()
        texts = behind._as_statutes()
        versions = [
            comparison.Version(version.name, version.valid_from or legal_today(self.env), texts[version.id], version.resolution or "")
            for version in behind
        ]
        return comparison.coordinated(versions)

    def action_export(self):
        """Download this version as an Akoma Ntoso file."""
        self.ensure_one()
        self._as_akoma_ntoso()  # what cannot be exported is said here, not on an error page
        return {"type": "ir.actions.act_url", "url": f"/association/statute/{self.id}/akoma-ntoso", "target": "download"}
