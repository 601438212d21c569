from odoo import fields, models


class BillingQualificationTemplate(models.Model):
    """The conditions that suppliers of one kind of contract must meet (投标单位资格条件)."""

    _name = "billing.qualification.template"
    _description = "Qualification Checklist"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    contract_kind = fields.Selection(
        [("goods_services", "Goods and services"), ("lump_sum", "Lump-sum service")],
        help="Contracts of this kind load it by default; empty serves every kind.",
    )
    line_ids = fields.One2many(
        "billing.qualification.template.line", "template_id", string="Conditions", copy=True
    )
    active = fields.Boolean(default=True)
