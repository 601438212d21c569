from odoo import api, fields, models

from .res_partner_household import HEAD


class ResidentHousehold(models.Model):
    """People who live together, one of whom is the head (户主)."""

    _name = "resident.household"
    _inherit = ["org.scoped.mixin", "server.guard.mixin"]
    _description = "Household"
    _order = "name, id"
    _rec_names_search = ["name", "code"]

    name = fields.Char(
        compute="_compute_name", store=True, readonly=False, index=True,
        help="The name of the head, unless you give it another.",
    )  # fmt: skip
    code = fields.Char("Household number", copy=False, index="btree_not_null")
    head_id = fields.Many2one(
        "res.partner", compute="_compute_head_id", inverse="_inverse_head_id",
        store=True, index="btree_not_null",
        domain="[('is_resident', '=', True), ('household_id', 'in', (id, False))]",
        help="Who becomes the head takes the place of the former one.",
    )  # fmt: skip
    region_id = fields.Many2one("cn.region", string="Village", index="btree_not_null")
    street = fields.Char("Address", index="btree_not_null")
    member_ids = fields.One2many("res.partner", "household_id", string="Members")
    member_count = fields.Integer(compute="_compute_member_count", string="Number of members")
    active = fields.Boolean(default=True)

    @api.depends("head_id.name")
    def _compute_name(self):
        for household in self:
            name = household.head_id.name or household.name
            household.name = name or self.env._("New household")

    @api.depends("member_ids.household_relation")
    def _compute_head_id(self):
        for household in self:
            members = household.member_ids
            household.head_id = members.filtered(lambda p: p.household_relation == HEAD)[:1]

    def _inverse_head_id(self):
        for household in self.filtered("head_id"):
            household.head_id.write({"household_id": household.id, "household_relation": HEAD})

    @api.depends("member_ids")
    def _compute_member_count(self):
        groups = self.env["res.partner"]._read_group(
            [("household_id", "in", self.ids)], ["household_id"], ["__count"]
        )
        counts = {household.id: count for household, count in groups}
        for household in self:
            household.member_count = counts.get(household.id, 0)
