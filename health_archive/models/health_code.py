from odoo import api, fields, models, tools
from odoo.exceptions import UserError


class HealthCode(models.Model):
    """One answer of a box on a national form, in the words of the form itself."""

    _name = "health.code"
    _inherit = ["dated.mixin"]
    _description = "Form Code"
    _order = "list_code, sequence, code"
    _rec_names_search = ["name", "code"]

    list_code = fields.Selection(
        [
            ("blood_abo", "Blood group"),
            ("blood_rh", "Rh"),
            ("education", "Education"),
            ("occupation", "Occupation"),
            ("marital", "Marital status"),
            ("payment", "Payment of medical costs"),
            ("allergy", "Drug allergies"),
            ("exposure", "Exposures"),
            ("disease", "Past diseases"),
            ("family_disease", "Diseases in the family"),
            ("disability", "Disabilities"),
            ("env_kitchen", "Kitchen ventilation"),
            ("env_fuel", "Fuel"),
            ("env_water", "Drinking water"),
            ("env_toilet", "Toilet"),
            ("env_livestock", "Livestock pen"),
            ("close_reason", "Reasons for closing"),
        ],
        "List",
        required=True,
    )
    code = fields.Char(required=True)
    name = fields.Char("Answer", required=True)
    sequence = fields.Integer(default=10)
    is_exclusive = fields.Boolean("Excludes the others", help="“None” stands alone.")
    is_sensitive = fields.Boolean(
        "Sensitive", help="Entered and seen only by those who may see sensitive diseases."
    )
    needs_text = fields.Boolean("With a name", help="The form asks for a name beside the code.")

    _code_unique = models.UniqueIndex(
        "(list_code, code, valid_from)", "This list already has the code from that date on."
    )

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        self.env.registry.clear_cache()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_clears_cache(self):
        self.env.registry.clear_cache()

    @api.model
    def _get(self, list_code, code):
        """The answer in force under ``code``.

        :raise UserError: the list has no such code
        """
        found = self.browse(self._get_ids(list_code).get(str(code)))
        if not found:
            label = dict(self._fields["list_code"]._description_selection(self.env))[list_code]
            raise UserError(
                self.env._("“%(code)s” is no code of the list “%(list)s”.", code=code, list=label)
            )
        return found

    @api.model
    @tools.ormcache("list_code")
    def _get_ids(self, list_code):
        """``{code: id}`` of what is in force in a list."""
        # sudo: code lists are printed on every form
        codes = self.sudo().search([("list_code", "=", list_code), ("valid_to", "=", False)])
        return {code.code: code.id for code in codes}
