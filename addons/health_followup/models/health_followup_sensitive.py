from odoo import fields, models

from odoo.addons.health_archive.tools import one_code

from .health_followup_proposal import copy_lines


class HealthFollowupSensitive(models.Model):
    """Visits of those with a severe mental disorder or tuberculosis, for the sensitive group."""

    _name = "health.followup.sensitive"
    _inherit = [
        "health.sensitive.mixin",
        "health.followup.mental",
        "health.followup.tuberculosis",
    ]
    _description = "Sensitive Follow-up"
    _part_is_sensitive = True
    _enrolment_model = "health.enrolment.sensitive"
    # measurements are seen by every doctor: one from here would tell him of the programme
    _joins_measurements = False
    _seal_line_fields = ("drug_ids", "guidance_ids")

    enrolment_id = fields.Many2one(
        "health.enrolment.sensitive", "Programme of the resident", required=True, ondelete="restrict",
    )  # fmt: skip
    # tuberculosis has none
    proposed_class_id = one_code("smd_class", "Class by rule")
    class_id = one_code("smd_class", "Class of this visit")
    drug_ids = fields.One2many("health.followup.sensitive.drug", "followup_id", "Drugs", copy=True)
    guidance_ids = fields.One2many(
        "health.followup.sensitive.guidance", "followup_id", "Guidance on drugs", copy=True
    )
    referral_ids = fields.One2many("health.referral.sensitive", "followup_id", "Referrals")

    def _take_drugs(self, other):
        """What was advised at the last visit is taken now; drugs against other things aren't."""
        if other._name == self._name and other and not self.drug_ids:
            self.drug_ids = copy_lines(other.guidance_ids or other.drug_ids)
