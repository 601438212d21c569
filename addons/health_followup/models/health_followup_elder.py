from odoo import api, fields, models

from odoo.addons.health_archive.tools import many_codes, one_code

ELDER = "elder"
BLOCK = {"prefetch": ELDER}


class HealthFollowupElder(models.AbstractModel):
    """Yearly service for elders (老年人随访, domain C.5): self-care, constitution, guidance."""

    _name = "health.followup.elder"
    _inherit = ["health.chronic.mixin", "health.followup.adl", "health.followup.tcm"]
    _description = "Follow-up of Elders"

    elder_symptom_ids = many_codes(
        "symptom", "Symptoms of an elder", "health_followup_elder_symptom"
    )
    elder_symptom_other = fields.Char("Other symptoms of an elder", **BLOCK)
    elder_health_id = one_code("elder_health", "Own view of the health", **BLOCK)
    elder_guidance_ids = many_codes(
        "elder_guidance", "Guidance for an elder", "health_followup_elder_guidance"
    )
    elder_guidance_other = fields.Char("Other guidance for an elder", **BLOCK)

    @api.model
    def _get_forms(self):
        return super()._get_forms() | {
            ELDER: "health_followup.health_followup_view_form_elder",
        }

    def _get_required_boxes(self):
        boxes = super()._get_required_boxes()
        return [*boxes, "elder_symptom_ids"] if self.programme_code == ELDER else boxes

    @api.model
    def _get_deciding_fields(self):
        return [*super()._get_deciding_fields(), "sbp", "dbp"]
