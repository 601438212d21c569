from odoo import fields, models

CATEGORIES = [
    ("legal", "Legal standing"),
    ("licence", "Licences and staff"),
    ("capacity", "Premises and equipment"),
    ("record", "Record and commitment"),
]
COPIED = (
    "sequence",
    "name",
    "condition",
    "category",
    "proof",
    "needs_evidence",
    "needs_valid_until",
    "checks_credit_code",
)
"""What a contract's checklist takes over from the template."""


class BillingQualificationTemplateLine(models.Model):
    """One condition, and how it is proved."""

    _name = "billing.qualification.template.line"
    _description = "Qualification Condition"
    _order = "template_id, sequence, id"

    template_id = fields.Many2one(
        "billing.qualification.template", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Title", required=True, translate=True)
    condition = fields.Text(string="Requirement", required=True, translate=True)
    category = fields.Selection(CATEGORIES, required=True, default="legal")
    proof = fields.Char(
        string="Required proof", translate=True, help="The documents that prove it."
    )
    needs_evidence = fields.Boolean(default=True)
    needs_valid_until = fields.Boolean(help="The proof runs out; its last day is kept and watched.")
    checks_credit_code = fields.Boolean(
        help="The supplier's unified social credit code must be a lawful one."
    )

    def _prepare_item_vals(self):
        return {name: self[name] for name in COPIED}
