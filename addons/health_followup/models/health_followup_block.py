from odoo import models


class HealthFollowupBlock(models.AbstractModel):
    """What the form of one programme asks beyond the common boxes (domain C).

    A block is an abstract model that a follow-up is composed of. Its own fields bear its prefix
    and are fetched together (``prefetch``), so that lists don't read them.
    """

    _name = "health.followup.block"
    _inherit = ["health.followup.mixin", "health.vitals.mixin", "health.lifestyle.mixin"]
    _description = "Block of a Follow-up"
