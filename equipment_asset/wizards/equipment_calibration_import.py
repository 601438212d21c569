from odoo import fields, models
from odoo.fields import Domain

from odoo.addons.safe_spreadsheet.tools import Column, ColumnError

RESULT_WORDS = {
    "passed": ("合格", "检定合格", "符合", "通过", "passed"),
    "limited": ("限用", "准用", "降级使用", "limited"),
    "failed": ("不合格", "检定不合格", "不符合", "停用", "failed"),
}


class EquipmentCalibrationImport(models.TransientModel):
    """Read the list a verification body hands over: device, certificate number, result."""

    _name = "equipment.calibration.import"
    _inherit = [
        "server.guard.mixin",
        "safe_spreadsheet.import.mixin",
        "equipment.calibration.round.mixin",
    ]
    _description = "Import Calibration Certificates"

    certificate_ids = fields.Many2many("equipment.calibration", readonly=True)

    def action_open_certificates(self):
        """List what was imported."""
        return self._open_certificates(self.certificate_ids)

    def _get_columns(self):
        return [
            Column("code", ("资产编号", "序列号", "出厂编号", "设备编号"), required=True),
            Column("number", ("证书编号", "检定证书编号", "证书号"), required=True),
            Column("result", ("结论", "检定结论", "检定结果"), required=True),
            Column("valid_until", ("有效期至", "有效期"), kind="date"),
            Column("uncertainty", ("不确定度", "测量不确定度")),
            Column("note", ("备注",)),
        ]

    def _import_rows(self, rows):
        devices = self._find_devices({row.values["code"] for row in rows})
        self.certificate_ids += self._record_certificates(
            [self._prepare_row_vals(row, devices) for row in rows]
        )

    def _find_devices(self, codes):
        """Return ``{code: devices in the user's scope with this asset or serial number}``."""
        names = ("asset_number", "serial_no")
        found = self.env["maintenance.equipment"].search(
            Domain.OR(Domain(name, "in", list(codes)) for name in names)
        )
        devices = dict.fromkeys(codes, found.browse())
        for device in found:
            for code in {device[name] for name in names} & codes:
                devices[code] += device
        return devices

    def _prepare_row_vals(self, row, devices):
        values = row.values
        vals = {
            "equipment_id": self._get_single_device(row, devices).id,
            "number": values["number"],
            "result": self._read_result(row),
            "uncertainty": values["uncertainty"],
            "note": values["note"],
        }
        until = values["valid_until"]
        self._check_valid_until(until, vals["result"])
        return vals | ({"valid_until": until} if until else {})

    # The table refuses these, too, but it can't name the cell.
    def _check_valid_until(self, until, result):
        if until and result == "failed":
            raise ColumnError(
                "valid_until",
                self.env._("Leave this cell empty: a failed certificate is not valid at all."),
            )
        if until and until < self.date:
            raise ColumnError(
                "valid_until",
                self.env._(
                    "%(until)s lies before the calibration of %(date)s.",
                    until=until,
                    date=self.date,
                ),
            )

    def _get_single_device(self, row, devices):
        code = row.values["code"]
        device = devices[code]
        if len(device) == 1:
            return device
        if device:
            raise ColumnError(
                "code", self.env._("“%(code)s” is the number of several devices.", code=code)
            )
        raise ColumnError(
            "code",
            self.env._(
                "No device in your scope has the asset or serial number “%(code)s”.", code=code
            ),
        )

    def _read_result(self, row):
        word = row.values["result"].strip()
        for result, words in RESULT_WORDS.items():
            if word in words:
                return result
        raise ColumnError(
            "result",
            self.env._("“%(word)s” is no result. Write 合格, 限用 or 不合格.", word=word),
        )
