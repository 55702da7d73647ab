import re

import polib

from odoo.tests import TransactionCase, tagged
from odoo.tools.misc import file_path
from odoo.tools.translate import TranslationModuleReader

from ..bylaws import findings

ADDONS = ("lecce_smartcity", "twinning_projects")

# What must come out of a translation as it went in.
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdifr]|\{\{.*?\}\}|%%")
TAG = re.compile(r"</?([a-zA-Z][\w-]*)")
EXPRESSION = re.compile(r'\bt-[a-z-]+="[^"]*"|\b(?:href|class|name|invisible|t-att-\w+)="[^"]*"')


@tagged("post_install", "-at_install")
class TestTranslation(TransactionCase):
    """Italian users see Italian everywhere: every term that Odoo finds has its translation, and it fits."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        installed = cls.env["ir.module.module"].search([("name", "in", ADDONS), ("state", "=", "installed")])
        cls.addons = installed.mapped("name")
        cls.italian = {
            addon: {
                entry.msgid: entry
                for entry in polib.pofile(file_path(f"{addon}/i18n/it.po"))
                if not entry.obsolete
            }
            for addon in cls.addons
        }

    def _terms(self, addon):
        """Return ``{(source, place)}`` of the addon as it is installed; places as in the files of translations."""
        return {
            (source, f"code:{name}" if kind == "code" else f"{kind}:{name}:{place}")
            for _module, kind, name, place, source, *_rest in TranslationModuleReader(self.env.cr, modules=[addon])
        }

    def _entries(self):
        for addon, entries in self.italian.items():
            for entry in entries.values():
                if entry.translated():
                    yield addon, entry

    def test_every_term_is_translated(self):
        for addon in self.addons:
            known = {source for source, entry in self.italian[addon].items() if entry.translated()}
            lacking = sorted({source for source, _place in self._terms(addon)} - known)
            self.assertFalse(
                lacking, f"{addon}: run scripts/translate and fill in i18n/it.po for\n" + "\n".join(map(repr, lacking))
            )

    def test_every_term_is_translated_where_it_stands(self):
        """Odoo finds a translation by its place: one that the file does not list stays English on the screen."""
        for addon in self.addons:
            listed = {
                (entry.msgid, place) for entry in self.italian[addon].values() for place, _line in entry.occurrences
            }
            lacking = sorted(self._terms(addon) - listed)
            self.assertFalse(
                lacking, f"{addon}: run scripts/translate; not listed are\n" + "\n".join(map(str, lacking))
            )

    def test_placeholders_agree(self):
        for addon, entry in self._entries():
            with self.subTest(addon=addon, term=entry.msgid):
                self.assertEqual(
                    sorted(PLACEHOLDER.findall(entry.msgid)), sorted(PLACEHOLDER.findall(entry.msgstr)), entry.msgstr
                )

    def test_tags_and_expressions_agree(self):
        for addon, entry in self._entries():
            with self.subTest(addon=addon, term=entry.msgid):
                for pattern in (TAG, EXPRESSION):
                    self.assertEqual(
                        sorted(pattern.findall(entry.msgid)), sorted(pattern.findall(entry.msgstr)), entry.msgstr
                    )

    def test_programs_in_translatable_fields_are_left_alone(self):
        """Expressions that name printed files are translatable fields: Italian must not touch them."""
        for addon, entry in self._entries():
            if any("print_report_name" in place for place, _line in entry.occurrences):
                with self.subTest(addon=addon, term=entry.msgid):
                    self.assertEqual(entry.msgstr, entry.msgid)

    def test_names_of_data_are_covered(self):
        """The names that installed data bring are among the terms: nobody has switched their translation off."""
        places = set().union(*(self._terms(addon) for addon in self.addons))
        covered = {place for _source, place in places}
        for model, field in (
            ("association.member.category", "name"),
            ("association.legal.form", "name"),
            ("association.requirement", "name"),
            ("association.consent.purpose", "name"),
            ("res.groups", "name"),
            ("ir.cron", None),
            ("ir.ui.menu", "name"),
            ("ir.actions.act_window", "name"),
            ("ir.actions.report", "name"),
            ("mail.template", "subject"),
            ("mail.activity.type", "name"),
        ):
            data = self.env["ir.model.data"].search([("module", "in", self.addons), ("model", "=", model)])
            self.assertTrue(data, model)
            for datum in data:
                name = datum.complete_name
                if model == "ir.cron":  # a cron's name is that of the server action it delegates to
                    place = f"model:ir.actions.server,name:{name}_ir_actions_server"
                else:
                    place = f"model:{model},{field}:{name}"
                with self.subTest(place=place):
                    self.assertIn(place, covered)

    def test_every_finding_of_a_verification_has_its_sentence(self):
        """The pure rules speak English to logs; people read the wording of the office."""
        self.assertEqual(set(self.env["association.wording"]._findings()), set(findings.MESSAGES))

    def test_an_italian_user_reads_italian(self):
        """What Odoo loaded from the file reaches the records."""
        italian = self.env(context={"lang": "it_IT"})
        self.assertEqual(italian.ref("lecce_smartcity.category_founder").name, "Fondatore")
        self.assertEqual(italian.ref("lecce_smartcity.legal_form_municipality").name, "Comune")
        events = dict(italian["association.member.event"]._fields["type"]._description_selection(italian))
        self.assertEqual(
            [events[code] for code in ("withdrawal", "exclusion", "lapse")], ["Recesso", "Esclusione", "Decadenza"]
        )
