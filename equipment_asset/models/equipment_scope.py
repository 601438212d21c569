from odoo import api, models
from odoo.exceptions import AccessError
from odoo.fields import Domain


class OrgUnit(models.Model):
    _inherit = "org.unit"

    def _filter_in_scope(self):
        """Those of these units the user works for: his own and the units below it."""
        if self.env.su:
            return self
        own = self.env.user.org_unit_id.ids
        return self.search(Domain("id", "in", self.ids) & Domain("id", "child_of", own))

    @api.private
    def check_in_scope(self):
        """:raise AccessError: one of these units is outside the user's scope; says which."""
        inside = self._filter_in_scope()
        if outside := self - inside:
            raise AccessError(
                self.env._(
                    "%(units)s: not among your units. Ask a colleague of the superior unit to do it.",
                    units=", ".join(outside.mapped("name")),
                )
            )
