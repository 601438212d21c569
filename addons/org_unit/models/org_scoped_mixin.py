from odoo import fields, models


class OrgScopedMixin(models.AbstractModel):
    """A record that belongs to one organisation unit.

    Every inheriting model restricts its records to the unit of the user and the units
    below it, with this one rule text in its ``<model>_rules.xml``::

        [('org_unit_id', 'child_of', user.org_unit_id.ids)]

    A user without a unit therefore sees nothing.
    """

    _name = "org.scoped.mixin"
    _description = "Record of an Organisation Unit"

    org_unit_id = fields.Many2one(
        "org.unit",
        string="Unit",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.user.org_unit_id,
    )

    def write(self, vals):
        result = super().write(vals)
        if "org_unit_id" in vals:
            # The ORM applies the record rule to the unit a record comes from; this applies
            # it to the unit it goes to. Raises AccessError.
            self.check_access("write")
        return result
