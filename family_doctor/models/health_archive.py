from odoo import fields, models


class HealthArchive(models.Model):
    """Services of the resident, and those of the household."""

    _inherit = "health.archive"

    family_service_ids = fields.One2many("family.service", "archive_id", "Service records")
    duty_open_count = fields.Integer("Services due", compute="_compute_duty_open_count")

    _statistic = models.Index(
        "(archive_date) INCLUDE (org_unit_id, doctor_id, state, closed_date, is_complete)"
    )
    _statistic_closed = models.Index(
        "(closed_date) INCLUDE (org_unit_id, doctor_id) WHERE closed_date IS NOT NULL"
    )

    def _compute_duty_open_count(self):
        groups = self.env["family.duty"]._read_group(
            [("archive_id", "in", self.ids), ("state", "=", "open")], ["archive_id"], ["__count"]
        )
        counts = dict(groups)
        for archive in self:
            archive.duty_open_count = counts.get(archive._origin, 0)

    def action_record_service(self):
        """Enter a service that was given to this resident."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Record a service"),
            "res_model": "family.service",
            "view_mode": "form",
            "context": {"default_archive_id": self.id},
        }

    def action_open_open_duties(self):
        """List what is still due for this resident."""
        return self._list_duties(self.env._("Services due"))

    def action_open_household_duties(self):
        """List what is due for everybody in these households, as far as the user sees them."""
        return self._get_household_archives()._list_duties(
            self.env._("Due in this household, while you are there")
        )

    def _get_household_archives(self):
        """The archives of everybody in the households of these residents that the user sees."""
        households = self.partner_id.household_id
        return self | self.search([("partner_id.household_id", "in", households.ids)])

    def _list_duties(self, name):
        action = self.env["ir.actions.act_window"]._for_xml_id("family_doctor.family_duty_action")
        return action | {
            "name": name,
            "display_name": name,
            "domain": [("archive_id", "in", self.ids)],
            "context": {"search_default_open": 1, "group_by": ["archive_id"]},
        }
