from odoo import api, fields, models


class FamilyDuty(models.Model):
    """When an open duty is going to be done: an appointment, which changes nothing about its term."""

    _inherit = "family.duty"
    _server_fields = frozenset({"planned_date"})

    planned_date = fields.Date("Planned for", readonly=True)
    household_id = fields.Many2one(related="archive_id.partner_id.household_id")
    region_id = fields.Many2one(related="archive_id.region_id", string="Village")
    street = fields.Char(related="archive_id.street")
    phone = fields.Char(related="archive_id.phone")

    _planned = models.Index(
        "(user_id, planned_date) WHERE planned_date IS NOT NULL AND state = 'open'"
    )

    @api.model
    def _plan_visits(self, plan):
        """Write appointments: ``[(day, duties)]``."""
        for day, duties in plan:
            duties._check_may_plan()
            # sudo: whoever may change the agreement says when he comes; duties have no other rights
            duties.sudo()._write_server({"planned_date": day})

    def action_unplan(self):
        """Withdraw the appointments of these duties."""
        self._check_may_plan()
        # sudo: as in _plan_visits
        self.sudo()._write_server({"planned_date": False})

    def _check_may_plan(self):
        self.check_access("read")
        self.agreement_id.check_access("write")

    def action_print_round(self):
        """Print the round through the villages with these duties."""
        self.check_access("read")
        return self.env.ref("family_doctor.family_duty_round_report").report_action(self)
