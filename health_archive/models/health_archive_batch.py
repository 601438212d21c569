from odoo import api, models

from .health_archive_form import ROWS_OF_HISTORY, SOME


class HealthArchive(models.Model):
    """Hundreds of archives at once."""

    _name = "health.archive"
    _inherit = ["health.archive", "bulk.create.mixin"]

    @api.model
    def _bulk_create(self, vals_list):
        persons = self.env["res.partner"].browse(vals["partner_id"] for vals in vals_list)
        persons.check_access("read")
        vals_list = self._number_archives(vals_list)
        self.flush_model(["state"])
        return super()._bulk_create(vals_list)

    @api.model
    def _get_bulk_columns(self, vals_list):
        columns = super()._get_bulk_columns(vals_list)
        regions = self.env["cn.region"].browse({vals["region_id"] for vals in vals_list})
        townships = {region.id: region.parent_id.id for region in regions}
        for row, vals in zip(columns, vals_list, strict=True):
            row["township_id"] = townships[vals["region_id"]]
            for history, rows in ROWS_OF_HISTORY.items():
                row[history] = vals.get(history, SOME if vals.get(rows) else False)
        return columns


class HealthArchivePartMixin(models.AbstractModel):
    """The rows of their histories, and the programmes they come into."""

    _name = "health.archive.part.mixin"
    _inherit = ["health.archive.part.mixin", "bulk.create.mixin"]

    def _after_bulk(self):
        super()._after_bulk()
        self._check_archive_open()
        self._log_rows(new=True)
