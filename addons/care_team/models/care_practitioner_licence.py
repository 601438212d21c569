from datetime import timedelta

from odoo import api, fields, models


class CarePractitioner(models.Model):
    """Until when a licence is good, and who is told before it ends."""

    _inherit = "care.practitioner"

    def _may_sign(self, date):
        """Those of these who may sign agreements on ``date``: by kind and end of the licence."""
        return self.filtered(
            lambda p: (
                p.active
                and p.licence_kind_id.may_sign
                and (not p.licence_until or p.licence_until >= date)
            )
        )

    @api.model
    def _cron_announce_licences(self):
        """An activity for each licence that ends soon; one at a time, for him or a manager."""
        today = fields.Date.context_today(self)
        last = today + timedelta(days=self.env["care.rule"]._get("licence.warning", today))
        ending = self.search([("licence_until", "<=", last)])
        kind = self.env.ref("care_team.activity_licence")
        told = ending.activity_ids.filtered(lambda activity: activity.activity_type_id == kind)
        for practitioner in ending - self.browse(told.mapped("res_id")):
            practitioner.activity_schedule(
                "care_team.activity_licence",
                practitioner.licence_until,
                user_id=(practitioner.user_id or practitioner.create_uid).id,
            )
