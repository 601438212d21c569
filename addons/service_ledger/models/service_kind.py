from odoo import fields, models


class ServiceKind(models.Model):
    """What is done for a person, what a row about it has to contain, and what it serves."""

    _name = "service.kind"
    _inherit = ["dated.mixin"]
    _description = "Kind of Service"
    _order = "sequence, code, valid_from desc"
    _rec_names_search = ["name", "code"]

    code = fields.Char(required=True, index=True)
    name = fields.Char("Service", required=True, translate=True)
    sequence = fields.Integer(default=10)
    icon = fields.Char(default="fa-heart", help="Symbol of the button, such as fa-home.")
    claim_kind_ids = fields.Many2many(
        "service.claim.kind", string="Counts Towards",
        help="Obligations with these kinds of claim count a row of this service.",
    )  # fmt: skip
    is_manual = fields.Boolean(
        "Entered by hand",
        default=True,
        help="Otherwise rows come from elsewhere, as from an event.",
    )
    is_rehabilitation = fields.Boolean(
        "Rehabilitation",
        help="Contraindications are checked first; afterwards the person judges it.",
    )
    is_once_a_day = fields.Boolean(
        "Once a day", help="For one person, a second row on the same day doesn't count."
    )
    needs_demand = fields.Boolean(help="The row says what the person asked for.")
    needs_photo = fields.Boolean()
    needs_signature = fields.Boolean(help="The person who was served signs.")
    needs_outcome = fields.Boolean(help="The row says how it ended.")
    needs_paper = fields.Boolean(
        "Needs paper", default=True,
        help="The page of the paper ledger on which it stands, or its scan.",
    )  # fmt: skip

    _code_from_unique = models.UniqueIndex(
        "(code, valid_from)", "This service is already in the list from that date on."
    )
