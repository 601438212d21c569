"""Every word a user can meet is translated: the .po against the registry's own export."""

import re

import polib

from odoo.tests import TransactionCase, tagged
from odoo.tools.translate import TranslationModuleReader

from .repository import our_addons, product_addons

LANG = "zh_CN"


@tagged("standard", "post_install", "-at_install")
class TestTranslations(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.addons = sorted(product_addons())
        cls.catalogues = {addon: cls.read_catalogue(addon) for addon in cls.addons}
        cls.terms = {addon: set() for addon in cls.addons}
        cls.demo_terms = {addon: set() for addon in cls.addons}
        # One pass over the source tree for all add-ons: the walk is what takes time.
        for module, _type, _name, place, source, _value, _comments in TranslationModuleReader(
            cls.env.cr, modules=cls.addons, lang=LANG
        ):
            # Demo data is written in Chinese and needs no translation.
            terms = cls.demo_terms if str(place).endswith("_demo") else cls.terms
            terms[module].add(source)

    @classmethod
    def read_catalogue(cls, addon):
        path = our_addons()[addon] / "i18n" / f"{LANG}.po"
        return polib.pofile(str(path)) if path.exists() else polib.POFile()

    def assertNothing(self, findings, advice):
        findings = sorted(findings)
        self.assertFalse(findings, "\n".join([advice, *findings]))

    def test_every_term_is_in_the_catalogue(self):
        for addon in self.addons:
            with self.subTest(addon=addon):
                known = {entry.msgid for entry in self.catalogues[addon]}
                missing = map(repr, self.terms[addon] - known)
                self.assertNothing(set(missing), f"Missing in {addon}/i18n/{LANG}.po:")

    def test_every_entry_is_translated(self):
        for addon in self.addons:
            with self.subTest(addon=addon):
                catalogue = self.catalogues[addon]
                empty = {repr(entry.msgid) for entry in catalogue if not entry.msgstr}
                fuzzy = {repr(entry.msgid) for entry in catalogue if entry.fuzzy}
                self.assertNothing(empty | fuzzy, f"Empty or fuzzy in {addon}:")

    def test_no_entry_is_stale(self):
        for addon in self.addons:
            with self.subTest(addon=addon):
                # Odoo names a field that a bridge extends after the bridge alone.
                used = set().union(*self.terms.values(), self.demo_terms[addon])
                stale = {entry.msgid for entry in self.catalogues[addon]} - used
                self.assertNothing(map(repr, stale), f"No longer used in {addon}:")

    def test_catalogues_name_their_language_and_module(self):
        for addon in self.addons:
            with self.subTest(addon=addon):
                catalogue = self.catalogues[addon]
                if self.terms[addon]:
                    self.assertEqual(catalogue.metadata.get("Language"), LANG, addon)
                unnamed = {
                    repr(entry.msgid) for entry in catalogue if "module:" not in entry.comment
                }
                self.assertNothing(unnamed, f"Entries without module comment in {addon}:")

    def test_placeholders_survive_translation(self):
        for addon in self.addons:
            with self.subTest(addon=addon):
                broken = {
                    repr(entry.msgid)
                    for entry in self.catalogues[addon]
                    if self.placeholders(entry.msgid) != self.placeholders(entry.msgstr)
                }
                self.assertNothing(broken, f"Placeholders differ in {addon}:")

    def placeholders(self, text):
        return sorted(re.findall(r"%\(\w+\)[sd]|%[sd]", text))
