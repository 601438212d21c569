from odoo import api, fields, models


class FamilyPackageLine(models.Model):
    """How often a package has an item, and by which rule the times are spread."""

    _name = "family.package.line"
    _inherit = ["server.guard.mixin"]
    _description = "Item of a Package"
    _order = "sequence, id"
    _rec_name = "item_id"

    package_id = fields.Many2one("family.package", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    item_id = fields.Many2one(
        "family.service.item", "Service item", required=True, index=True, ondelete="restrict",
        domain="[('is_class', '=', False)]",
    )  # fmt: skip
    times = fields.Integer(
        "Times a year", compute="_compute_from_item", store=True, readonly=False, precompute=True
    )
    spread = fields.Selection(
        [("even", "Evenly over the year"), ("any", "Any time of the year")],
        compute="_compute_from_item", store=True, readonly=False, precompute=True, required=True,
    )  # fmt: skip
    must_finish = fields.Boolean(
        "Must be finished", compute="_compute_from_item", store=True, readonly=False,
        precompute=True,
    )  # fmt: skip
    price = fields.Monetary(
        "Unit price", compute="_compute_from_item", store=True, readonly=False, precompute=True
    )
    subtotal = fields.Monetary("Price a year", compute="_compute_subtotal", store=True)
    currency_id = fields.Many2one(related="package_id.currency_id")
    tag_ids = fields.Many2many(
        "resident.population.tag", string="Only for groups",
        help="Signed with the package, but due only to residents in these groups.",
    )  # fmt: skip

    _item_once = models.UniqueIndex("(package_id, item_id)", "The package has this item already.")
    _times_positive = models.Constraint(
        "CHECK (times BETWEEN 1 AND 366)", "An item is done 1 to 366 times a year."
    )
    _price_positive = models.Constraint("CHECK (price >= 0)", "A price cannot be negative.")

    @api.depends("item_id")
    def _compute_from_item(self):
        for line in self:
            item = line.item_id
            line.times = item.times or 1
            line.spread = item.spread or "even"
            line.must_finish = item.must_finish
            line.price = item.price

    @api.depends("times", "price")
    def _compute_subtotal(self):
        for line in self:
            line.subtotal = line.currency_id.round(line.times * line.price)

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        if not lines.package_id._is_server():
            lines.package_id._check_draft()
        return lines

    def write(self, vals):
        self.package_id._check_draft()
        result = super().write(vals)
        # also where they were moved to
        self.package_id._check_draft()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_published(self):
        self.package_id._check_draft()
