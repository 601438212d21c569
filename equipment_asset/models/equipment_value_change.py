from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..tools.depreciation import month_start

TAKES_AWAY = ("impairment",)


class EquipmentValueChange(models.Model):
    """A change of an asset's value (资产价值变动): impairment, improvement, revaluation, correction.

    Approved by somebody else it counts from its month on; booked months stay as they are.
    """

    _name = "equipment.value.change"
    _inherit = [
        "server.guard.mixin",
        "mail.thread",
        "mail.activity.mixin",
        "dual.control.mixin",
        "evidence.mixin",
    ]
    _description = "Value Change"
    _order = "date desc, id desc"
    _approval_group = "equipment_asset.group_equipment_manager"
    _approval_locked_fields = frozenset(
        ("equipment_id", "kind", "date", "amount", "added_months", "reason")
    )

    equipment_id = fields.Many2one(
        "maintenance.equipment",
        string="Device",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('first_depreciation_month', '!=', False), ('usage_state', '!=', 'disposed')]",
    )
    org_unit_id = fields.Many2one(
        related="equipment_id.org_unit_id", string="Owner", store=True, index=True
    )
    using_unit_id = fields.Many2one(
        related="equipment_id.using_unit_id", string="Used by", store=True, index=True
    )
    kind = fields.Selection(
        [
            ("impairment", "Impairment"),
            ("addition", "Additional value"),
            ("revaluation", "Revaluation"),
            ("correction", "Correction"),
        ],
        required=True,
        default="impairment",
        tracking=True,
    )
    date = fields.Date(required=True, default=fields.Date.context_today, index=True, tracking=True)
    month = fields.Date(
        string="Counts from", compute="_compute_month", store=True, help="Month of the date."
    )
    amount = fields.Monetary(
        required=True,
        tracking=True,
        help="By how much. An impairment is entered as a positive amount; a revaluation or "
        "correction downwards as a negative one.",
    )
    value_change = fields.Monetary(compute="_compute_value_change", store=True)
    added_months = fields.Integer(
        string="Added months of use",
        help="By how many months the asset will be used longer, for example after an improvement.",
    )
    reason = fields.Text(required=True)
    net_value = fields.Monetary(related="equipment_id.net_value")
    currency_id = fields.Many2one(related="equipment_id.currency_id")

    _amount_given = models.Constraint("CHECK (amount <> 0)", "Enter the amount of the change.")
    _amount_sign = models.Constraint(
        "CHECK (amount > 0 OR kind IN ('revaluation', 'correction'))",
        "Enter an impairment or an additional value as a positive amount.",
    )
    _added_months_range = models.Constraint(
        "CHECK (added_months BETWEEN 0 AND 1200)", "Months can only be added, up to 1,200."
    )

    @api.depends("equipment_id", "kind", "date")
    def _compute_display_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for change in self:
            device = change.equipment_id.display_name or ""
            change.display_name = f"{labels.get(change.kind, '')} {device}".strip()

    @api.depends("date")
    def _compute_month(self):
        for change in self:
            change.month = change.date and month_start(change.date)

    @api.depends("kind", "amount")
    def _compute_value_change(self):
        for change in self:
            takes = change.kind in TAKES_AWAY
            change.value_change = -change.amount if takes else change.amount

    @api.constrains("equipment_id")
    def _check_equipment(self):
        for change in self.filtered(lambda change: not change.equipment_id.is_fixed_asset):
            raise ValidationError(
                self.env._(
                    "“%(device)s” is not a fixed asset: correct the value on its card.",
                    device=change.equipment_id.display_name,
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_decided(self):
        self._check_approval_unlocked()

    def action_withdraw(self):
        """Take a change that waits for approval back to draft.

        :raise UserError: it was approved already
        """
        self.check_access("write")
        if any(change.approval_state == "approved" for change in self):
            raise UserError(self.env._("An approved change stands. Enter another one against it."))
        self._reset_approval()

    def _check_before_request(self):
        super()._check_before_request()
        self._check_applicable()

    def _on_approved(self):
        super()._on_approved()
        self._check_applicable()

    def _check_applicable(self):
        """:raise UserError: its month is booked, or the value could not be written off"""
        for change in self:
            change.equipment_id._check_not_disposed()
            change._check_month_open()
            change._check_value_bearable()

    def _check_month_open(self):
        last = self.equipment_id.last_depreciation_month
        if last and self.month <= last:
            raise UserError(
                self.env._(
                    "“%(device)s” is depreciated up to %(month)s. Date the change later, or have "
                    "those months reversed first.",
                    device=self.equipment_id.display_name,
                    month=f"{last:%Y-%m}",
                )
            )

    def _check_value_bearable(self):
        equipment = self.equipment_id
        approved = equipment.value_change_ids.filtered(lambda c: c.approval_state == "approved")
        try:
            equipment._schedule_with(approved | self)
        except ValueError:
            raise UserError(
                self.env._(
                    "With this change the value of “%(device)s” could not be written off: either "
                    "more is taken away than its net value in %(month)s, or no month of use is "
                    "left. Correct the amount or add months of use.",
                    device=equipment.display_name,
                    month=f"{self.month:%Y-%m}",
                )
            ) from None
