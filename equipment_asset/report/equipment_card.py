from odoo import api, models

from odoo.addons.report_weasyprint.tools import qr_code


class EquipmentCard(models.AbstractModel):
    """The asset card (固定资产卡片) on paper, with the tag of the device."""

    _name = "report.equipment_asset.report_equipment_card"
    _description = "Asset Card"

    @api.model
    def _get_report_values(self, docids, data=None):
        return {"docs": self.env["maintenance.equipment"].browse(docids), "qr_code": qr_code}
