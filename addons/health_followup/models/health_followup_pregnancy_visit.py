from odoo import api, fields, models

from odoo.addons.health_archive.tools import many_codes, one_code

from .health_followup_pregnancy_body import BLOCK, _normal, _number


class HealthFollowupPregnancyVisit(models.AbstractModel):
    """Antenatal checks 2 to 5, the visit after delivery and the check after 42 days (C.7)."""

    _name = "health.followup.pregnancy.visit"
    _inherit = ["health.followup.pregnancy.body"]
    _description = "Visit of a Mother"

    preg_is_urged = fields.Boolean(
        "Only urged", help="Without obstetric qualification a unit urges to go for the check.",
        **BLOCK,
    )  # fmt: skip
    preg_complaint = fields.Char("Complaint", **BLOCK)
    preg_fundus = _number("Height of the fundus (cm)")
    preg_belly = _number("Girth of the belly (cm)")
    preg_position = fields.Char("Position of the child", **BLOCK)
    preg_fetal_heart = fields.Integer("Heart rate of the child (/min)", aggregator="avg", **BLOCK)
    preg_guidance_ids = many_codes(
        "preg_guidance", "Guidance in pregnancy", "health_followup_preg_guidance"
    )
    preg_temperature = _number("Temperature of the mother (℃)", digits=(3, 1))
    preg_health = fields.Char("General health", **BLOCK)
    preg_mind = fields.Char("State of mind", **BLOCK)
    preg_breast = _normal("Breasts")
    preg_lochia = _normal("Lochia")
    preg_wound = _normal("Wound")
    preg_lying_guidance_ids = many_codes(
        "preg_guidance_postpartum", "Guidance after delivery", "health_followup_preg_lying"
    )
    preg_recovery_id = one_code("preg_recovery", "Recovery", **BLOCK)
    preg_outcome_id = one_code("preg_outcome", "What follows", **BLOCK)
    preg_end_guidance_ids = many_codes(
        "preg_guidance_42", "Guidance after 42 days", "health_followup_preg_end"
    )

    _preg_fetal_heart_range = models.Constraint(
        "CHECK (COALESCE(preg_fetal_heart, 0) = 0 OR preg_fetal_heart BETWEEN 40 AND 260)",
        "The heart rate of an unborn child is 40 to 260 a minute.",
    )
    _preg_temperature_range = models.Constraint(
        "CHECK (COALESCE(preg_temperature, 0) = 0 OR preg_temperature BETWEEN 30 AND 45)",
        "A temperature is 30 to 45 ℃.",
    )

    @api.onchange("preg_fetal_heart")
    def _onchange_preg_fetal_heart(self):
        low, high = (
            int(self.env["health.rule"]._get(f"preg_fetal_heart_{end}", self.date))
            for end in ("min", "max")
        )
        if self.preg_fetal_heart and not low <= self.preg_fetal_heart <= high:
            text = self.env._(
                "The heart rate of the child is usually %(low)s to %(high)s a minute.",
                low=low,
                high=high,
            )
            return {"warning": {"title": self.env._("Please look again"), "message": text}}
        return None
