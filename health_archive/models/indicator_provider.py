from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL


class IndicatorProvider(models.AbstractModel):
    """What counts as using an archive (档案使用率, domain E.5)."""

    _inherit = "indicator.provider"

    @api.model
    def _get_conditions(self):
        return super()._get_conditions() | {
            "archive_used": self.env._("With a dynamic record in the period")
        }

    def _condition_archive_used(self, span):
        return Domain.OR(Domain("id", "in", use) for use in self._get_archive_uses(span))

    @api.model
    def _get_archive_uses(self, span):
        """Queries of the ids of archives with a record in ``span``; add-ons append theirs."""
        uses = {
            "health.archive.change": "date",
            "health.measurement": "taken_at",
            "health.risk.assessment": "date",
        }
        return [self._get_use(name, date_name, span) for name, date_name in uses.items()]

    @api.model
    def _get_use(self, model_name, date_name, span):
        """Archives with a record of ``model_name``, which has ``archive_id``, dated in ``span``."""
        # sudo: a figure counts all records, whoever looks at it
        model = self.env[model_name].sudo()
        within = span.domain(model._fields[date_name], "within")
        return SQL("(%s)", model._search(within).select(SQL.identifier(model._table, "archive_id")))
