from odoo import api, fields, models


class FamilySetting(models.Model):
    """What a unit asks of the agreements that it and the units below it sign."""

    _name = "family.setting"
    _inherit = ["org.scoped.mixin"]
    _description = "Signing Settings of a Unit"
    _rec_name = "org_unit_id"

    photo_required = fields.Boolean(
        "Photo of the signing", help="An agreement isn't submitted without a photo (签约照片)."
    )
    is_reviewed = fields.Boolean(
        "Reviewed by another person", default=True,
        help="Otherwise an agreement holds as soon as it is submitted.",
    )  # fmt: skip
    phone_required = fields.Boolean("Phone number", help="The resident can be reached.")
    note = fields.Char(help="Decision or document that says so.")

    _unit_unique = models.UniqueIndex("(org_unit_id)", "This unit has settings already.")

    @api.model
    def _get_for(self, unit):
        """The settings that hold for ``unit``: its own, else of the nearest above; may be empty."""
        # sudo: what the county asks for holds for everybody below
        found = self.sudo().search([("org_unit_id", "parent_of", unit.ids)])
        return found.sorted(lambda row: -len(row.org_unit_id.parent_path or ""))[:1]

    def _asks_review(self):
        """Whether another person reviews what is submitted; without settings, yes."""
        return not self or self.is_reviewed
