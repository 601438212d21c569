"""Who may create, read, update and delete which model, against a table a person reviewed."""

import csv
import io
import os
from pathlib import Path

from odoo.tests import tagged

from .common import SuiteCase, our_models
from .roles import ROLES

GOLDEN = Path(__file__).parent / "golden" / "access_matrix.csv"
LETTERS = {"create": "C", "read": "R", "write": "U", "unlink": "D"}
ADVICE = (
    "The access matrix differs from tests/golden/access_matrix.csv. When the change is meant,\n"
    "run `UPDATE_GOLDEN=1 make test T=tests`, read the difference line by line against the\n"
    "roles in the README, and commit it together with the change:\n"
)


@tagged("standard", "post_install", "-at_install")
class TestAccessMatrix(SuiteCase):
    def cell(self, model, user):
        """The granted operations as letters, "-" for none. Record rules come on top."""
        records = self.env[model].with_user(user)
        return (
            "".join(
                letter for operation, letter in LETTERS.items() if records.has_access(operation)
            )
            or "-"
        )

    def matrix(self):
        return {
            model: {key: self.cell(model, user) for key, user in self.users.items()}
            for model in our_models(self.env)
        }

    def golden(self):
        with GOLDEN.open(newline="") as file:
            return {row.pop("model"): row for row in csv.DictReader(file)}

    def test_matrix_equals_the_reviewed_table(self):
        actual = self.matrix()
        if os.environ.get("UPDATE_GOLDEN"):
            GOLDEN.write_text(self.as_csv(actual))
        expected = self.golden()
        findings = [f"{model}: no line" for model in set(actual) - set(expected)]
        findings += [f"{model}: model is gone" for model in set(expected) - set(actual)]
        findings += [
            f"{model} / {role}: reviewed {expected[model].get(role)}, is {cell}"
            for model in set(actual) & set(expected)
            for role, cell in actual[model].items()
            if expected[model].get(role) != cell
        ]
        self.assertFalse(findings, ADVICE + "\n".join(sorted(findings)))

    def as_csv(self, matrix):
        out = io.StringIO()
        writer = csv.DictWriter(out, ["model", *(role.key for role in ROLES)], lineterminator="\n")
        writer.writeheader()
        writer.writerows({"model": model, **cells} for model, cells in matrix.items())
        return out.getvalue()

    def test_outsiders_write_nothing(self):
        """Holds whatever the reviewed table says."""
        created = our_models(self.env, created_only=True)
        findings = [
            f"{model} / {role}: {cell}"
            for model in created
            for role in ("public", "portal")
            if set(cell := self.cell(model, self.users[role])) & set("CUD")
        ]
        self.assertFalse(findings, "\n".join(findings))
