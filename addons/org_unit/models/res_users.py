from odoo import api, fields, models


class ResUsers(models.Model):
    _inherit = "res.users"

    org_unit_id = fields.Many2one(
        "org.unit",
        string="Unit",
        index="btree_not_null",
        ondelete="restrict",
        help="The user works on the records of this unit and of the units below it. "
        "Without a unit no record is shown.",
    )

    @property
    def SELF_READABLE_FIELDS(self):
        return super().SELF_READABLE_FIELDS + ["org_unit_id"]

    @api.model
    def _get_invalidation_fields(self):
        # record rules are cached per user with the ids of his unit in them
        return super()._get_invalidation_fields() | {"org_unit_id"}
