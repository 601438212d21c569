from odoo import fields, models


class HealthFinding(models.Model):
    """What a follow-up finds that matters for its class: a danger, a value above target, …

    When it holds is said by ``health.finding.rule``, what follows by ``health.decision.rule``.
    """

    _name = "health.finding"
    _description = "Finding of a Follow-up"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    is_target = fields.Boolean("Shown as a target", help="Its limits are shown beside the boxes.")

    _code_unique = models.UniqueIndex("(code)", "Another finding has this code already.")
