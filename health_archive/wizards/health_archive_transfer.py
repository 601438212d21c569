from odoo import api, fields, models


class HealthArchiveTransfer(models.TransientModel):
    """Gives archives to another unit; another village means another number."""

    _name = "health.archive.transfer"
    _description = "Custody Transfer"

    archive_ids = fields.Many2many("health.archive", required=True, readonly=True)
    org_unit_id = fields.Many2one("org.unit", "To unit", required=True)
    region_id = fields.Many2one(
        "cn.region", "To village", required=True, domain=[("archive_prefix", "!=", False)],
        compute="_compute_region_id", store=True, readonly=False,
    )  # fmt: skip
    reason = fields.Char(required=True)

    @api.depends("org_unit_id")
    def _compute_region_id(self):
        for wizard in self:
            region = wizard.org_unit_id.region_id
            if region.archive_prefix:
                wizard.region_id = region

    def action_confirm(self):
        """Move the archives and their residents."""
        self.ensure_one()
        self.archive_ids._transfer(self.org_unit_id, self.region_id, self.reason)
        return {"type": "ir.actions.act_window_close"}
