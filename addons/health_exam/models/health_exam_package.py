from odoo import fields, models
from odoo.fields import Domain

from odoo.addons.resident.models.res_partner import SEXES


class HealthExamPackage(models.Model):
    """Items that a group is entitled to (套餐), in force for a time, with the source.

    Proposed for residents of its population groups; the packages of an exam add up.
    """

    _name = "health.exam.package"
    _inherit = ["dated.mixin"]
    _description = "Package of Examination Items"
    _order = "sequence, id"
    _rec_names_search = ["name", "code"]

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    item_ids = fields.Many2many("health.exam.item", string="Items", required=True)
    tag_ids = fields.Many2many(
        "resident.population.tag",
        string="Population groups",
        help="Proposed for residents of these groups; empty: chosen by hand.",
    )
    sex = fields.Selection(SEXES[:2], help="Only for this sex; empty: both.")
    active = fields.Boolean(default=True)

    _code_unique = models.UniqueIndex(
        "(code, valid_from)", "This package already has items from that date on."
    )

    def _get_proposed(self, partner, date):
        """Packages for ``partner`` on ``date``: those of his groups, else the general one."""
        tags = partner.population_tag_ids
        found = self.search(
            self._in_force_domain(date)
            & Domain("tag_ids", "in", tags.ids)
            & Domain("sex", "in", [False, partner.sex])
        )
        return found or self.search(
            self._in_force_domain(date) & Domain("code", "=", "general"), limit=1
        )
