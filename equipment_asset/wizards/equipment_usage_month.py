from dateutil.relativedelta import relativedelta

from odoo import Command, api, fields, models
from odoo.exceptions import UserError


class EquipmentUsageMonth(models.TransientModel):
    """Enter how often the devices of a unit were used in a month, all on one sheet."""

    _name = "equipment.usage.month"
    _inherit = ["server.guard.mixin"]
    _description = "Enter Usage of a Month"

    month = fields.Date(
        required=True,
        default=lambda self: fields.Date.context_today(self),
        help="Any day of the month.",
    )
    using_unit_id = fields.Many2one(
        "org.unit",
        string="Used by",
        required=True,
        default=lambda self: self.env.user.org_unit_id,
    )
    line_ids = fields.One2many(
        "equipment.usage.month.line",
        "sheet_id",
        string="Devices",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )

    @api.depends("month", "using_unit_id")
    def _compute_line_ids(self):
        for sheet in self:
            recorded = sheet._get_recorded_uses()
            devices = self.env["maintenance.equipment"].search(
                [("using_unit_id", "=", sheet.using_unit_id.id), ("usage_state", "=", "in_use")],
                order="name, id",
            )
            sheet.line_ids = [Command.clear()] + [
                Command.create({"equipment_id": device.id, "recorded": recorded.get(device, 0)})
                for device in devices
            ]

    def action_save(self):
        """Add the entered uses, dated the last day of the month or today if it is not over."""
        self.ensure_one()
        uses = {line.equipment_id: line.quantity for line in self.line_ids if line.quantity}
        if not uses:
            raise UserError(self.env._("Enter the uses of at least one device."))
        last_day = self.month + relativedelta(day=31)
        self.env["equipment.usage"]._add(uses, min(last_day, fields.Date.context_today(self)))
        return self.env["ir.actions.act_window"]._for_xml_id(
            "equipment_asset.equipment_usage_action"
        )

    def _get_recorded_uses(self):
        if not self.month:
            return {}
        start = self.month + relativedelta(day=1)
        groups = self.env["equipment.usage"]._read_group(
            [
                ("using_unit_id", "=", self.using_unit_id.id),
                ("date", ">=", start),
                ("date", "<", start + relativedelta(months=1)),
            ],
            ["equipment_id"],
            ["quantity:sum"],
        )
        return dict(groups)
