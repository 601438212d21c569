from odoo import api, fields, models


class ServiceParameter(models.Model):
    """A number that decides what counts, beside the number to reach, with its source."""

    _name = "service.parameter"
    _inherit = ["server.guard.mixin"]
    _description = "Parameter of an Obligation"
    _order = "code, id"
    _fixed_fields = frozenset({"obligation_id", "line_id"})

    obligation_id = fields.Many2one("service.obligation", index=True, ondelete="cascade")
    line_id = fields.Many2one("service.template.line", index=True, ondelete="cascade")
    code = fields.Char(required=True, help="As the records name it that ask for it.")
    name = fields.Char("Parameter", required=True, translate=True)
    value = fields.Float(required=True, digits=(12, 2), aggregator=None)
    unit = fields.Char(translate=True)
    source = fields.Char(
        required=True, translate=True, help="Clause, ruling, or who decided it where none says."
    )

    _owner = models.Constraint(
        "CHECK (num_nonnulls(obligation_id, line_id) = 1)",
        "A parameter belongs to one obligation or to one line of a template.",
    )
    _code_unique = models.UniqueIndex(
        "(obligation_id, line_id, code) NULLS NOT DISTINCT",
        "The obligation has this parameter already.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        parameters = super().create(vals_list)
        parameters.obligation_id._claim_anew()
        return parameters

    def write(self, vals):
        result = super().write(vals)
        if {"value", "code"} & vals.keys():
            self.obligation_id._claim_anew()
        return result

    def unlink(self):
        obligations = self.obligation_id
        result = super().unlink()
        obligations.exists()._claim_anew()
        return result
