from odoo import fields, models

AT_HOME = "2"


class HealthProgramme(models.Model):
    _inherit = "health.programme"

    is_photo_required = fields.Boolean(
        "Photo of home visits",
        help="A visit at home can't be signed without a photo of doctor and resident.",
    )


class HealthFollowupMixin(models.AbstractModel):
    """Proof that the doctor was there, where the county asks for it (domain C)."""

    _inherit = "health.followup.mixin"

    def _evidence_required_kinds(self):
        kinds = super()._evidence_required_kinds()
        if self.programme_id.is_photo_required and self.way == AT_HOME:
            kinds = [*kinds, ("visit_photo", self.env._("Photo of doctor and resident"))]
        return kinds
