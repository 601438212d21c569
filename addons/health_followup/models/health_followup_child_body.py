from odoo import api, fields, models

from odoo.addons.health_archive.tools import many_codes, one_code

BLOCK = {"prefetch": "child"}


def _normal(label):
    return fields.Selection("_selection_normal", label, **BLOCK)


def _present(label):
    return fields.Selection("_selection_present", label, **BLOCK)


class HealthFollowupChildBody(models.AbstractModel):
    """Boxes of the body that several forms for children print (domain C.8)."""

    _name = "health.followup.child.body"
    _inherit = ["health.followup.schedule"]
    _description = "Body of a Child"

    child_colour_id = one_code("child_colour", "Colour of the face", **BLOCK)
    child_skin_ids = many_codes("child_skin", "Skin", "health_followup_child_skin")
    child_fontanelle_length = fields.Float("Fontanelle (cm)", digits=(3, 1), aggregator=None)
    child_fontanelle_width = fields.Float("Fontanelle, width (cm)", digits=(3, 1), aggregator=None)
    child_neck_mass = _present("Mass of the neck")
    child_eyes = _normal("Eyes")
    child_ears = _normal("Ears")
    child_mouth = _normal("Mouth")
    child_chest = _normal("Chest")
    child_abdomen = _normal("Abdomen")
    child_limbs = _normal("Limbs")
    child_genitals = _normal("Genitals")
    child_anus = _normal("Anus")
    child_cord_id = one_code("child_cord", "Umbilical cord", **BLOCK)
    child_abnormal = fields.Char(
        "What is abnormal", help="Of every box marked as abnormal.", **BLOCK
    )
    child_other = fields.Char("Other findings", **BLOCK)

    @api.model
    def _selection_normal(self):
        return list({"1": self.env._("Nothing abnormal"), "2": self.env._("Abnormal")}.items())

    @api.model
    def _selection_present(self):
        return list({"1": self.env._("None"), "2": self.env._("Yes")}.items())
