from odoo import models


class ResUsers(models.Model):
    _inherit = "res.users"

    def _get_resident_unit_ids(self):
        """Units whose residents the user sees: his scope, if a role of his works with people.

        For record rules, which cache the answer until the user's groups or unit change.
        """
        if not self.has_group("resident.group_resident_user"):
            return []
        return self._get_org_unit_ids()
