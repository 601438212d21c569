from odoo import fields, models


class ServiceDepartment(models.Model):
    """Departments whose doctors come to a free clinic."""

    _name = "service.department"
    _inherit = ["dated.mixin"]
    _description = "Department at Events"
    _order = "sequence, code, valid_from desc"
    _rec_names_search = ["name", "code"]

    code = fields.Char(required=True, index=True)
    name = fields.Char("Department", required=True, translate=True)
    sequence = fields.Integer(default=10)
    is_required = fields.Boolean(
        "Required", help="A free clinic without it doesn't have all departments."
    )

    _code_from_unique = models.UniqueIndex(
        "(code, valid_from)", "This department is already in the list from that date on."
    )
