from odoo.tests import TransactionCase, new_test_user

from odoo.addons.evidence.tests.common import PDF, make_photo


class EvidenceCase(TransactionCase):
    """A case of Alice's with one document; Bob has the same role but sees only his own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = "test_evidence.group_test_evidence_user,base.group_allow_export"
        cls.alice = new_test_user(cls.env, "alice_evidence", groups, password="alice_evidence")
        cls.bob = new_test_user(cls.env, "bob_evidence", groups, password="bob_evidence")
        cls.case = cls.env["test.evidence.case"].with_user(cls.alice).create({
            "name": "一号案卷",
            "amount": 12.34,
            "line_ids": [(0, 0, {"name": "超声仪", "quantity": 2})],
        })  # fmt: skip
        cls.item = cls.case._add_evidence("report.pdf", PDF, requirement_code="report")
        cls.photo = make_photo((400, 300))
