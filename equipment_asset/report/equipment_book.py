from odoo import api, models

from ..tools.device_book import book_sections, total_value


class EquipmentBook(models.AbstractModel):
    """Printed device book of the devices chosen in the list."""

    _name = "report.equipment_asset.report_equipment_book"
    _description = "Device Book"

    @api.model
    def _get_report_values(self, docids, data=None):
        devices = self.env["maintenance.equipment"].browse(docids)
        return self._prepare_values(devices, book_sections(devices), total_value(devices))

    def _prepare_values(self, docs, sections, total):
        field = self.env["maintenance.equipment"]._fields["usage_state"]
        return {
            "docs": docs,
            "unit": self.env["org.unit"],
            "sections": sections,
            "total": total,
            "states": dict(field._description_selection(self.env)),
        }


class EquipmentBookUnit(models.AbstractModel):
    """Printed device book of a unit."""

    _name = "report.equipment_asset.report_equipment_book_unit"
    _inherit = "report.equipment_asset.report_equipment_book"
    _description = "Device Book of a Unit"

    @api.model
    def _get_report_values(self, docids, data=None):
        wizard = self.env["equipment.book.print"].browse(docids)
        values = self._prepare_values(wizard, *wizard._get_book())
        return values | {"unit": wizard.org_unit_id}
