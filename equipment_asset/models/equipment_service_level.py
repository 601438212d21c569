from decimal import Decimal

from odoo import api, fields, models

from odoo.addons.l10n_cn_civil.tools import to_fen, to_yuan


class EquipmentServiceLevel(models.Model):
    """What a supplier promised: how fast he answers and repairs, and what lateness costs.

    It holds for the devices of its unit and the units below, bought from the supplier, of the asset
    class (or of all). ``source`` names the contract and the clause.
    """

    _name = "equipment.service.level"
    _inherit = ["server.guard.mixin", "dated.mixin", "org.scoped.mixin"]
    _description = "Service Level"
    _order = "partner_id, valid_from desc, id"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "res.partner", string="Supplier", required=True, index=True, ondelete="restrict"
    )
    class_id = fields.Many2one(
        "equipment.class",
        string="Asset class",
        index="btree_not_null",
        ondelete="restrict",
        help="Empty: all devices of the supplier.",
    )
    after_warranty = fields.Boolean(
        string="Also after the warranty",
        help="A paid maintenance contract, which goes on when the warranty is over.",
    )
    response_hours = fields.Float(string="Response within (h)")
    repair_hours = fields.Float(string="Repair within (h)")
    penalty_kind = fields.Selection(
        [("percent", "% of the original value per day"), ("yuan", "Yuan per day")],
        string="Penalty",
    )
    penalty_rate = fields.Float(string="Penalty rate", digits=(16, 4))

    _promise_positive = models.Constraint(
        "CHECK (response_hours >= 0 AND repair_hours >= 0 AND penalty_rate >= 0)",
        "Hours and penalties cannot be negative.",
    )
    _promise_given = models.Constraint(
        "CHECK (response_hours > 0 OR repair_hours > 0)",
        "Enter within how many hours the supplier answers or repairs.",
    )
    _penalty_whole = models.Constraint(
        "CHECK (penalty_kind IS NULL OR (repair_hours > 0 AND penalty_rate > 0))",
        "A penalty is counted from the promised repair: enter its hours, and the rate.",
    )
    _percent_limit = models.Constraint(
        "CHECK (penalty_kind IS DISTINCT FROM 'percent' OR penalty_rate <= 100)",
        "A day cannot cost more than 100 % of the value.",
    )

    @api.depends("partner_id", "class_id")
    def _compute_display_name(self):
        for level in self:
            parts = (level.partner_id.name, level.class_id.name)
            level.display_name = " · ".join(part for part in parts if part)

    @api.model
    def _find(self, devices):
        """All levels of the suppliers of ``devices``, in one query; the newest first."""
        suppliers = devices.sudo().partner_id  # sudo: the caller may not read cards of the owner
        return self.search(
            [("partner_id", "in", suppliers.ids)], order="valid_from desc, class_id, id"
        )

    def _choose(self, device, date, after_warranty):
        """The level among ``self`` that a fault of ``device`` on ``date`` falls under.

        One for the asset class comes before one for everything.
        """
        fitting = self.filtered_domain(self._in_force_domain(date)).filtered(
            lambda level: level._fits(device) and (level.after_warranty or not after_warranty)
        )
        return fitting.sorted(lambda level: not level.class_id)[:1]

    def _fits(self, device):
        unit_path, class_path = device.org_unit_id.parent_path, device.class_id.parent_path
        return (
            self.partner_id == device.partner_id
            and (unit_path or "").startswith(self.org_unit_id.parent_path)
            and (not self.class_id or (class_path or "").startswith(self.class_id.parent_path))
        )

    def _get_penalty(self, days, value, date):
        """Yuan for ``days`` begun days of delay of a device worth ``value`` yuan.

        The rule ``penalty_cap`` of ``date``, the day of the report, limits it to a share of the
        value; a device without a value has no limit.
        """
        if not self.penalty_kind or not days:
            return 0
        value, rate = Decimal(str(value)), Decimal(str(self.penalty_rate)) * days
        exact = rate * value / 100 if self.penalty_kind == "percent" else rate
        share = Decimal(str(self.env["equipment.rule"]._find("penalty_cap", date).value))
        cap = share * value / 100
        return to_yuan(to_fen(min(exact, cap) if cap else exact))
