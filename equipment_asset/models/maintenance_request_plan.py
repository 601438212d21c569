from odoo import fields, models


class MaintenanceRequest(models.Model):
    """The plan that a preventive work order comes from."""

    _inherit = "maintenance.request"

    plan_id = fields.Many2one(
        "equipment.plan", readonly=True, copy=False, index="btree_not_null", ondelete="set null"
    )
    plan_date = fields.Date(string="Due by plan", readonly=True, copy=False)

    _one_per_due_date = models.UniqueIndex(
        "(plan_id, plan_date) WHERE plan_id IS NOT NULL",
        "The plan has a work order for this day already.",
    )

    def _move_plans_on(self):
        for request in self.filtered("plan_id"):
            # sudo: the custodian finishes the work, the plan belongs to the owner
            request.plan_id.sudo()._move_on(request)
