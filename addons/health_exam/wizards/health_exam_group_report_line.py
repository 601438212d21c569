from odoo import fields, models


class HealthExamGroupReportLine(models.TransientModel):
    """A figure of a group report on the screen."""

    _name = "health.exam.group.report.line"
    _inherit = ["server.guard.mixin"]
    _description = "Figure of a Group Report"
    _order = "report_id, sequence"

    report_id = fields.Many2one(
        "health.exam.group.report", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer()
    section = fields.Selection(
        [
            ("turnout", "Turnout"),
            ("people", "Sex and age"),
            ("disease", "Diseases suspected"),
            ("finding", "Abnormal findings"),
            ("known", "Diseases known"),
            ("alert", "Critical values"),
            ("task", "Tasks"),
            ("proposed", "Diseases proposed for the history"),
        ],
        "Part",
        required=True,
    )
    key = fields.Char(required=True)
    name = fields.Char("Figure", required=True)
    count = fields.Integer("Number", aggregator=None)
    share = fields.Char()
    before = fields.Char("Year before")
    before_share = fields.Char("Share of the year before")

    def action_open(self):
        """Open the list behind the figure."""
        self.ensure_one()
        figures = {figure.key: figure for figure in self.report_id._get_figures()}
        figure = figures[self.key]
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": figure.model,
            "domain": figure.domain,
            "views": [[False, "list"], [False, "form"]],
            "context": {"create": False},
        }
