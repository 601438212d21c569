from odoo import api, models

from odoo.addons.report_weasyprint.tools import qr_code


class FamilyAgreementReport(models.AbstractModel):
    """The printed agreement (签约协议书): the stored text, never filled in anew once signed."""

    _name = "report.family_agreement.report_family_agreement"
    _description = "Printed Agreement"

    @api.model
    def _get_report_values(self, docids, data=None):
        agreements = self.env["family.agreement"].browse(docids)
        agreements.check_access("read")
        return {
            "doc_ids": docids,
            "doc_model": "family.agreement",
            "docs": agreements,
            "papers": [self._prepare_paper(agreement) for agreement in agreements],
        }

    def _prepare_paper(self, agreement):
        code = agreement._get_print_code()
        return {
            "agreement": agreement,
            "text": agreement.preview_html,
            "mark": agreement._get_print_mark(),
            "end": agreement._get_end_text(),
            "signatures": agreement._get_print_signatures(),
            "code": qr_code(code) if code else None,
        }
