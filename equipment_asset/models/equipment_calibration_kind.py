from odoo import fields, models


class EquipmentCalibrationKind(models.Model):
    """How a measuring instrument is checked: 强制检定, 校准, 质控, 期间核查."""

    _name = "equipment.calibration.kind"
    _description = "Calibration Kind"
    _order = "sequence, id"

    code = fields.Char(required=True, help="Short name by which other applications ask for it.")
    name = fields.Char(required=True, translate=True)
    is_compulsory = fields.Boolean(
        string="Compulsory", help="Required by law; without it the device must not be used."
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _code_unique = models.UniqueIndex("(code)", "This kind of calibration exists already.")
