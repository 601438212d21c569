from dataclasses import replace

from odoo import api, models

from ..tools import PageFormat, Printer, ResourceFetcher

# $o-default-report-margins of web in mm: side margins of a paper format "with CSS margins"
CSS_MARGIN = 11


class IrActionsReport(models.Model):
    _inherit = "ir.actions.report"

    @api.model
    def get_wkhtmltopdf_state(self):
        """The client asks before it prints; WeasyPrint is always there."""
        return "ok"

    @api.model
    def _run_wkhtmltopdf(
        self,
        bodies,
        report_ref=False,
        header=None,
        footer=None,
        landscape=False,
        specific_paperformat_args=None,
        set_viewport_size=False,
    ):
        """Every QWeb report, portal download and mail attachment is printed here."""
        report = self._get_report(report_ref) if report_ref else self
        page_format = self._get_page_format(
            report.get_paperformat(), landscape, specific_paperformat_args or {}
        )
        lang = self.env.context.get("lang") or self.env.user.lang or "en_US"
        printer = Printer(self.env, ResourceFetcher(self.env), page_format, lang)
        return printer.print(bodies, header, footer)

    def _render_qweb_pdf_prepare_streams(self, report_ref, data, res_ids=None):
        # The files to be attached are printed one by one: the merged PDF has no outline by
        # which the standard could split it again.
        unique_ids = list(dict.fromkeys(res_ids or []))
        if len(unique_ids) < 2 or not self._get_report(report_ref).attachment:
            return super()._render_qweb_pdf_prepare_streams(report_ref, data, res_ids=res_ids)
        streams = {}
        for res_id in unique_ids:
            streams |= super()._render_qweb_pdf_prepare_streams(report_ref, data, res_ids=[res_id])
        return streams

    def _get_page_format(self, paperformat, landscape, specific):
        """Paper format record and ``data-report-*`` attributes of the template as PageFormat."""
        page = PageFormat()
        if paperformat:
            side = CSS_MARGIN if paperformat.css_margins else 0
            page = PageFormat(
                width=paperformat.print_page_width,
                height=paperformat.print_page_height,
                top=paperformat.margin_top,
                right=paperformat.margin_right + side,
                bottom=paperformat.margin_bottom,
                left=paperformat.margin_left + side,
            )
        if (landscape or specific.get("data-report-landscape")) and page.width < page.height:
            page = replace(page, width=page.height, height=page.width)
        margins = {
            side: float(specific[f"data-report-margin-{side}"])
            for side in ("top", "bottom")
            if f"data-report-margin-{side}" in specific
        }
        return replace(page, **margins)
