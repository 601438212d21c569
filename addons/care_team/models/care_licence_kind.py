from odoo import fields, models

ROLES = [
    ("gp", "General practitioner"),
    ("village", "Village doctor"),
    ("tcm", "Doctor of Chinese medicine"),
    ("nurse", "Nurse"),
    ("public_health", "Public health physician"),
    ("pharmacist", "Pharmacist"),
    ("manager", "Health manager"),
    ("rehabilitation", "Rehabilitation therapist"),
    ("psychology", "Psychologist"),
    ("social_worker", "Social worker"),
    ("volunteer", "Volunteer"),
    ("specialist", "Specialist of a superior hospital"),
    ("other", "Other"),
]


class CareLicenceKind(models.Model):
    """A kind of practice licence (执业证书类别), and whether its holder may be a family doctor."""

    _name = "care.licence.kind"
    _inherit = ["dated.mixin"]
    _description = "Kind of Practice Licence"
    _order = "sequence, id"
    _rec_names_search = ["name", "code"]

    sequence = fields.Integer(default=10)
    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    may_sign = fields.Boolean(
        "May sign agreements", help="Who holds this licence may sign as a family doctor."
    )
    role = fields.Selection(
        ROLES, "Usual role", help="What somebody with this licence usually does in a team."
    )

    _code_unique = models.UniqueIndex("(code)", "Another kind of licence has this code already.")
