from odoo import api, fields, models
from odoo.exceptions import ValidationError


class EquipmentClass(models.Model):
    """A class of GB/T 14885 (固定资产等资产基础分类与代码), with how long its assets last.

    A class without years of its own takes those of the class above it.
    """

    _name = "equipment.class"
    _description = "Asset Class"
    _parent_store = True
    _order = "code"
    _rec_names_search = ["code", "name"]

    code = fields.Char(required=True, help="Code of GB/T 14885-2022, for example A02320000.")
    name = fields.Char(required=True, translate=True)
    parent_id = fields.Many2one("equipment.class", index=True, ondelete="restrict")
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("equipment.class", "parent_id", string="Classes below")
    is_special = fields.Boolean(
        string="Special equipment",
        help="Special equipment counts as a fixed asset from a higher unit price on.",
    )
    source = fields.Char(translate=True, help="Where the code stands; or that it must be verified.")
    life_ids = fields.One2many("equipment.class.life", "class_id", string="Years of use")
    active = fields.Boolean(default=True)

    _code_unique = models.UniqueIndex("(code)", "This class code exists already.")

    @api.depends("code", "name")
    def _compute_display_name(self):
        for asset_class in self:
            asset_class.display_name = f"{asset_class.code or ''} {asset_class.name or ''}".strip()

    @api.constrains("parent_id")
    def _check_no_cycle(self):
        if self._has_cycle():
            raise ValidationError(self.env._("A class cannot stand below itself."))

    def _get_life_months(self, date):
        """Months over which an asset of this class, booked on ``date``, is written off.

        :return: 0 when neither the class nor one above it has years in force on that day
        """
        self.ensure_one()
        # sudo: the years are public law; whoever sees an asset may be told how long it lasts
        above = self.sudo()
        while above:
            life = above.life_ids.filtered_domain(above.life_ids._in_force_domain(date))[:1]
            if life:
                return life.years * 12
            above = above.parent_id
        return 0

    def _get_fixed_asset_price(self, date):
        """Unit price in yuan from which a device of this class is a fixed asset on ``date``."""
        self.ensure_one()
        code = "special_asset_price" if self.is_special else "fixed_asset_price"
        return self.env["equipment.rule"]._get(code, date)
