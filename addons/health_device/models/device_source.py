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

    range_code = fields.Char(
        "Reference ranges of", compute="_compute_range_code", store=True, readonly=False,
        index="btree_not_null",
        help="Code of the device or method under which its own limits stand in the reference ranges; "
        "devices of one method share it. Kept with each result it sends.",
    )  # fmt: skip

    @api.depends("equipment_id")
    def _compute_range_code(self):
        for source in self:
            # sudo: the model of the card is proposed, also to who doesn't read the device book
            model = source.sudo().equipment_id.device_model_id
            source.range_code = source.range_code or model.name

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
