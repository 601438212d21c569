from odoo import api, fields, models

BLOCK = {"prefetch": "pregnancy"}


def _normal(label):
    return fields.Selection("_selection_preg_normal", label, **BLOCK)


def _number(label, digits=(6, 1)):
    return fields.Float(label, digits=digits, aggregator="avg", **BLOCK)


class HealthFollowupPregnancyBody(models.AbstractModel):
    """Boxes that several forms for mothers print (domain C.7)."""

    _name = "health.followup.pregnancy.body"
    _inherit = ["health.followup.schedule"]
    _description = "Body of a Mother"

    preg_hgb = _number("Haemoglobin of the mother (g/L)")
    preg_protein = fields.Char("Urine protein", **BLOCK)
    preg_tests = fields.Char("Other tests of the mother", **BLOCK)
    preg_other = fields.Char("Other findings of the mother", **BLOCK)
    preg_uterus = _normal("Uterus")
    preg_guidance_other = fields.Char("Other guidance for a mother", **BLOCK)

    _preg_hgb_range = models.Constraint(
        "CHECK (COALESCE(preg_hgb, 0) = 0 OR preg_hgb BETWEEN 20 AND 260)",
        "Haemoglobin is 20 to 260 g/L: was it typed in g/dL?",
    )

    @api.model
    def _selection_preg_normal(self):
        return list({"1": self.env._("Nothing abnormal"), "2": self.env._("Abnormal")}.items())
