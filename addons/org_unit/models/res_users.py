from odoo import api, fields, models, tools


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

    def _get_org_unit_ids(self):
        """Ids of the user's unit and of the units below it, archived ones too; for record rules.

        Means the same as ``child_of`` his unit, but leaves the database a list it can look up in an
        index, also within an "or" of two units.
        """
        self.ensure_one()
        return list(self._get_cached_org_unit_ids())

    @tools.ormcache("self.id")
    def _get_cached_org_unit_ids(self):
        """Until the tree of units or the user's unit changes, as the rules that hold them."""
        own = self.org_unit_id.ids
        # sudo: the scope doesn't depend on which units the user may read
        units = self.env["org.unit"].sudo().with_context(active_test=False)
        return tuple(units._search([("id", "child_of", own)])) if own else ()
