import io

from odoo import fields, models


class TestEvidenceHandover(models.Model):
    """Cases that are handed over with a report of each; notes when its reports are asked for."""

    _name = "test.evidence.handover"
    _description = "Test Hand-over"
    _inherit = "evidence.package.mixin"

    case_ids = fields.Many2many("test.evidence.case")
    cover = fields.Char(default="reports/cover.txt")

    def _get_package_items(self):
        return self.case_ids.evidence_ids

    def _get_documents(self):
        yield self.cover, b"cover", self.env._("Cover <b>")
        for number, case in enumerate(self.case_ids, 1):
            with io.BytesIO(case.name.encode()) as report:
                yield f"reports/{number:04}.txt", report, case.name
