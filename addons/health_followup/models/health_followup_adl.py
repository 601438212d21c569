from odoo import api, fields, models

from odoo.addons.health_archive.tools import one_code

BLOCK = {"prefetch": "adl"}
ITEMS = ("adl_eating_id", "adl_grooming_id", "adl_dressing_id", "adl_toilet_id", "adl_moving_id")


class HealthFollowupAdl(models.AbstractModel):
    """Self-care scale (老年人生活自理能力评估, domain C.5); points and levels are data."""

    _name = "health.followup.adl"
    _inherit = ["health.followup.block"]
    _description = "Self-care Scale"

    adl_eating_id = one_code("adl_eating", "Eating", **BLOCK)
    adl_grooming_id = one_code("adl_grooming", "Grooming", **BLOCK)
    adl_dressing_id = one_code("adl_dressing", "Dressing", **BLOCK)
    adl_toilet_id = one_code("adl_toilet", "Toileting", **BLOCK)
    adl_moving_id = one_code("adl_moving", "Moving", **BLOCK)
    adl_total = fields.Integer(
        "Self-care, points", compute="_compute_adl", store=True, aggregator="avg",
        help="0 to 37; the more, the more help is needed.", **BLOCK,
    )  # fmt: skip
    adl_level_id = one_code(
        "adl_level", "Self-care", compute="_compute_adl", store=True,
        help="Empty until all five questions are answered.",
    )  # fmt: skip

    @api.depends("date", *ITEMS)
    def _compute_adl(self):
        bands = self.env["health.scale.band"]
        for followup in self:
            answers = [followup[name] for name in ITEMS]
            is_complete = all(answers) and followup.date
            total = sum(answer.score for answer in answers) if is_complete else 0
            followup.adl_total = total
            followup.adl_level_id = is_complete and bands._get_code("adl", total, followup.date)

    def _get_required_boxes(self):
        names = super()._get_required_boxes()
        return names + list(ITEMS) if any(self[name] for name in ITEMS) else names
