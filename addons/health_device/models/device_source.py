from odoo import api, fields, models
from odoo.exceptions import ValidationError


class DeviceSource(models.Model):
    """The asset card of what sends: it knows the serial number and the calibrations."""

    _inherit = "device.source"

    equipment_id = fields.Many2one(
        "maintenance.equipment", "Asset card", index="btree_not_null", ondelete="restrict",
        groups="equipment_asset.group_equipment_viewer", copy=False,
        help="Its serial number and calibration are kept with each result it sends.",
    )  # fmt: skip

    @api.constrains("equipment_id", "org_unit_id")
    def _check_equipment(self):
        # sudo: the unit that uses a device is compared, and shown to nobody
        for source in self.sudo():
            card = source.equipment_id
            if card and card.using_unit_id != source.org_unit_id:
                raise ValidationError(
                    self.env._(
                        "“%(device)s” is used by another unit than the one that sends.",
                        device=card.display_name,
                    )
                )
