"""Which add-on may know which: manifests against the arrow table, names against the rules."""

import re

from odoo.tests import BaseCase, tagged

from .arrows import ARROWS, FOUNDATIONS, MONEY_ADDONS, PERSON_MODELS
from .repository import files_of, manifest, our_addons, product_addons, product_python, shown

QUOTED_MODEL = r"[\"'>](%s)[a-z_]*\.[a-z_.]+[\"'<]"


@tagged("standard", "post_install", "-at_install")
class TestBoundaries(BaseCase):
    def assertNothing(self, findings, advice):
        findings = sorted(findings)
        self.assertFalse(findings, "\n".join([advice, *findings]))

    def test_every_add_on_has_its_line_in_the_arrow_table(self):
        self.assertNothing(
            set(product_addons()) - set(ARROWS),
            "Give the add-on a line in arrows.py and draw it in the README:",
        )

    def test_the_suite_test_depends_on_every_add_on(self):
        missing = set(product_addons()) - set(manifest("test_suite_full")["depends"])
        self.assertNothing(missing, "Add to the depends of test_suite_full:")

    def test_manifests_have_only_the_arrows_of_the_table(self):
        ours = set(our_addons())
        findings = []
        for addon in product_addons():
            own, odoo = ARROWS.get(addon, ((), ()))
            depends = set(manifest(addon)["depends"])
            findings += [f"{addon} -> {target}" for target in depends - set(own) - set(odoo)]
            findings += [f"{addon} -> {target} (unused)" for target in set(own) - depends]
            findings += [
                f"{addon} -> {target} (ours, listed as Odoo's)" for target in set(odoo) & ours
            ]
        self.assertNothing(findings, "Arrows that differ from arrows.py:")

    def test_foundations_depend_on_no_room(self):
        findings = [
            f"{addon} -> {target}"
            for addon in FOUNDATIONS & set(our_addons())
            for target in set(manifest(addon)["depends"]) & set(our_addons()) - FOUNDATIONS
        ]
        self.assertNothing(findings, "A foundation may not depend on a domain add-on:")

    def test_imports_and_xml_ids_follow_the_arrows(self):
        findings = []
        for addon in product_addons():
            strangers = set(our_addons()) - self.reachable(addon) - {addon}
            if strangers:
                names = "|".join(sorted(strangers))
                mention = re.compile(rf"odoo\.addons\.(?:{names})\b|[\"'=](?:{names})\.\w")
                findings += self.grep(addon, mention)
        self.assertNothing(findings, "Names an add-on it does not depend on:")

    def reachable(self, addon):
        own = [target for target in manifest(addon)["depends"] if target in our_addons()]
        return set(own).union(*map(self.reachable, own))

    def test_foundations_name_no_domain_model(self):
        words = ("billing", "contract", "equipment", *PERSON_MODELS)
        mention = re.compile(QUOTED_MODEL % "|".join(words))
        findings = []
        for addon in FOUNDATIONS & set(our_addons()):
            findings += self.grep(addon, mention)
        self.assertNothing(findings, "A foundation names a domain model:")

    def test_money_knows_no_person(self):
        mention = re.compile(QUOTED_MODEL % "|".join(PERSON_MODELS))
        findings = []
        for addon in set(MONEY_ADDONS) & set(our_addons()):
            findings += self.grep(addon, mention)
        self.assertNothing(findings, "A money add-on names a model about persons:")

    def grep(self, addon, pattern):
        paths = product_python(addon) + files_of(addon, ".xml", ".csv", ".js")
        return [
            f"{shown(path)}:{number}: {line.strip()}"
            for path in paths
            if "tests" not in path.relative_to(our_addons()[addon]).parts
            for number, line in enumerate(path.read_text().splitlines(), 1)
            if pattern.search(line)
        ]
