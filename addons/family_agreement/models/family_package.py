from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .family_service_item import NATURES


class FamilyPackage(models.Model):
    """A set of service items that a resident signs as a whole (服务包)."""

    _name = "family.package"
    _inherit = ["family.version.mixin"]
    _description = "Service Package"
    _order = "sequence, code, version desc"
    _rec_names_search = ["name", "code"]

    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    nature = fields.Selection(NATURES, required=True, default="basic")
    tag_ids = fields.Many2many(
        "resident.population.tag", string="For groups", help="Empty: for everybody."
    )
    line_ids = fields.One2many("family.package.line", "package_id", "Items", copy=True)
    conflict_ids = fields.Many2many(
        "family.package", "family_package_conflict_rel", "package_id", "conflict_id",
        "Not together with", help="Packages with the same services: one of them is signed.",
    )  # fmt: skip
    currency_id = fields.Many2one(
        "res.currency", default=lambda self: self.env.company.currency_id, required=True
    )
    discount = fields.Float("Discount (%)", digits=(5, 2), help="0: no discount.")
    list_price = fields.Monetary("Items together", compute="_compute_prices", store=True)
    fixed_price = fields.Monetary(help="Instead of the sum of the items, where the county sets it.")
    has_fixed_price = fields.Boolean()
    price = fields.Monetary("Price a year", compute="_compute_prices", store=True)
    is_hidden = fields.Boolean("Not offered", help="Stays valid, but isn't proposed any more.")
    description = fields.Text()
    active = fields.Boolean(default=True)

    _discount_percent = models.Constraint(
        "CHECK (discount BETWEEN 0 AND 100)", "A discount lies between 0 and 100 %."
    )
    _fixed_price_positive = models.Constraint(
        "CHECK (fixed_price >= 0)", "A price cannot be negative."
    )

    @api.depends("line_ids.subtotal", "discount", "fixed_price", "has_fixed_price")
    def _compute_prices(self):
        for package in self:
            total = sum(package.line_ids.mapped("subtotal"))
            package.list_price = total
            reduced = package.currency_id.round(total * (100 - package.discount) / 100)
            package.price = package.fixed_price if package.has_fixed_price else reduced

    def _check_before_publishing(self):
        if not self.line_ids:
            raise UserError(
                self.env._("Package “%(name)s” has no item yet. Add what is done.", name=self.name)
            )

    @api.model
    def _get_offered(self, tags, unit, date):
        """Packages that a resident in groups ``tags`` can sign with ``unit`` on ``date``."""
        for_all = Domain("tag_ids", "=", False) | Domain("tag_ids", "in", tags.ids)
        found = self.search(
            for_all
            & Domain("org_unit_id", "parent_of", unit.ids)
            & Domain("state", "=", "published")
            & Domain("is_hidden", "=", False)
            & Domain("valid_from", "<=", date)
        )
        return found.filtered(lambda package: package._is_in_force(date))
