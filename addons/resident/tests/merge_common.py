from odoo import Command
from odoo.tests import TransactionCase
from odoo.tools import SQL

from odoo.addons.org_unit.tests.common import new_users

NUMBERS = ("451024195306150027", "451024195306150043")
"""Two numbers of the same birth date."""
# What a merge adds to on purpose, and what the framework counts by itself.
UNCOMPARED = (
    "resident_merge%", "resident_duplicate%", "ir_model%", "ir_ui_view%", "bus_%", "ir_cron%",
    "ir_profile", "ir_logging",
)  # fmt: skip


class MergeCase(TransactionCase):
    """Two villages of one hospital, with a doctor each and a manager above."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hospital = cls._make_unit("Hospital", "township_hospital")
        cls.clinic = cls._make_unit("Village A", "village_clinic", cls.hospital)
        cls.other_clinic = cls._make_unit("Village B", "village_clinic", cls.hospital)
        doctor, manager = "resident.group_village_doctor", "resident.group_health_manager"
        cls.doctor, cls.other_doctor, cls.manager, cls.clinic_manager, cls.finance = new_users(
            cls.env,
            cls._user_vals("merge_doctor", doctor, cls.clinic),
            cls._user_vals("merge_stranger", doctor, cls.other_clinic),
            cls._user_vals("merge_manager", manager, cls.hospital),
            cls._user_vals("merge_below", manager, cls.clinic),
            cls._user_vals("merge_finance", "base.group_user", cls.hospital),
        )

    def setUp(self):
        super().setUp()
        # the log of accesses is written in a transaction of its own
        self.registry_enter_test_mode()

    @classmethod
    def _make_unit(cls, name, kind, parent=None):
        return cls.env["org.unit"].create(
            {"name": name, "code": f"merge {name}", "kind": kind, "parent_id": parent and parent.id}
        )

    @classmethod
    def _user_vals(cls, login, group, unit):
        groups = f"base.group_user,{group}"
        return {"login": login, "groups": groups, "org_unit_id": unit.id}

    @classmethod
    def _resident(cls, name, unit=None, **vals):
        unit = unit or cls.clinic
        return cls.env["res.partner"].create(
            {"name": name, "is_resident": True, "resident_unit_id": unit.id} | vals
        )

    def _merge(self, kept, lost, user=None, **kwargs):
        merges = self.env["resident.merge"].with_user(user or self.manager)
        people = kept.with_env(merges.env), lost.with_env(merges.env)
        return merges._merge(*people, reason="same identity card", **kwargs)

    def _compare(self):
        """What happens when the transaction ends."""
        self.env.cr.precommit.run()

    def _pairs(self, *people):
        ids = [person.id for person in people]
        return self.env["resident.duplicate"].search(
            [("partner_a_id", "in", ids), ("partner_b_id", "in", ids)]
        )

    def _dump(self):
        """``{table: rows}`` of the whole database, as text, without the time of writing."""
        self.env.flush_all()
        return {table: rows for table in self._get_tables() if (rows := self._dump_table(table))}

    def assertSame(self, before, after):
        """Compare two dumps; what differs is named row by row, which is fast for large tables."""
        differing = {
            table: set(before.get(table, ())) ^ set(after.get(table, ()))
            for table in before.keys() | after.keys()
            if before.get(table) != after.get(table)
        }
        self.assertFalse(differing)

    def _get_tables(self):
        rows = self.env.execute_query(
            SQL(
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname NOT LIKE ALL(%s) "
                "AND relnamespace = current_schema::regnamespace",
                list(UNCOMPARED),
            )
        )
        return [table for (table,) in rows]

    def _dump_table(self, table):
        rows = self.env.execute_query(
            SQL(
                "SELECT (to_jsonb(t) - 'write_date' - 'write_uid')::text FROM %s t ORDER BY 1",
                SQL.identifier(table),
            )
        )
        return [row for (row,) in rows]

    def _fill(self, person, other):
        """Something of everything that can hang on a person, some of it shared with another."""
        tags = self.env["resident.population.tag"].search([("origin", "!=", "age")], limit=3)
        for tag in tags:
            self.env["resident.population.tag.line"].create(
                {"partner_id": person.id, "tag_id": tag.id, "proof": b"cHJvb2Y="}
            )
        person.category_id = [Command.create({"name": f"of {person.id}"})]
        person.message_post(body="A word", partner_ids=other.ids)
        person.message_subscribe([other.id, self.manager.partner_id.id])
        self.env["ir.attachment"].create(
            {"name": "paper", "res_model": "res.partner", "res_id": person.id, "raw": b"paper"}
        )
        person.image_1920 = PICTURE
        self.env["res.partner"].create({"name": "A contact below", "parent_id": person.id})


PICTURE = (
    b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    b"gg=="
)
