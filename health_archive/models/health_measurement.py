from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

PRESSURES = ("sbp", "dbp")


class HealthMeasurement(models.Model):
    """One number measured on a resident, wherever it came from."""

    _name = "health.measurement"
    _inherit = ["health.archive.part.mixin"]
    _description = "Measurement"
    _order = "taken_at desc, kind_id, id desc"
    _server_fields = frozenset({"source_model", "source_id", "active"})

    kind_id = fields.Many2one(
        "health.measurement.kind", string="What", required=True, index=True, ondelete="restrict"
    )
    value = fields.Float(required=True, digits=(10, 3), aggregator="avg")
    unit = fields.Char(related="kind_id.unit")
    taken_at = fields.Datetime("Measured at", required=True, default=fields.Datetime.now)
    doctor_id = fields.Many2one(
        "res.users", "Measured by", default=lambda self: self.env.user, ondelete="restrict"
    )
    device = fields.Char(help="Name or number of the device.")
    source_model = fields.Char("Came from", readonly=True)
    source_id = fields.Many2oneReference("Source record", model_field="source_model", readonly=True)
    active = fields.Boolean(
        "Valid", default=True, readonly=True,
        help="Withdrawn with the form that it came from: no list and no trend shows it as valid.",
    )  # fmt: skip
    is_unusual = fields.Boolean(
        "Unusual", compute="_compute_is_unusual", store=True, help="Outside the usual range."
    )
    is_outside_normal = fields.Boolean("Outside normal", compute="_compute_is_outside_normal")
    is_confirmed = fields.Boolean("Confirmed", help="Who measured has looked at it again.")

    _trend = models.Index("(archive_id, kind_id, taken_at DESC)")
    _source = models.Index("(source_model, source_id) WHERE source_id IS NOT NULL")

    @api.depends("kind_id", "value")
    def _compute_is_unusual(self):
        for measurement in self:
            kind = measurement.kind_id
            measurement.is_unusual = bool(kind) and kind._is_unusual(measurement.value)

    @api.depends("kind_id", "value", "archive_id.partner_id.sex")
    def _compute_is_outside_normal(self):
        for measurement in self:
            low, high = measurement.kind_id._get_normal_range(measurement.archive_id.sex)
            value = measurement.value
            measurement.is_outside_normal = bool(low and value < low or high and value > high)

    @api.depends("kind_id", "value")
    def _compute_display_name(self):
        for measurement in self:
            kind = measurement.kind_id
            name = f"{kind.name} {kind._format(measurement.value)}" if kind else False
            measurement.display_name = name

    @api.onchange("kind_id", "value")
    def _onchange_value(self):
        if self.kind_id and self.value and (text := self.kind_id._get_objection(self.value)):
            return {"warning": {"title": self.env._("Please look again"), "message": text}}
        return None

    @api.constrains("kind_id", "value")
    def _check_possible(self):
        for measurement in self:
            if not measurement.kind_id._is_possible(measurement.value):
                raise ValidationError(measurement.kind_id._get_objection(measurement.value))

    @api.constrains("kind_id", "value", "taken_at", "archive_id")
    def _check_pressures(self):
        """Systolic is above diastolic where both were measured in one go."""
        pairs = defaultdict(dict)
        for measurement in self._get_pressures_beside():
            key = measurement.archive_id, measurement.taken_at
            pairs[key][measurement.kind_id.code] = measurement.value
        for pair in pairs.values():
            if len(pair) == 2 and pair["sbp"] <= pair["dbp"]:
                raise ValidationError(
                    self.env._(
                        "The systolic pressure %(sbp)g isn't above the diastolic %(dbp)g: are "
                        "they interchanged?",
                        **pair,
                    )
                )

    def _get_pressures_beside(self):
        """The pressures among these, with those of the same moment that were kept before."""
        pressures = self.filtered(lambda row: row.kind_id.code in PRESSURES)
        kinds = self.env["health.measurement.kind"].search([("code", "in", PRESSURES)])
        return pressures and self.search(
            [
                ("archive_id", "in", pressures.archive_id.ids),
                ("taken_at", "in", pressures.mapped("taken_at")),
                ("kind_id", "in", kinds.ids),
            ]
        )

    @api.constrains("taken_at")
    def _check_taken_at(self):
        now = fields.Datetime.add(fields.Datetime.now(), minutes=5)
        for measurement in self:
            born = measurement.partner_id.birth_date
            if measurement.taken_at > now or born and measurement._get_day() < born:
                raise ValidationError(
                    self.env._(
                        "Measured at %(date)s: that is in the future or before the birth.",
                        date=measurement.taken_at,
                    )
                )

    def write(self, vals):
        self._check_own()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_sourced(self):
        self._check_own()

    def _check_own(self):
        """:raise UserError: the number stands in another form and is corrected there"""
        if not self._is_server() and self.filtered("source_id"):
            raise UserError(
                self.env._("This number comes from another form. Correct it there, please.")
            )

    def _get_day(self):
        """The day it was measured on, by the user's clock: a morning in China is UTC's evening."""
        self.ensure_one()
        return fields.Datetime.context_timestamp(self, self.taken_at).date()

    def action_open_source(self):
        """Open the form the number stands in, or the archive."""
        self.ensure_one()
        sourced = self.source_model and self.source_id
        return {
            "type": "ir.actions.act_window",
            "res_model": self.source_model if sourced else "health.archive",
            "res_id": self.source_id if sourced else self.archive_id.id,
            "views": [[False, "form"]],
        }
