from odoo import api, models


class MaintenanceRequestRow(models.AbstractModel):
    """A row of a work order, which changes no more once the order is finished."""

    _name = "maintenance.request.row"
    _inherit = ["server.guard.mixin"]
    _description = "Row of a Work Order"
    _fixed_fields = frozenset({"request_id"})

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows._check_order_open()
        return rows

    def write(self, vals):
        self._check_order_open()
        return super().write(vals)

    # Always, also when a forged ``_force_unlink`` context pretends an uninstallation.
    @api.ondelete(at_uninstall=True)
    def _unlink_except_finished(self):
        self._check_order_open()

    def _check_order_open(self):
        """:raise UserError: the order is finished"""
        if not self._is_server():
            self.request_id._check_open({"check_ids"})
