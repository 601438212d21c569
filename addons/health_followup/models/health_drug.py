from odoo import fields, models


class HealthDrug(models.Model):
    """A drug that doctors pick by its name, with the dose it is mostly taken in."""

    _name = "health.drug"
    _description = "Drug"
    _order = "name"

    name = fields.Char(required=True)
    times_a_day = fields.Integer("Times a day", default=1)
    amount = fields.Float("Each time", digits=(8, 2))
    unit = fields.Selection("_selection_unit")
    is_insulin = fields.Boolean("Insulin")
    active = fields.Boolean(default=True)

    _name_unique = models.UniqueIndex("(name)", "This drug is in the list already.")

    def _selection_unit(self):
        return get_unit_labels(self.env)


def get_unit_labels(env):
    """How drugs are counted, for this list and the lines of a visit."""
    labels = {
        "mg": env._("mg"),
        "g": env._("g"),
        "ml": env._("ml"),
        "tablet": env._("tablets"),
        "pill": env._("pills"),
        "capsule": env._("capsules"),
        "granule": env._("granules"),
        "bag": env._("bags"),
        "piece": env._("pieces"),
        "dose": env._("doses"),
        "U": env._("U"),
    }
    return list(labels.items())
