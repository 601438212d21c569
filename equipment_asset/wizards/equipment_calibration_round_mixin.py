import base64

from odoo import fields, models


class EquipmentCalibrationRoundMixin(models.AbstractModel):
    """What all certificates of one round have in common: body, day, kind and the scan."""

    _name = "equipment.calibration.round.mixin"
    _description = "Calibration Round"

    kind_id = fields.Many2one(
        "equipment.calibration.kind",
        string="Calibration",
        required=True,
        default=lambda self: self.env.ref(
            "equipment_asset.calibration_kind_compulsory", raise_if_not_found=False
        ),
    )
    body_id = fields.Many2one("res.partner", string="Calibrated by", required=True)
    date = fields.Date(
        string="Calibrated on", required=True, default=lambda self: fields.Date.context_today(self)
    )
    scan = fields.Binary(
        string="Scan of the certificates",
        attachment=False,
        help="One PDF or photo for the whole round. Without it the certificates stay drafts.",
    )
    scan_name = fields.Char()

    def _record_certificates(self, vals_list):
        """Create the certificates; with a scan they are confirmed at once.

        :return: ``equipment.calibration``
        """
        common = {"kind_id": self.kind_id.id, "body_id": self.body_id.id, "date": self.date}
        certificates = self.env["equipment.calibration"].create(
            [common | vals for vals in vals_list]
        )
        if not self.scan:
            return certificates
        raw = base64.b64decode(self.scan)
        for certificate in certificates:
            certificate._add_evidence(
                self.scan_name or "certificate.pdf", raw, requirement_code="certificate"
            )
        certificates.action_confirm()
        return certificates

    def _open_certificates(self, certificates):
        return certificates._get_records_action(name=self.env._("Certificates of this round"))
