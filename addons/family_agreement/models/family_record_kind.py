from odoo import fields, models


class FamilyRecordKind(models.Model):
    """What kind of record proves that a signed item was served (domain E.4).

    Other add-ons name the kinds of their records by ``code``.
    """

    _name = "family.record.kind"
    _description = "Kind of Service Record"
    _order = "sequence, code"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, help="By it a record says which items it can serve.")
    is_direct = fields.Boolean("Own record", help="Entered as a service record of its own.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _code_unique = models.UniqueIndex("(code)", "Another kind has this code already.")
