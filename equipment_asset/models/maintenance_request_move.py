from odoo import fields, models


class MaintenanceRequest(models.Model):
    """What happens when a work order moves: times, the state of the device, the plan behind it."""

    _inherit = "maintenance.request"

    def _after_move(self):
        """Follow a change of stage, or a cancellation."""
        self._close()
        for request in self.filtered(lambda request: request.reopened_for != "record"):
            request._stamp_times()
            if request.stage_id.done or request.archive:
                request._hand_back()
            elif request.responded_at:
                request._take_out()
        self.filtered(lambda request: request.stage_id.done or request.archive)._move_plans_on()

    def _stamp_times(self):
        """First move away from “new” is the response; the last one into “done” is the repair."""
        now = fields.Datetime.now()
        done, vals = self.stage_id.done, {}
        if not self.responded_at and self.stage_id != self._default_stage():
            vals["responded_at"] = now
        if done != bool(self.repaired_at):
            vals["repaired_at"] = done and now
        # sudo: the clock sets the times, whoever moves the order
        self.sudo().write(vals)

    def _take_out(self):
        # sudo: the custodian of the using unit may not write the card of the owner
        request = self.sudo()
        if (
            request.maintenance_type == "corrective"
            and request.equipment_id.usage_state == "in_use"
        ):
            request.equipment_id.usage_state = "repair"
            request.took_out_of_use = True

    def _hand_back(self):
        """Back into use, unless somebody set another state or another order is still running."""
        # sudo: as above
        request = self.sudo()
        if not request.took_out_of_use:
            return
        request.took_out_of_use = False
        if running := request._get_running()[:1]:
            running.took_out_of_use = True
        elif request.equipment_id.usage_state == "repair":
            given_up = request.stage_id == self.env.ref("maintenance.stage_4")
            request.equipment_id.usage_state = "to_dispose" if given_up else "in_use"

    def _get_running(self):
        """Other started, unfinished faults of the same device."""
        return self.search(
            [
                ("equipment_id", "=", self.equipment_id.id),
                ("id", "!=", self.id),
                ("maintenance_type", "=", "corrective"),
                ("responded_at", "!=", False),
                ("stage_id.done", "=", False),
                ("archive", "=", False),
            ]
        )
