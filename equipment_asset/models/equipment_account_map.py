from odoo import api, fields, models
from odoo.exceptions import UserError


class EquipmentAccountMap(models.Model):
    """Which accounts a class of assets is booked on (政府会计制度), in force for a time.

    The nearest class decides; for the same class a line for the kind of unit goes before one for
    all. Source: domain I.6.
    """

    _name = "equipment.account.map"
    _inherit = ["dated.mixin"]
    _description = "Accounts of Assets"
    _order = "class_id, unit_kind, valid_from desc"
    _rec_name = "expense_code"

    class_id = fields.Many2one(
        "equipment.class",
        string="Asset class",
        index="btree_not_null",
        ondelete="cascade",
        help="With the classes below; empty for all.",
    )
    unit_kind = fields.Selection(
        "_selection_unit_kind", string="Kind of unit", help="Empty for all units."
    )
    expense_code = fields.Char(string="Cost account", required=True)
    expense_name = fields.Char(string="Name of the cost account", required=True)
    accumulated_code = fields.Char(string="Depreciation account", required=True)
    accumulated_name = fields.Char(string="Name of the depreciation account", required=True)

    _one_at_a_time = models.UniqueIndex(
        "(COALESCE(class_id, 0), COALESCE(unit_kind, ''), valid_from)",
        "These accounts are set from that date on already.",
    )

    @api.model
    def _selection_unit_kind(self):
        return self.env["org.unit"]._fields["kind"]._description_selection(self.env)

    @api.model
    def _get_in_force(self, date):
        """Lines in force on ``date``, for :meth:`_choose`."""
        # sudo: the chart of accounts is public law; whoever books a month may be told it
        return self.sudo().search(self._in_force_domain(date))

    def _choose(self, asset_class, unit):
        """Return the line that fits class and unit best.

        :raise UserError: none fits
        """
        path = [int(part) for part in (asset_class.parent_path or "").split("/") if part]
        fitting = self.filtered(
            lambda line: (
                (not line.class_id or line.class_id.id in path)
                and line.unit_kind in (False, unit.kind)
            )
        )
        if not fitting:
            raise UserError(
                self.env._(
                    "No accounts are set for “%(class)s”. Add them under Configuration / Accounts.",
                    **{"class": asset_class.display_name or ""},
                )
            )
        return max(
            fitting,
            key=lambda line: (
                path.index(line.class_id.id) + 1 if line.class_id else 0,
                bool(line.unit_kind),
            ),
        )
