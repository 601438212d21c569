from odoo import models


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    def action_open_practitioner(self):
        """Open what the care teams know of this employee, or offer to enter it."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("care_team.care_practitioner_action")
        found = self.env["care.practitioner"].search([("employee_id", "=", self.id)], limit=1)
        return action | {
            "views": [(False, "form")],
            "res_id": found.id,
            "context": {"default_employee_id": self.id},
        }
