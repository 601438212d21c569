"""Questions that give a secret away without showing a row: filters, orders, groups, onchange.

A stranger asks every model he may read, in every way a client can ask, about words and
amounts of the Debao contract. The answer must not depend on them.
"""

import json

from odoo.exceptions import AccessError, MissingError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import SuiteCase, our_models
from .markers import markers_in, markers_of
from .roles import STRANGERS

LOGS = ("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
TEXT = ("char", "text", "html")
LINKS = ("many2one", "one2many", "many2many")


@tagged("standard", "post_install", "-at_install")
class TestFieldOracles(SuiteCase):
    roles = STRANGERS

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._load_family()
        cls.markers = markers_of(cls.debao, cls.family)

    def ask(self, question, *args, **kwargs):
        """The answer, or None for a refusal."""
        try:
            with mute_logger(*LOGS):
                return question(*args, **kwargs)
        except (AccessError, MissingError, UserError):
            return None

    def as_stranger(self, role, model):
        return self.env[model].with_user(self.users[role.key])

    def readable(self, role, models):
        for model in models:
            records = self.as_stranger(role, model)
            if not records._abstract and records.has_access("read"):
                yield records

    def links(self, *types):
        """(role, records, field) for every link by which a readable model leads to the family."""
        for role in STRANGERS:
            for records in self.readable(role, self.env.registry):
                for field in records._fields.values():
                    leads_there = field.type in types and field.comodel_name in self.family
                    if leads_there and field.store and records._has_field_access(field, "read"):
                        yield role, records, field

    def assertNoMarker(self, answer, place):
        shown = json.dumps(answer, default=str, ensure_ascii=False)
        self.assertFalse(markers_in(shown, self.markers), place)

    def test_no_filter_on_a_secret_finds_a_row(self):
        for role in STRANGERS:
            for model, ids in self.family.items():
                records = self.as_stranger(role, model)
                for field in records._fields.values():
                    if field.type in TEXT and field.store:
                        domain = [("id", "in", ids), (field.name, "!=", False)]
                        found = self.ask(records.search_count, domain)
                        self.assertFalse(found, f"{role.key}: {field}")

    def test_no_dotted_path_reaches_a_secret(self):
        for role, records, field in self.links(*LINKS):
            for secret in self.names_of(field.comodel_name):
                path = f"{field.name}.{self.env[field.comodel_name]._rec_name}"
                found = self.ask(records.search_count, [(path, "=", secret)])
                self.assertFalse(found, f"{role.key}: {records._name}.{path} = {secret}")

    def names_of(self, model):
        """A few distinctive names of family rows."""
        records = self.env[model].sudo().browse(self.family[model])
        values = records.mapped(records._rec_name) if records._rec_name else []
        return sorted({value for value in values if value in self.markers})[:5]

    def test_no_group_shows_a_secret(self):
        for role, records, field in self.links("many2one"):
            groups = self.ask(records.formatted_read_group, [], [field.name])
            self.assertNoMarker(groups, f"{role.key}: {field} grouped")

    def test_no_order_by_a_link_shows_a_secret(self):
        for role, records, field in self.links("many2one"):
            rows = self.ask(records.search_read, [], [field.name], order=field.name, limit=20)
            self.assertNoMarker(rows, f"{role.key}: {field} as order")

    def test_no_onchange_reads_a_secret(self):
        for role, records, field in self.links("many2one"):
            if records.has_access("create"):
                values = {field.name: self.family[field.comodel_name][0]}
                spec = {field.name: {"fields": {"display_name": {}}}}
                answer = self.ask(records.onchange, values, [field.name], spec)
                self.assertNoMarker(answer, f"{role.key}: {field} by onchange")

    def test_no_readable_row_carries_a_secret(self):
        """Computed and related fields run as superuser: their values must not betray."""
        for role in STRANGERS:
            for records in self.readable(role, our_models(self.env)):
                fields = [
                    field.name
                    for field in records._fields.values()
                    if field.type != "binary" and records._has_field_access(field, "read")
                ]
                rows = self.ask(records.search([], limit=200).read, fields)
                self.assertNoMarker(rows, f"{role.key}: {records._name} read whole")
