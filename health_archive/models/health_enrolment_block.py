from odoo import models


class HealthEnrolmentBlock(models.AbstractModel):
    """What the special archive of one programme asks beyond the common fields (domain D).

    A block is an abstract model that an enrolment is composed of; its fields bear its prefix and
    are fetched together, so that lists don't read them.
    """

    _name = "health.enrolment.block"
    _inherit = ["health.enrolment.mixin"]
    _description = "Block of a Special Archive"
