from odoo import fields, models

from .family_service import WAYS


class FamilyRecordKind(models.Model):
    """What a service record of this kind must prove."""

    _inherit = "family.record.kind"

    photo_rule = fields.Selection(
        [("no", "Not needed"), ("home", "For services at home"), ("always", "Always")],
        "Photo", required=True, default="no",
        help="Without the photo a service record of this kind can't be signed.",
    )  # fmt: skip
    usual_way = fields.Selection(WAYS, "Usually", help="How such a service is mostly given.")

    def _needs_photo(self, way):
        """Whether a service of this kind, given in this ``way``, is proved by a photo."""
        return self.photo_rule == "always" or (self.photo_rule == "home" and way == "2")
