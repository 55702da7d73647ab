import base64

from odoo import _, api, fields, models
from odoo.tools import SQL

from ..custody import checkpoints
from ..documents.model import Association, BookHead, Signatory
from ..models.legal_time import ROME, UTC, legal_today


class AssociationDocument(models.AbstractModel):
    """What the printed documents have in common: the seam between records and ``documents/``.

    A document is gathered in one place (a method that returns ``{key: PDF}``) and drawn in another
    (``documents/``, which knows no database). ``_documents`` says which method serves which report;
    other addons add theirs.
    """

    _name = "association.document"
    _description = "Printed Documents"

    @api.model
    def _documents(self):
        """Return ``{report name.

        Method}``; a method takes ``(records, data)`` and returns ``{record id or False: bytes}``.
        """
        return {}

    # --- who writes ---

    def _now(self):
        """Return the moment of the transaction in Italy, without a zone.

        Documents print it as given.
        """
        moment = self.env.cr.now().replace(microsecond=0)
        return moment.replace(tzinfo=UTC).astimezone(ROME).replace(tzinfo=None)

    def _association(self, company):
        """Return the association as documents show it, in the language of the environment."""
        company = company.sudo()  # letterhead: every document shows it
        regime = company.association_regime_ids.filtered(lambda item: item.date_from <= legal_today(self.env))
        labels = {
            "unrecognised": _("non-recognised association"),
            "recognised": _("recognised association"),
            "ets": _("Third-Sector body"),
        }
        return Association(
            name=company.name,
            legal_form_label=labels.get(regime.sorted("date_from")[-1:].regime, ""),
            seat=", ".join(self._address(company.partner_id)),
            codice_fiscale=company.codice_fiscale or "",
            pec=company.pec or "",
            email=company.email or "",
            runts_on=company.association_runts_date or None,
            logo=base64.b64decode(company.logo) if company.logo and not company.uses_default_logo else None,
        )

    def _address(self, partner):
        """Return the lines of an address below the name; the country only when it is not Italy."""
        town = " ".join(filter(None, [partner.zip, partner.city]))
        if partner.state_id.code and partner.country_id.code in (False, "IT"):
            town = f"{town} ({partner.state_id.code})".strip()
        abroad = partner.country_id.name if partner.country_id and partner.country_id.code != "IT" else None
        return [line for line in (partner.street, partner.street2, town, abroad) if line]

    def _president(self, company):
        president_sudo = company.sudo().association_president_id  # printed below letters
        return Signatory(_("The President"), president_sudo.name or "")

    def _secretary(self, company):
        secretary_sudo = company.sudo().association_secretary_id
        return Signatory(_("The Secretary"), secretary_sudo.name or "")

    # --- the book behind ---

    def _head(self, company):
        """Return where the members' book of ``company`` stands.

        An empty head when nothing is sealed yet.
        """
        self.env["association.book.entry"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """SELECT book.origin, entry.number, entry.hash FROM association_book book
                     JOIN association_book_entry entry
                       ON entry.book_id = book.id AND entry.hash IS NOT NULL
                    WHERE book.company_id = %s AND book.code = 'members'
                 ORDER BY entry.number DESC LIMIT 1""",
                company.id,
            )
        )
        if not rows:
            return BookHead(0, "–")
        ((origin, number, seal),) = rows
        folder, _key = self.env["association.book"]._custody()
        left = checkpoints.read(folder, origin)
        checkpoint = ""
        if left:
            last = max(left, key=lambda item: item.size)
            checkpoint = _(
                "entry no. %(number)s, signed by key %(key)s",
                number=last.size,
                key=last.key_id[:16],
            )
        return BookHead(number, seal, checkpoint)

    def _language(self, partner):
        """Return the language to write to ``partner`` in: its own, else the association's."""
        return partner.lang or self.env.company.partner_id.lang or self.env.lang or "it_IT"

    def _category_names(self):
        """Return ``{category id.

        Name}`` in the language of the environment, archived ones included.
        """
        categories = self.env["association.member.category"].sudo().with_context(active_test=False).search([])
        return {category.id: category.name for category in categories}

    def _labels(self, model, field):
        return dict(self.env[model]._fields[field]._description_selection(self.env))

    def _day(self, value):
        return fields.Date.to_date(value) or legal_today(self.env)
