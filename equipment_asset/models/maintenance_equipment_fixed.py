from odoo import api, fields, models
from odoo.tools import format_amount

FIXED_DECISIONS = [
    ("threshold", "By the unit price"),
    ("asset", "Managed as a fixed asset by decision"),
    ("expense", "Written off at once by decision"),
]


class MaintenanceEquipment(models.Model):
    """Whether a device is a fixed asset (固定资产) or written off at once, and why.

    Source: domain I.7: from a unit price of 1,000 yuan, special equipment 1,500 yuan; many
    identical pieces below it may be managed as fixed assets by decision.
    """

    _inherit = "maintenance.equipment"

    fixed_decision = fields.Selection(
        FIXED_DECISIONS,
        string="Fixed asset decision",
        required=True,
        default="threshold",
        tracking=True,
    )
    fixed_reason = fields.Char(
        string="Reason of the decision",
        tracking=True,
        help="Who decided so and why, for example “91 identical kits, bulk management”.",
    )
    is_fixed_asset = fields.Boolean(
        string="Fixed asset", compute="_compute_is_fixed_asset", store=True
    )
    fixed_note = fields.Char(string="Why", compute="_compute_fixed_note")

    _fixed_reason_given = models.Constraint(
        "CHECK (fixed_decision = 'threshold' OR btrim(COALESCE(fixed_reason, '')) <> '')",
        "Say why it is not decided by the unit price: who decided so, and on what grounds.",
    )

    @api.depends("fixed_decision", "unit_price", "class_id", "booking_date", "acquisition_date")
    def _compute_is_fixed_asset(self):
        thresholds = {}
        for equipment in self:
            key = equipment._get_fixed_asset_key()
            if key not in thresholds:
                thresholds[key] = self.env["equipment.rule"]._find(*key).value
            by_price = equipment.unit_price >= thresholds[key]
            decided = equipment.fixed_decision
            equipment.is_fixed_asset = by_price if decided == "threshold" else decided == "asset"

    @api.depends("is_fixed_asset", "fixed_reason", "company_id")
    def _compute_fixed_note(self):
        for equipment in self:
            equipment.fixed_note = equipment._get_fixed_note()

    def _get_fixed_asset_key(self):
        """Return code and date of the rule that holds the threshold of this device."""
        day = self.booking_date or self.acquisition_date or fields.Date.context_today(self)
        return ("special_asset_price" if self.class_id.is_special else "fixed_asset_price", day)

    def _get_fixed_note(self):
        if self.fixed_decision != "threshold":
            return self.env._("By decision: %(reason)s", reason=self.fixed_reason or "")
        rule = self.env["equipment.rule"]._find(*self._get_fixed_asset_key())
        currency = self.currency_id or self.env.company.currency_id
        numbers = {
            "price": format_amount(self.env, self.unit_price, currency),
            "limit": format_amount(self.env, rule.value, currency),
            "basis": rule.source or "",
        }
        if self.is_fixed_asset:
            return self.env._(
                "Unit price %(price)s reaches the limit of %(limit)s (%(basis)s).", **numbers
            )
        return self.env._(
            "Unit price %(price)s is below the limit of %(limit)s (%(basis)s): "
            "not depreciated, written off at once.",
            **numbers,
        )
