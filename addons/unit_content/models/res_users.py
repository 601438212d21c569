from odoo import models


class ResUsers(models.Model):
    _inherit = "res.users"

    def _get_content_unit_ids(self):
        """Ids of the user's unit and the units above it: whose content is meant for him.

        For record rules, which are cached until the user's unit or the tree of units changes.
        """
        self.ensure_one()
        # sudo: the scope doesn't depend on which units the user may read
        path = self.org_unit_id.sudo().parent_path or ""
        return [int(part) for part in path.split("/") if part]
