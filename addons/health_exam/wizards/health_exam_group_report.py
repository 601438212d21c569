from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

YEAR = relativedelta(years=1)


class HealthExamGroupReport(models.TransientModel):
    """Asks whose exams are analysed together (村/批次体检分析报告): of a campaign, or of a hospital,
    its villages, a period and a package. Shows the figures, each with the list behind it."""

    _name = "health.exam.group.report"
    _inherit = ["server.guard.mixin"]
    _description = "Group Report of Examinations"

    campaign_id = fields.Many2one("health.exam.campaign", ondelete="cascade")
    org_unit_id = fields.Many2one(
        "org.unit", "Examined by", required=True, compute="_compute_from_campaign", store=True,
        readonly=False, precompute=True, ondelete="cascade",
    )  # fmt: skip
    region_ids = fields.Many2many(
        "cn.region", string="Villages", domain="[('level', '=', 'village')]",
        compute="_compute_from_campaign", store=True, readonly=False, precompute=True,
        help="Empty: all.",
    )  # fmt: skip
    date_from = fields.Date(
        "From", required=True, compute="_compute_from_campaign", store=True, readonly=False,
        precompute=True,
    )  # fmt: skip
    date_to = fields.Date(
        "To", required=True, compute="_compute_from_campaign", store=True, readonly=False,
        precompute=True,
    )  # fmt: skip
    package_id = fields.Many2one(
        "health.exam.package", "Group", ondelete="cascade",
        help="Who was examined with this package, such as the elderly; empty: all.",
    )  # fmt: skip
    advice = fields.Text(
        "What the hospital advises", help="Printed at the end; the proposal follows the figures."
    )
    line_ids = fields.One2many("health.exam.group.report.line", "report_id", readonly=True)

    _dates_order = models.Constraint(
        "CHECK (date_to >= date_from)", "The period cannot end before it begins."
    )

    @api.depends("campaign_id")
    def _compute_from_campaign(self):
        today = fields.Date.context_today(self)
        for report in self:
            campaign = report.campaign_id
            if campaign or not report.org_unit_id:
                report.org_unit_id = campaign.org_unit_id or self.env.user.org_unit_id
                report.region_ids = campaign.region_ids
                report.date_from = campaign.date_from or today.replace(month=1, day=1)
                report.date_to = campaign.date_to or today

    @api.depends("campaign_id", "org_unit_id", "region_ids")
    def _compute_display_name(self):
        for report in self:
            place = "、".join(
                report.region_ids[:3].with_context(short_region=True).mapped("display_name")
            )
            report.display_name = report.campaign_id.name or place or report.org_unit_id.name or ""

    def action_show(self):
        """Count, and show the figures."""
        self.ensure_one()
        figures = self._get_figures()
        self.line_ids.unlink()
        self.line_ids.create(
            [
                {
                    "report_id": self.id,
                    "sequence": sequence,
                    "section": figure.section,
                    "key": figure.key,
                    "name": figure.label,
                    "count": figure.count,
                    "share": figure.share_text,
                    "before": "" if figure.before is None else str(figure.before),
                    "before_share": figure.before_share_text,
                }
                for sequence, figure in enumerate(figures)
            ]
        )
        if not self.advice:
            self.advice = self._propose_advice(figures)

    def action_print(self):
        """Print the report."""
        self._check_anybody()
        report = self.env.ref("health_exam.health_exam_group_report_print")
        return report.report_action(self, config=False)

    def action_export(self):
        """Download the figures and the list of persons as a spreadsheet."""
        self._check_anybody()
        return {
            "type": "ir.actions.act_url",
            "url": f"/health_exam/group_report/{self.id}.xlsx",
            "target": "download",
        }

    def _check_anybody(self):
        if not self.env["health.exam"].search_count(self._get_exam_domain(), limit=1):
            raise UserError(
                self.env._("Nobody was examined there in this time. Choose other days or villages.")
            )

    def _get_exam_domain(self, path="", before=False):
        """The exams that are analysed, or those of the year before.

        :param path: from the model that is searched to the exam, as ``exam_id.``
        """
        domain = Domain(f"{path}state", "!=", "void")
        if self.package_id:
            domain &= Domain(f"{path}package_ids", "in", self.package_id.ids)
        if self.campaign_id and not before:
            return domain & Domain(f"{path}campaign_id", "=", self.campaign_id.id)
        first, last = self._get_period(before)
        domain &= Domain(f"{path}org_unit_id", "child_of", self.org_unit_id.id)
        if self.region_ids:
            domain &= Domain(f"{path}region_id", "in", self.region_ids.ids)
        return domain & Domain(f"{path}date", ">=", first) & Domain(f"{path}date", "<=", last)

    def _get_period(self, before=False):
        """First and last day; of the year before the same days, for a campaign the whole year."""
        first, last = self.date_from, self.date_to
        if not before:
            return first, last
        if self.campaign_id:
            first = first.replace(month=1, day=1)
            last = first.replace(month=12, day=31)
        return first - YEAR, last - YEAR
