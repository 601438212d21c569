from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..tools.depreciation import month_start


class EquipmentDisposalLine(models.Model):
    """One device of a disposal, with its book values on the day."""

    _name = "equipment.disposal.line"
    _inherit = ["server.guard.mixin", "evidence.seal.line.mixin"]
    _description = "Device of a Disposal"
    _order = "disposal_id, id"
    _rec_name = "equipment_id"
    _seal_parent_field = "disposal_id"

    disposal_id = fields.Many2one(
        "equipment.disposal", required=True, index=True, ondelete="cascade"
    )
    equipment_id = fields.Many2one(
        "maintenance.equipment",
        string="Device",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('org_unit_id', 'child_of', parent.org_unit_id),"
        " ('usage_state', 'not in', ('to_dispose', 'disposed'))]",
    )
    asset_number = fields.Char(related="equipment_id.asset_number")
    serial_no = fields.Char(related="equipment_id.serial_no")
    booking_date = fields.Date(related="equipment_id.booking_date")
    usage_state = fields.Selection(related="equipment_id.usage_state")
    former_state = fields.Char(readonly=True, copy=False, export_string_translation=False)
    original_value = fields.Monetary(compute="_compute_values", store=True)
    accumulated = fields.Monetary(
        string="Accumulated depreciation", compute="_compute_values", store=True
    )
    net_value = fields.Monetary(compute="_compute_values", store=True)
    is_closed = fields.Boolean(readonly=True, copy=False, export_string_translation=False)
    currency_id = fields.Many2one(related="equipment_id.currency_id")

    _once_in_disposal = models.UniqueIndex(
        "(equipment_id) WHERE is_closed IS NOT TRUE",
        "A device stands in another open disposal already.",
    )

    @api.depends("equipment_id")
    def _compute_values(self):
        for line in self:
            line.update(line._get_values(line.disposal_id.date))

    @api.constrains("equipment_id", "disposal_id")
    def _check_owner(self):
        for line in self:
            owner, unit = line.equipment_id.org_unit_id, line.disposal_id.org_unit_id
            if not (owner.parent_path or "").startswith(unit.parent_path or ""):
                raise ValidationError(
                    self.env._(
                        "“%(device)s” belongs to %(owner)s, not to %(unit)s.",
                        device=line.equipment_id.display_name,
                        owner=owner.name,
                        unit=unit.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        server = {"former_state": False, "is_closed": False}
        lines = super().create([vals | server for vals in vals_list])
        lines.disposal_id._check_approval_unlocked()
        return lines

    def write(self, vals):
        if not self.env.su:
            self.disposal_id._check_approval_unlocked()
            own = {"former_state", "is_closed", "original_value", "accumulated", "net_value"}
            vals = {name: value for name, value in vals.items() if name not in own}
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_decided(self):
        self.disposal_id._check_approval_unlocked()

    def _get_values(self, date):
        device, day = self.equipment_id, date or fields.Date.context_today(self)
        original, accumulated, net = device._get_book_values(day) if device else (0, 0, 0)
        return {"original_value": original, "accumulated": accumulated, "net_value": net}

    def _capture_values(self, date):
        """Take the book values of ``date`` from the cards."""
        for line in self:
            # sudo: the values come from the books, nobody enters them
            line.sudo().write(line._get_values(date))

    def _check_disposable(self):
        self.equipment_id._check_not_disposed()
        self._check_owner()

    def _check_months_open(self, date):
        """:raise UserError: the month of ``date`` was depreciated already"""
        for device in self.equipment_id:
            last = device.last_depreciation_month
            if last and last >= month_start(date):
                raise UserError(
                    self.env._(
                        "“%(device)s” is depreciated up to %(month)s, but the month of disposal "
                        "is not depreciated. Have that month reversed, or execute in a later one.",
                        device=device.display_name,
                        month=f"{last:%Y-%m}",
                    )
                )

    def _mark_to_dispose(self):
        for line in self:
            # sudo: the former state is kept by the server, nobody enters it
            line.sudo().former_state = line.equipment_id.usage_state
        self.equipment_id.usage_state = "to_dispose"

    def _restore_usage(self):
        for line in self.filtered("former_state"):
            # sudo: who returns the request need not be allowed to edit the cards
            line.sudo().equipment_id.usage_state = line.former_state

    def _dispose(self):
        # sudo: a card becomes "disposed of" here alone; see the guard of the card
        self.equipment_id.sudo().write(
            {"usage_state": "disposed", "scrap_date": self.disposal_id.execution_date}
        )
        # sudo: the mark frees the unique index, nobody enters it
        self.sudo().is_closed = True
        self._leave_kits()

    def _leave_kits(self):
        """The places of disposed parts wait for another device."""
        domain = [("equipment_id", "in", self.equipment_id.ids), ("state", "!=", "replaced")]
        for part in self.env["equipment.kit.part"].search(domain):
            if part.state != "missing":
                part._report_missing(self.env._("Disposed of: %(no)s", no=self.disposal_id.name))
