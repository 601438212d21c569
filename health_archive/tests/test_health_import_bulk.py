from unittest.mock import patch

from odoo.tests import tagged

from odoo.addons.resident.models.bulk_create_mixin import BulkCreateMixin
from odoo.addons.resident.tools.bulk_table import read_columns

from .health_import_common import HealthImportCase

ROWS = 100
TWINS = (95, 97)
# What differs between two runs, or is random; the ORM writes computed columns as another user.
OWN = {
    "id", "ciphertext", "write_uid", "create_date", "write_date", "completeness_at", "archive_number",
    "partner_id", "archive_id", "commercial_partner_id", "import_id",
}  # fmt: skip


@tagged("post_install", "-at_install")
class TestHealthImportBulk(HealthImportCase):
    """A list that is copied into the database leaves there what ``create`` would have made."""

    def _rows(self):
        return [self._mixed_row(number) for number in range(1, ROWS + 1)]

    def _mixed_row(self, number):
        """Elders and children, with and without a telephone, a number, a history."""
        cells = {
            "name": "欧阳示三" if number % 7 == 0 else f"韦示{'一二三四五'[number % 5]}",
            "identity_number": self._number(number, _born(number)),
            "phone": None if number % 3 == 0 else f"139{number:08}",
            "street": f"示例路{number}号",
            "residence_type": str(1 + number % 2),
            "ethnic_group_id": "08" if number % 4 else None,
            "blood_abo_id": str(1 + number % 4),
            "payment_ids": "1、3" if number % 2 else "2",
            "allergy_ids": "1" if number % 5 else None,
            "disease_ids": "高血压(2016-03)、恶性肿瘤:肺癌(2019-05)" if number % 6 == 0 else "1",
            "surgery_ids": "阑尾切除(2018-05-01)" if number % 8 == 0 else None,
            "trauma_ids": "骨折(2019-07-20)" if number % 9 == 0 else "1",
            "family_father_ids": "高血压" if number % 10 == 0 else "1",
            "work_unit": "无",
        }
        if number % 11 == 0:
            cells |= {"identity_number": None, "birth_date": "1988-02-03", "sex": "1"}
            cells["name"] = f"韦无号{'一二三四五六七八九'[number // 11 - 1]}"
        if number in TWINS:
            cells |= {"name": "韦同样", "phone": "13900000095"}
            born = _born(TWINS[0])
            cells["identity_number"] = self._number(number, born)
            if number != TWINS[0]:
                birth_date = f"{born[:4]}-{born[4:6]}-{born[6:]}"
                cells |= {"identity_number": None, "birth_date": birth_date, "sex": "1"}
        return self._row(number, **cells)

    def _made(self, document):
        """``[{column: value}]`` of each table, in the order of the list."""
        self.env.flush_all()
        archives = document.sudo().record_ids.sorted("row").archive_id
        persons = archives.partner_id
        tables = [
            persons,
            persons.identity_ids,
            archives,
            archives.disease_ids,
            self.env["health.archive.event"].search([("archive_id", "in", archives.ids)]),
            archives.enrolment_ids,
            document.sudo().record_ids,
        ]
        found = {}
        for records in tables:
            self.assertTrue(records, f"{records._name}: nothing to compare")
            found[records._name] = sorted(
                (
                    {name: value for name, value in row.items() if name not in OWN}
                    for row in read_columns(records)
                ),
                key=repr,
            )
        found["links"] = [
            {name: archive[name].mapped("code") for name in ("payment_ids", "family_father_ids")}
            for archive in archives
        ]
        found["changes"] = self.env["health.archive.change"].search_count(
            [("archive_id", "in", archives.ids)]
        )
        found["duplicates"] = self.env["resident.duplicate"].sudo().search_count(
            [("partner_a_id", "in", persons.ids)]
        )  # fmt: skip
        return found

    def test_copied_rows_are_as_created_ones(self):
        rows = self._rows()
        with (
            self.env.cr.savepoint() as savepoint,
            patch.object(BulkCreateMixin, "_bulk_create", lambda model, vals: model.create(vals)),
        ):
            expected = self._made(self._imported(*rows))
            savepoint.rollback()
        self.env.cr.precommit.data.clear()
        with self.assertNoLogs("odoo.addons.resident.models.bulk_create_mixin", "WARNING"):
            found = self._made(self._imported(*rows))
        self.assertTrue(found["duplicates"], "nobody looked for duplicates")
        self.maxDiff = 3000
        for name, values in expected.items():
            self.assertEqual(values, found[name], name)

    def test_nothing_changes_when_all_is_computed_again(self):
        document = self._imported(*self._rows())
        archives = document.sudo().record_ids.archive_id
        self.assertEqual(ROWS, len(archives))
        for records in (archives.partner_id, archives.partner_id.identity_ids, archives,
                        archives.disease_ids, archives.enrolment_ids):  # fmt: skip
            self.env.flush_all()
            before = read_columns(records)
            for name, field in records._fields.items():
                if field.compute and field.store and name != "completeness_at":
                    self.env.add_to_compute(field, records)
            self.env.flush_all()
            unstable = ("write_date", "write_uid", "completeness_at")
            after = read_columns(records)
            for row in (*before, *after):
                for name in unstable:
                    row.pop(name, None)
            self.assertEqual(before, after, records._name)
            records._validate_fields(records._fields)

    def test_numbers_are_sealed_and_found_again(self):
        self._imported(*self._rows())
        documents = self.env["resident.identity"].sudo()
        for sequence in (1, 2, 50, 98):
            born = _born(sequence)
            document = documents.search([("number", "=", self._number(sequence, born))])
            self.assertEqual(self._number(sequence, born), document._decrypt())
            self.assertNotIn(document._decrypt(), document.ciphertext)
            self.assertEqual(born, f"{document.partner_id.birth_date:%Y%m%d}")


def _born(number):
    return f"{1935 + number % 80}{number % 12 + 1:02}{number % 28 + 1:02}"
