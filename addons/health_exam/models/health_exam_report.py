import hashlib
import json

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.evidence.tools.canonical import same_content


class HealthExamReport(models.Model):
    """A report that was signed: what the form said, the PDF that was handed out, the seal of both.

    It never changes. A revoked one stays, and the next of the exam is another version.
    """

    _name = "health.exam.report"
    _inherit = ["server.guard.mixin", "access.audit.mixin", "evidence.mixin", "evidence.seal.mixin"]
    _description = "Examination Report"
    _order = "signed_at desc, id desc"
    _rec_name = "number"
    _rec_names_search = ["number"]
    # the PDF is drawn from what is sealed, once, and its item never changes either
    _seal_exempt_fields = (
        "state", "print_count", "is_to_draw", "revoke_reason", "revoked_by_id", "revoked_at", "pdf_id",
        "evidence_ids",
    )  # fmt: skip

    exam_id = fields.Many2one("health.exam", required=True, index=True, ondelete="restrict")
    name = fields.Char(related="exam_id.name", string="Name of the resident")
    sex = fields.Selection(related="exam_id.sex")
    age = fields.Integer(related="exam_id.age", aggregator=None)
    date = fields.Date(related="exam_id.date")
    org_unit_id = fields.Many2one(related="exam_id.org_unit_id")
    version = fields.Integer(required=True, aggregator=None)
    number = fields.Char("Report number", required=True)
    content = fields.Text(required=True, prefetch=False, export_string_translation=False)
    content_hash = fields.Char(
        "Content (SHA-256)", size=64, required=True,
        help="Printed on the report: whoever holds it can prove that the content wasn't changed.",
    )  # fmt: skip
    pdf_id = fields.Many2one("evidence.item", "PDF", ondelete="restrict")
    is_to_draw = fields.Boolean(
        "To be drawn", readonly=True, copy=False, export_string_translation=False,
        help="Signed by a user, and waiting for the job that draws the PDFs.",
    )  # fmt: skip
    pdf_sha256 = fields.Char(related="pdf_id.sha256", string="PDF (SHA-256)")
    signature = fields.Binary(
        help="Picture of the handwritten signature (手写签名图像), no reliable electronic signature."
    )
    signed_by_id = fields.Many2one("res.users", "Signed by", required=True, ondelete="restrict")
    signed_at = fields.Datetime(required=True)
    state = fields.Selection(
        [("valid", "Valid"), ("revoked", "Revoked")], required=True, default="valid"
    )
    revoke_reason = fields.Char("Revoked because")
    revoked_by_id = fields.Many2one("res.users", ondelete="restrict")
    revoked_at = fields.Datetime()
    print_count = fields.Integer("Printed", aggregator=None, help="How often it was printed.")

    _number_unique = models.UniqueIndex("(number)", "Another report has this number already.")
    _version_unique = models.UniqueIndex(
        "(exam_id, version)", "The exam has this version of its report already."
    )
    _one_valid = models.UniqueIndex(
        "(exam_id) WHERE state = 'valid'",
        "The exam has a report already. Revoke it before another one is made.",
    )
    _signed = models.Index("(signed_at DESC, id DESC)")

    def write(self, vals):
        # whoever may not write it isn't told whose report is sealed
        self.check_access("write")
        return super().write(vals)

    def unlink(self):
        # before its PDF goes with it
        self.check_access("unlink")
        self._unlink_except_sealed()
        return super().unlink()

    def _evidence_is_locked(self):
        self.ensure_one()
        return bool(self.pdf_id)

    @api.model
    def _issue(self, exams):
        """Make and seal the next report of each of ``exams``."""
        contents, versions = exams._get_contents(), self._get_next_versions(exams)
        # sudo: nobody writes reports but by signing an exam, which was checked
        reports = self.sudo().create(
            [self._prepare_report(exam, versions[exam], contents[exam]) for exam in exams]
        )
        reports._seal()
        reports._plan_pdfs()
        return reports.with_env(self.env)

    @api.model
    def _get_next_versions(self, exams):
        # sudo: the count of all, as above
        groups = self.sudo()._read_group(
            [("exam_id", "in", exams.ids)], ["exam_id"], ["version:max"]
        )
        last = {exam.id: version for exam, version in groups}
        return {exam: last.get(exam.id, 0) + 1 for exam in exams}

    @api.model
    def _prepare_report(self, exam, version, content):
        return {
            "exam_id": exam.id,
            "version": version,
            "number": f"{exam.exam_number}-R{version}",
            "content": content,
            "content_hash": hashlib.sha256(content.encode()).hexdigest(),
            "signed_by_id": self.env.uid,
            "signed_at": fields.Datetime.now(),
            "signature": self.env.user.exam_signature,
        }

    def _revoke(self, reason):
        # sudo: as in _issue; who revokes was checked with the exam
        self.sudo().write(
            {
                "state": "revoked",
                "revoke_reason": reason,
                "revoked_by_id": self.env.uid,
                "revoked_at": fields.Datetime.now(),
            }
        )

    def action_open_exam(self):
        """Open the exam of this report."""
        return self.exam_id.get_formview_action()

    def action_print(self):
        """Print these reports again, the very same bytes."""
        if revoked := self.filtered(lambda report: report.state == "revoked"):
            raise UserError(
                self.env._(
                    "Report %(number)s was revoked and isn't handed out any more. Print the one "
                    "that is valid now.",
                    number=revoked[0].number,
                )
            )
        return self.exam_id.action_print_report()

    def _get_seal_breaks(self):
        """Also what the exam says, as long as the report is valid."""
        breaks = super()._get_seal_breaks()
        if self.pdf_id and self.pdf_id._get_integrity() != "ok":
            breaks.append(self._get_label("pdf_id"))
        if self.state != "valid" or breaks:
            return breaks
        [found] = self.exam_id._get_contents().values()
        signed, found = json.loads(self.content), json.loads(found)
        return [
            self._get_exam_label(name)
            for name in sorted(signed.keys() & found.keys())
            if not same_content(signed[name], found[name])
        ]

    def _get_exam_label(self, name):
        return self.exam_id._get_label(name)
