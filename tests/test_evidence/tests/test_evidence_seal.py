import json

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from odoo.addons.evidence.tests.common import PDF

from .common import EvidenceCase


@tagged("post_install", "-at_install")
class TestEvidenceSeal(EvidenceCase):
    def test_sealed_record_refuses_everyone_and_every_context(self):
        self.case._seal()
        forged = {"evidence_sealer": True, "_force_unlink": True}
        for case in (self.case, self.case.with_user(self.env.ref("base.user_admin")).sudo()):
            for record in (case, case.with_context(**forged)):
                for vals in ({"amount": 1}, {"line_ids": [(5,)]}, {"name": "x"}):
                    with self.assertRaises(UserError):
                        record.write(vals)
                with self.assertRaises(UserError):
                    record.unlink()
        self.case.write({"remark": "归档于三号柜"})
        self.case.message_post(body="已归档")

    def test_seal_cannot_be_set_by_hand(self):
        for vals in ({"seal_state": "sealed"}, {"seal_hash": "0"}, {"supersedes_id": 1}):
            with self.assertRaises(AccessError):
                self.case.write(vals)
            with self.assertRaises(AccessError):
                self.case.create(vals | {"name": "x"})
        forged = self.case.with_context(default_seal_state="sealed", default_seal_hash="0")
        self.assertRecordValues(forged.create({"name": "x"}), [
            {"seal_state": "open", "seal_hash": False},
        ])  # fmt: skip

    def test_evidence_of_a_sealed_record_is_sealed_too(self):
        self.case._seal()
        with self.assertRaises(UserError):
            self.case._add_evidence("late.pdf", PDF)
        with self.assertRaises(UserError):
            self.item.write({"note": "x"})
        for item in (self.item, self.item.sudo().with_context(_force_unlink=True)):
            with self.assertRaises(UserError):
                item.unlink()
        self.assertTrue(self.item.is_locked)

    def test_untouched_seal_verifies_for_any_reader(self):
        self.case._seal()
        self.assertEqual(self.case.sealed_by_id, self.alice)
        self.assertEqual(len(self.case.seal_hash), 64)
        for case in (self.case, self.case.sudo(), self.case.with_context(lang="en_US", tz="UTC")):
            self.assertEqual(case.action_verify_seal()["params"]["type"], "success")

    def test_change_behind_the_back_of_the_orm_is_named(self):
        self.case._seal()
        self.env.cr.execute("UPDATE test_evidence_case SET amount = 1 WHERE id = %s", self.case.ids)
        self.assertEqual(self.case._get_seal_breaks(), ["Amount"])
        self.assertEqual(self.case.action_verify_seal()["params"]["type"], "danger")

    def test_changed_line_and_swapped_evidence_are_named(self):
        self.case._seal()
        lines = self.case.line_ids.ids
        self.env.cr.execute("UPDATE test_evidence_line SET quantity = 3 WHERE id = %s", lines)
        self.env.cr.execute("UPDATE evidence_item SET sha256 = 'x' WHERE id = %s", self.item.ids)
        labels = self.case._get_seal_breaks()
        self.assertEqual(len(labels), 3, "evidence, lines, and the file that no longer matches")

    def test_lines_of_a_sealed_record_are_sealed_too(self):
        other = self.case.copy()
        self.case._seal()
        line = self.case.line_ids
        for row in (line, line.sudo().with_context(_force_unlink=True)):
            for vals in ({"quantity": 3}, {"case_id": other.id}):
                with self.assertRaises(UserError):
                    row.write(vals)
            with self.assertRaises(UserError):
                row.unlink()
        with self.assertRaises(UserError):
            line.create({"case_id": self.case.id})
        with self.assertRaises(UserError), self.cr.savepoint():
            other.line_ids.write({"case_id": self.case.id})
        line.write({"delivered": 2})
        self.assertFalse(self.case._get_seal_breaks())

    def test_forged_content_does_not_match_the_printed_hash(self):
        self.case._seal()
        content = json.loads(self.case.seal_content) | {"amount": 1}
        self.env.cr.execute(
            "UPDATE test_evidence_case SET amount = 1, seal_content = %s WHERE id = %s",
            [json.dumps(content), self.case.id],
        )
        self.case.invalidate_recordset()
        self.assertTrue(self.case._get_seal_breaks())

    def test_seal_waits_for_required_evidence(self):
        self.case.needs_report = True
        with self.assertRaisesRegex(ValidationError, "现场照片"):
            self.case._seal()

    def test_record_is_sealed_once(self):
        self.case._seal()
        with self.assertRaises(UserError):
            self.case._seal()

    def test_correction_is_a_linked_open_copy(self):
        self.case._seal()
        copy = self.case._supersede({"supersede_reason": "数量有误", "amount": 99})
        self.assertRecordValues(copy | self.case, [
            {"seal_state": "open", "amount": 99, "supersedes_id": self.case.id,
             "superseded_by_id": False, "supersede_reason": "数量有误"},
            {"seal_state": "superseded", "amount": 12.34, "supersedes_id": False,
             "superseded_by_id": copy.id, "supersede_reason": False},
        ])  # fmt: skip
        self.assertEqual(self.case.action_verify_seal()["params"]["type"], "success")
        with self.assertRaises(UserError):
            self.case.write({"amount": 1})
        copy.write({"amount": 100})

    def test_correction_needs_a_reason_a_seal_and_happens_once(self):
        with self.assertRaises(UserError):
            self.case._supersede({"supersede_reason": "x"})
        self.case._seal()
        with self.assertRaises(ValidationError):
            self.case._supersede({"supersede_reason": "  "})
        self.case._supersede({"supersede_reason": "x"})
        with self.assertRaises(UserError):
            self.case._supersede({"supersede_reason": "y"})
