from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain


class ResidentPopulationTag(models.Model):
    """Population group (重点人群, domain C.14).

    Groups by age follow from the birth date and are never stored per person; the others are
    entered or come from lists and archives, with proof.
    """

    _name = "resident.population.tag"
    _inherit = ["dated.mixin"]
    _description = "Population Group"
    _order = "sequence, id"
    _rec_names_search = ["name", "code"]

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    origin = fields.Selection(
        [("age", "Age"), ("disease", "Disease"), ("social", "Social status")],
        required=True,
        default="social",
    )
    age_from = fields.Integer("From age", help="In whole years.")
    age_to = fields.Integer("To age", help="Last year of age; 0 when there is no upper limit.")
    is_sensitive = fields.Boolean(
        "Sensitive", help="Shown only to those who may see sensitive diseases."
    )
    color = fields.Integer()
    active = fields.Boolean(default=True)

    _code_unique = models.UniqueIndex("(code)", "Another population group has this code already.")
    _age_order = models.Constraint(
        "CHECK (age_from >= 0 AND (age_to = 0 OR age_to >= age_from))",
        "The age range of a population group cannot end before it begins.",
    )

    @api.model
    def _get_age_tags(self, date):
        """Groups by age that are in force on ``date``."""
        return self.search(Domain("origin", "=", "age") & self._in_force_domain(date))

    def _get_of_age(self, partner, date):
        """Those of these groups by age that a resident belongs to on ``date``."""
        if not partner.birth_date:
            return self.browse()
        age = partner._get_age(date)
        return self.filtered(
            lambda tag: tag.age_from <= age and (not tag.age_to or age <= tag.age_to)
        )

    def _get_member_domain(self, date):
        """Domain of the residents in these groups on ``date``."""
        by_age = self.filtered(lambda tag: tag.origin == "age")
        domains = [tag._get_age_domain(date) for tag in by_age]
        if stated := self - by_age:
            lines = self.env["resident.population.tag.line"]._get_current_domain(date)
            lines &= Domain("tag_id", "in", stated.ids)
            domains.append(Domain("population_tag_line_ids", "any", lines))
        return Domain.OR(domains)

    def _get_age_domain(self, date):
        """Birth dates of those who are as old as this group asks on ``date``."""
        self.ensure_one()
        domain = Domain("birth_date", "<=", date - relativedelta(years=self.age_from))
        if self.age_to:
            domain &= Domain("birth_date", ">", date - relativedelta(years=self.age_to + 1))
        return domain
