from odoo import api, fields, models
from odoo.exceptions import UserError

from .equipment_model_check import CHECK_KINDS


class EquipmentAcceptanceCheck(models.Model):
    """The answer to one point of the checklist for one piece, signed with the acceptance.

    The point is copied with its limits, so that a later change of the checklist changes nothing here.
    """

    _name = "equipment.acceptance.check"
    _inherit = ["server.guard.mixin", "evidence.seal.line.mixin"]
    _description = "Answered Acceptance Check"
    # by number: the order of the deliveries would join three tables for the thousands of one form
    _order = "acceptance_id.id desc, item_id.id, sequence, id"
    _seal_parent_field = "acceptance_id"
    _seal_exempt_fields = ("check_id", "sequence")
    _server_fields = frozenset(
        {"item_id", "check_id", "kind", "name", "is_required", "reading_unit", "reading_min",
         "reading_max"}
    )  # fmt: skip

    acceptance_id = fields.Many2one(
        "equipment.acceptance", required=True, index=True, ondelete="cascade"
    )
    item_id = fields.Many2one(
        "equipment.delivery.item", string="Piece", required=True, index=True, ondelete="cascade"
    )
    check_id = fields.Many2one(
        "equipment.model.check", string="Point", index="btree_not_null", ondelete="set null"
    )
    sequence = fields.Integer(default=10)
    kind = fields.Selection(CHECK_KINDS, required=True, readonly=True)
    name = fields.Char(string="What to check", readonly=True)
    is_required = fields.Boolean(string="Required", readonly=True)
    reading_unit = fields.Char(readonly=True)
    reading_min = fields.Float(string="Reading from", digits=(12, 3), readonly=True)
    reading_max = fields.Float(string="Reading to", digits=(12, 3), readonly=True)
    has_reading = fields.Boolean(compute="_compute_has_reading")
    result = fields.Selection(
        [("ok", "OK"), ("failed", "Failed"), ("na", "Not applicable")], index=True
    )
    reading = fields.Float(digits=(12, 3), aggregator=None)
    note = fields.Char()

    _one_answer = models.UniqueIndex(
        "(acceptance_id, item_id, check_id) WHERE check_id IS NOT NULL",
        "This point is on the checklist of the piece already.",
    )

    @api.depends("name", "kind")
    def _compute_display_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for check in self:
            check.display_name = check.name or labels.get(check.kind)

    @api.depends("reading_unit", "reading_min", "reading_max")
    def _compute_has_reading(self):
        for check in self:
            check.has_reading = bool(check.reading_unit or check._has_range())

    # Without its required points a piece would pass unchecked.
    @api.ondelete(at_uninstall=False)
    def _unlink_except_server(self):
        if not self._is_server():
            raise UserError(
                self.env._("Points of the checklist stay. Take the piece off the acceptance.")
            )

    @api.onchange("reading")
    def _onchange_reading(self):
        if self.has_reading:
            self.result = "ok" if self._is_in_range(self.reading) else "failed"

    def _has_range(self):
        return bool(self.reading_min or self.reading_max)

    def _is_in_range(self, reading):
        """Whether a reading keeps the limits; without limits any does."""
        return not self._has_range() or self.reading_min <= reading <= self.reading_max

    def _is_failed(self):
        """Whether the point failed: as answered, or because the reading is out of its range."""
        self.ensure_one()
        out = self.result == "ok" and not self._is_in_range(self.reading)
        return self.result == "failed" or out

    def _prepare_checks(self, acceptance, item):
        """Values of the still open checklist of one piece."""
        return [
            {
                "acceptance_id": acceptance.id,
                "item_id": item.id,
                "check_id": check.id,
                "sequence": check.sequence,
                "kind": check.kind,
                "name": check.name,
                "is_required": check.is_required,
                "reading_unit": check.reading_unit,
                "reading_min": check.reading_min,
                "reading_max": check.reading_max,
            }
            for check in item.model_id.check_ids
        ]
