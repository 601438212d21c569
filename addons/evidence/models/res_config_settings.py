from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools import FILE_TYPES


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    evidence_max_mb = fields.Integer(
        "Largest Evidence File (MB)", config_parameter="evidence.max_mb", default=20
    )
    evidence_max_megapixels = fields.Integer(
        "Largest Picture (million pixels)",
        config_parameter="evidence.max_megapixels", default=64,
        help="Guards the server against pictures that are small files but huge once unpacked.",
    )  # fmt: skip
    evidence_accepted_types = fields.Char(
        "Accepted Evidence Types", config_parameter="evidence.accepted_types",
        default="jpg,png,pdf,docx,xlsx,ofd",
        help="Separated by commas. Known: jpg, png, webp, pdf, ofd, docx, xlsx.",
    )  # fmt: skip
    evidence_scrub_days = fields.Integer(
        "Check Stored Files Every (days)", config_parameter="evidence.scrub_days", default=7,
        help="How often the nightly check reads each original again and compares its hash.",
    )  # fmt: skip

    @api.constrains("evidence_max_mb", "evidence_max_megapixels", "evidence_scrub_days")
    def _check_evidence_limits(self):
        names = ("evidence_max_mb", "evidence_max_megapixels", "evidence_scrub_days")
        for settings in self:
            if any(settings[name] < 1 for name in names):
                raise ValidationError(self.env._("The limits for evidence must be at least 1."))

    @api.constrains("evidence_accepted_types")
    def _check_evidence_accepted_types(self):
        for settings in self:
            names = (settings.evidence_accepted_types or "").split(",")
            unknown = [name for name in names if name.strip() not in FILE_TYPES]
            if unknown:
                raise ValidationError(self.env._(
                    "Unknown evidence type: “%(names)s”. Known types: %(known)s.",
                    names=", ".join(unknown), known=", ".join(FILE_TYPES),
                ))  # fmt: skip
