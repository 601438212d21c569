from odoo import models
from odoo.exceptions import UserError


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _get_exam_archive(self):
        """The archive in use that an exam of this resident joins.

        :raise UserError: nobody was chosen, or he has no archive in use
        """
        if not self:
            raise UserError(self.env._("Choose the resident who is examined."))
        self.check_access("read")
        # sudo: a station doesn't read archives; which one is joined follows from the resident
        archive = self.sudo().health_archive_ids.filtered(lambda row: row.state == "active")
        if not archive:
            raise UserError(
                self.env._(
                    "%(name)s has no archive in use. Have the village doctor build it first.",
                    name=self.name,
                )
            )
        return archive.with_env(self.env)
