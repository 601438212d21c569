from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..tools.calibration_cover import Entry

RESULTS = [("passed", "Passed"), ("limited", "Passed with limits"), ("failed", "Failed")]


class EquipmentCalibration(models.Model):
    """A certificate (检定/校准证书) of one device; confirming it closes it for good."""

    _name = "equipment.calibration"
    _inherit = ["server.guard.mixin", "evidence.mixin", "evidence.seal.mixin"]
    _description = "Calibration Certificate"
    _order = "date desc, id desc"
    _rec_names_search = ["number", "equipment_id"]

    number = fields.Char(string="Certificate number", required=True, index=True)
    equipment_id = fields.Many2one(
        "maintenance.equipment",
        string="Device",
        required=True,
        index=True,
        ondelete="restrict",
    )
    kind_id = fields.Many2one(
        "equipment.calibration.kind",
        string="Calibration",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.ref(
            "equipment_asset.calibration_kind_compulsory", raise_if_not_found=False
        ),
    )
    schedule_id = fields.Many2one(
        "equipment.calibration.schedule",
        compute="_compute_schedule_id",
        store=True,
        index="btree_not_null",
        ondelete="set null",
    )
    date = fields.Date(
        string="Calibrated on", required=True, default=lambda self: fields.Date.context_today(self)
    )
    body_id = fields.Many2one(
        "res.partner",
        string="Calibrated by",
        required=True,
        index=True,
        ondelete="restrict",
        help="Institution that issued the certificate (检定机构).",
    )
    result = fields.Selection(RESULTS, required=True, default="passed")
    valid_until = fields.Date(
        compute="_compute_valid_until",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        help="Last day covered; proposed as date plus interval minus one day.",
    )
    uncertainty = fields.Char(help="Measurement uncertainty as stated, for example U=1 mmHg, k=2.")
    note = fields.Text(string="Notes")
    cost = fields.Monetary()
    currency_id = fields.Many2one(related="equipment_id.company_id.currency_id")
    is_in_force = fields.Boolean(
        compute="_compute_is_in_force",
        store=True,
        help="Confirmed and not replaced: an opened correction counts once it is confirmed.",
    )

    usage_state = fields.Selection(related="equipment_id.usage_state", string="Device status")
    device_model_id = fields.Many2one(
        related="equipment_id.device_model_id", store=True, index="btree_not_null"
    )
    org_unit_id = fields.Many2one(
        related="equipment_id.org_unit_id", string="Owner", store=True, index=True
    )
    using_unit_id = fields.Many2one(
        related="equipment_id.using_unit_id", string="Used by", store=True, index=True
    )

    _number_unique = models.UniqueIndex(
        "(body_id, number, equipment_id, seal_state) WHERE seal_state != 'superseded'",
        "This body's certificate with this number is recorded for this device already.",
    )
    _equipment_date_idx = models.Index("(equipment_id, date)")
    _valid_order = models.Constraint(
        "CHECK (valid_until >= date)", "A certificate cannot end before its own date."
    )
    _valid_if_passed = models.Constraint(
        "CHECK ((result = 'failed') = (valid_until IS NULL))",
        "A passed certificate says until when it is valid; a failed one is not valid at all.",
    )
    _cost_positive = models.Constraint("CHECK (cost >= 0)", "The cost cannot be negative.")

    @api.depends("number", "equipment_id")
    def _compute_display_name(self):
        for certificate in self:
            names = (certificate.number, certificate.equipment_id.display_name)
            certificate.display_name = " · ".join(name for name in names if name)

    @api.depends("equipment_id.calibration_schedule_ids.kind_id", "kind_id")
    def _compute_schedule_id(self):
        for certificate in self:
            certificate.schedule_id = certificate._get_schedule()

    # The interval is read but not depended on: changing it later leaves old certificates alone.
    @api.depends("date", "result", "equipment_id", "kind_id")
    def _compute_valid_until(self):
        for certificate in self:
            certificate.valid_until = certificate._propose_valid_until()

    @api.depends("seal_state", "superseded_by_id.seal_state")
    def _compute_is_in_force(self):
        for certificate in self:
            correction = certificate.superseded_by_id
            certificate.is_in_force = certificate.seal_state == "sealed" or (
                certificate.seal_state == "superseded" and correction.seal_state == "open"
            )

    @api.constrains("date")
    def _check_date(self):
        today = fields.Date.context_today(self)
        for certificate in self.filtered(lambda certificate: certificate.date > today):
            raise ValidationError(
                self.env._(
                    "Certificate “%(number)s” is dated %(date)s, which is in the future.",
                    number=certificate.number,
                    date=certificate.date,
                )
            )

    @api.constrains("equipment_id")
    def _check_equipment(self):
        self.equipment_id._check_not_disposed()

    def action_confirm(self):
        """Close the certificates; a failed one asks the custodian to take the device away.

        :raise ValidationError: the scan or photo of the certificate is missing
        :raise UserError: the device was disposed of, or the certificate is confirmed already
        """
        self.check_access("write")
        self.equipment_id._check_not_disposed()
        self._seal()
        # A number recorded twice shows up here, and a correction may follow at once.
        self.flush_recordset(["seal_state"])
        self.filtered(lambda certificate: certificate.result == "failed")._report_failure()

    def action_send_to_repair(self):
        """Take the device that failed out of use: it goes to repair."""
        self._take_out_of_use("repair")

    def action_set_idle(self):
        """Take the device that failed out of use: it stays idle."""
        self._take_out_of_use("idle")

    def _evidence_required_kinds(self):
        return [("certificate", self.env._("Certificate (scan or photo)"))]

    def _get_schedule(self):
        return self.equipment_id.calibration_schedule_ids.filtered(
            lambda schedule: schedule.kind_id == self.kind_id
        )[:1]

    def _propose_valid_until(self):
        if not self.date or self.result == "failed":
            return False
        months = self._get_schedule().interval_months or 12
        return fields.Date.add(self.date, months=months) - timedelta(days=1)

    def _take_out_of_use(self, usage_state):
        self.ensure_one()
        if self.result != "failed" or not self.is_in_force:
            raise UserError(
                self.env._("Only a confirmed, failed certificate has this consequence.")
            )
        self.equipment_id._check_not_disposed()
        self.equipment_id.usage_state = usage_state

    def _report_failure(self):
        for certificate in self:
            # sudo: the custodian hears of it, also when the recorder may not change the card
            device = certificate.equipment_id.sudo()
            device.activity_schedule(
                "mail.mail_activity_data_todo",
                user_id=(device.owner_user_id or self.env.user).id,
                summary=self.env._(
                    "Calibration failed (%(number)s): send it to repair or take it out of use",
                    number=certificate.number,
                ),
            )

    def _get_entries(self):
        """These certificates, sorted already, as plain data for the tools."""
        return [
            Entry(
                certificate.date,
                certificate.valid_until if certificate.result != "failed" else None,
                certificate.id,
            )
            for certificate in self
        ]
