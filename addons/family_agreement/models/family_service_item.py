from odoo import api, fields, models
from odoo.exceptions import ValidationError

NATURES = [("basic", "Basic service"), ("extra", "Personal service")]


class FamilyServiceItem(models.Model):
    """One thing a family doctor's team does for those who signed (服务项目, domain E.2)."""

    _name = "family.service.item"
    _inherit = ["dated.mixin"]
    _description = "Service Item"
    _order = "sequence, code"
    _rec_names_search = ["name", "code"]
    _parent_store = True

    name = fields.Char(required=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    parent_id = fields.Many2one(
        "family.service.item", "Class", index=True, ondelete="restrict",
        domain="[('is_class', '=', True)]",
    )  # fmt: skip
    parent_path = fields.Char(index=True)
    is_class = fields.Boolean("Is a class", help="Groups items and is not served itself.")
    nature = fields.Selection(NATURES, required=True, default="basic")
    price = fields.Monetary("Unit price", help="Of one time; 0 where public health pays.")
    insurance_share = fields.Float("Paid by insurance (%)", digits=(5, 2))
    currency_id = fields.Many2one(
        "res.currency", default=lambda self: self.env.company.currency_id, required=True
    )
    times = fields.Integer("Times a year", default=1, help="How often in each year of the term.")
    spread = fields.Selection(
        [("even", "Evenly over the year"), ("any", "Any time of the year")],
        required=True, default="even",
        help="Evenly: four times a year is once in every quarter of the term.",
    )  # fmt: skip
    record_kind_ids = fields.Many2many(
        "family.record.kind", string="Proved by",
        help="Records of these kinds count as done; empty: an own record of the service.",
    )  # fmt: skip
    tag_ids = fields.Many2many(
        "resident.population.tag", string="For groups", help="Empty: for everybody."
    )
    must_finish = fields.Boolean(
        "Must be finished", default=True, help="Without it an agreement isn't fully performed."
    )
    needs_confirmation = fields.Boolean(
        "The resident confirms", help="It counts once the resident or a relative has signed for it."
    )
    description = fields.Text()
    active = fields.Boolean(default=True)

    _code_from_unique = models.UniqueIndex(
        "(code, valid_from)", "This item already has a definition from that date on."
    )
    _times_positive = models.Constraint(
        "CHECK (is_class OR times BETWEEN 1 AND 366)", "An item is done 1 to 366 times a year."
    )
    _price_positive = models.Constraint("CHECK (price >= 0)", "A price cannot be negative.")
    _share_percent = models.Constraint(
        "CHECK (insurance_share BETWEEN 0 AND 100)", "A share lies between 0 and 100 %."
    )

    @api.constrains("tag_ids")
    def _check_no_sensitive_group(self):
        """Everybody in the team reads what was signed; it must not tell of a sensitive disease."""
        for item in self:
            if item.tag_ids.filtered("is_sensitive"):
                raise ValidationError(
                    self.env._(
                        "“%(item)s” would tell of a sensitive disease. Its care is planned and "
                        "followed in the programme itself.",
                        item=item.name,
                    )
                )

    @api.constrains("parent_id")
    def _check_parent(self):
        if self._has_cycle():
            raise ValidationError(self.env._("A class cannot be placed below itself."))
        if self.parent_id.filtered(lambda item: not item.is_class):
            raise ValidationError(self.env._("Only a class can hold other items."))
