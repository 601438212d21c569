from odoo import api, fields, models, tools
from odoo.fields import Domain


class ServiceClaimKind(models.Model):
    """What records may claim; each comes with the add-on whose records claim it."""

    _name = "service.claim.kind"
    _description = "Kind of Claim"
    _order = "sequence, code"
    _rec_names_search = ["name", "code"]

    code = fields.Char(required=True, help="As the records name it that claim it.")
    name = fields.Char(required=True, translate=True)
    description = fields.Text(
        translate=True, help="Which records claim it, and what makes them count."
    )
    sequence = fields.Integer(default=10)

    _code_unique = models.UniqueIndex("(code)", "There is a kind of claim with this code already.")

    @api.model_create_multi
    def create(self, vals_list):
        kinds = super().create(vals_list)
        self.env.registry.clear_cache()
        return kinds

    def write(self, vals):
        result = super().write(vals)
        if "code" in vals:
            self.env.registry.clear_cache()
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result

    @api.model
    @tools.ormcache()
    def _get_codes(self):
        """Codes of all kinds there are."""
        # sudo: the same for everybody
        return frozenset(self.sudo().search(Domain.TRUE).mapped("code"))
