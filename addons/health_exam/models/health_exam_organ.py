from odoo import fields, models

from odoo.addons.health_archive.tools import many_codes, one_code

ORGAN = {"section": "organ", "prefetch": "organ"}


class HealthExamOrgan(models.AbstractModel):
    """Functions of the organs (脏器功能, domain B.4). Eyesight in the five-grade record."""

    _name = "health.exam.organ"
    _inherit = ["health.exam.block"]
    _description = "Organ Functions"

    lips_id = one_code("exam_lips", "Lips", **ORGAN)
    teeth_ids = many_codes("exam_teeth", "Teeth", "health_exam_teeth", **ORGAN)
    teeth_upper_right = fields.Char("Teeth, upper right", **ORGAN)
    teeth_upper_left = fields.Char("Teeth, upper left", **ORGAN)
    teeth_lower_right = fields.Char("Teeth, lower right", **ORGAN)
    teeth_lower_left = fields.Char("Teeth, lower left", **ORGAN)
    throat_id = one_code("exam_throat", "Throat", **ORGAN)
    vision_left = fields.Float("Left eye", digits=(2, 1), aggregator=None, **ORGAN)
    vision_right = fields.Float("Right eye", digits=(2, 1), aggregator=None, **ORGAN)
    vision_corrected_left = fields.Float(
        "Left eye, corrected", digits=(2, 1), aggregator=None, **ORGAN
    )
    vision_corrected_right = fields.Float(
        "Right eye, corrected", digits=(2, 1), aggregator=None, **ORGAN
    )
    hearing_id = one_code("exam_hearing", "Hearing", **ORGAN)
    motion_id = one_code("exam_motion", "Motion", **ORGAN)

    _vision_range = models.Constraint(
        "CHECK ((COALESCE(vision_left, 0) = 0 OR vision_left BETWEEN 3.0 AND 5.3)"
        " AND (COALESCE(vision_right, 0) = 0 OR vision_right BETWEEN 3.0 AND 5.3)"
        " AND (COALESCE(vision_corrected_left, 0) = 0"
        " OR vision_corrected_left BETWEEN 3.0 AND 5.3)"
        " AND (COALESCE(vision_corrected_right, 0) = 0"
        " OR vision_corrected_right BETWEEN 3.0 AND 5.3))",
        "Eyesight is recorded in five grades, 3.0 to 5.3. Convert a decimal: 5 + lg of it; "
        "1.0 is 5.0, 0.5 is 4.7.",
    )
