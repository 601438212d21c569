from odoo import Command, api, fields, models
from odoo.exceptions import UserError


class HealthMeasurementEntry(models.TransientModel):
    """The numbers of one visit, entered on one page; what stays empty was not measured."""

    _name = "health.measurement.entry"
    _inherit = ["server.guard.mixin"]
    _description = "Measurements of a Visit"

    archive_id = fields.Many2one("health.archive", required=True, readonly=True, ondelete="cascade")
    taken_at = fields.Datetime("Measured at", required=True, default=fields.Datetime.now)
    device = fields.Char(help="Name or number of the device.")
    line_ids = fields.One2many(
        "health.measurement.entry.line", "entry_id", "Numbers",
        default=lambda self: self._get_default_lines(),
    )  # fmt: skip
    objections = fields.Text(compute="_compute_objections")
    is_confirmed = fields.Boolean("I have looked again, the numbers are right")

    def _get_default_lines(self):
        kinds = self.env["health.measurement.kind"].search([("is_common", "=", True)])
        return [Command.create({"kind_id": kind.id}) for kind in kinds]

    @api.depends("line_ids.value", "line_ids.kind_id")
    def _compute_objections(self):
        for entry in self:
            texts = [
                line.kind_id._get_objection(line.value)
                for line in entry.line_ids
                if line.kind_id and line.value
            ]
            entry.objections = "\n".join(text for text in texts if text)

    def action_save(self):
        """Keep the numbers in the archive.

        :raise UserError: none was entered, or unusual ones aren't confirmed
        """
        self.ensure_one()
        measured = self.line_ids.filtered("value")
        if not measured:
            raise UserError(self.env._("Enter at least one number."))
        if self.objections and not self.is_confirmed:
            raise UserError(
                self.env._(
                    "%(objections)s\nCorrect it, or confirm below that it is right.",
                    objections=self.objections,
                )
            )
        self.env["health.measurement"].create([self._prepare_measurement(row) for row in measured])
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _prepare_measurement(self, line):
        return {
            "archive_id": self.archive_id.id,
            "kind_id": line.kind_id.id,
            "value": line.value,
            "taken_at": self.taken_at,
            "device": self.device,
            "is_confirmed": self.is_confirmed,
        }
