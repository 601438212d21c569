from odoo import fields, models

from odoo.addons.l10n_cn_civil.tools import to_fen, to_yuan


class EquipmentDepreciationLine(models.Model):
    """What one month wrote off of one device, and the values it left: a row of the
    depreciation table (固定资产折旧表). Written by runs only."""

    _name = "equipment.depreciation.line"
    _description = "Depreciation of a Device"
    _order = "month desc, org_unit_id, equipment_id, id"
    _rec_name = "equipment_id"

    run_id = fields.Many2one(
        "equipment.depreciation.run",
        string="Monthly run",
        required=True,
        index=True,
        ondelete="cascade",
    )
    state = fields.Selection(related="run_id.state", store=True)
    month = fields.Date(related="run_id.month", store=True, index=True)
    equipment_id = fields.Many2one(
        "maintenance.equipment", string="Device", required=True, index=True, ondelete="restrict"
    )
    org_unit_id = fields.Many2one(
        "org.unit",
        string="Owner",
        required=True,
        index=True,
        ondelete="restrict",
        help="In whose books it stood in this month.",
    )
    asset_number = fields.Char(related="equipment_id.asset_number")
    booking_date = fields.Date(related="equipment_id.booking_date")
    class_id = fields.Many2one(
        related="equipment_id.class_id", string="Asset class", store=True, index="btree_not_null"
    )
    original_value = fields.Monetary(required=True, aggregator=None)
    life_months = fields.Integer(string="Months of use", required=True, aggregator=None)
    monthly_amount = fields.Monetary(string="Monthly", required=True, aggregator=None)
    month_count = fields.Integer(
        string="Months covered",
        required=True,
        aggregator=None,
        help="More than one when the run took over earlier months.",
    )
    amount = fields.Monetary(string="Depreciation", required=True)
    accumulated = fields.Monetary(required=True, aggregator=None)
    net_value = fields.Monetary(required=True, aggregator=None)
    currency_id = fields.Many2one(related="equipment_id.currency_id")

    _once_a_month = models.UniqueIndex(
        "(equipment_id, month) WHERE state = 'booked'",
        "A device of this run is depreciated for this month already.",
    )

    def _prepare_vals(self, run, devices):
        """Values of the lines of ``devices`` in ``run``; those with nothing due are left out."""
        vals_list = [self._prepare_line(run, device) for device in devices]
        return [vals for vals in vals_list if vals["month_count"]]

    def _prepare_line(self, run, device):
        amount, month_count = device._get_due(run.month)
        net = to_fen(device.net_value) - amount
        gross = to_fen(device.original_value) + to_fen(device.value_adjustment)
        return {
            "run_id": run.id,
            "equipment_id": device.id,
            "org_unit_id": device.org_unit_id.id,
            "original_value": to_yuan(gross),
            "life_months": device.life_months + device.added_months,
            "monthly_amount": to_yuan(device._get_monthly(run.month)),
            "month_count": month_count,
            "amount": to_yuan(amount),
            "accumulated": to_yuan(to_fen(device.accumulated_depreciation) + amount),
            "net_value": to_yuan(net),
        }
