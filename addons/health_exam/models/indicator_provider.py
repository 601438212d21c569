from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from .health_exam_reporting import REPORTED


class IndicatorProvider(models.AbstractModel):
    """An exam that was reported is a use of the archive (domain E.5)."""

    _inherit = "indicator.provider"

    @api.model
    def _get_archive_uses(self, span):
        # sudo: a figure counts all records, whoever looks at it
        exams = self.env["health.exam"].sudo()
        within = span.domain(exams._fields["date"], "within")
        query = exams._search(Domain("state", "in", REPORTED) & within)
        column = SQL.identifier(exams._table, "archive_id")
        return [*super()._get_archive_uses(span), SQL("(%s)", query.select(column))]
