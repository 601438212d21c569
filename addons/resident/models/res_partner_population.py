from odoo import api, fields, models
from odoo.fields import Domain

from .res_partner import RESIDENT_USER


class ResPartner(models.Model):
    """Population groups of a resident: stated ones, and those that follow from the age."""

    _inherit = "res.partner"

    population_tag_line_ids = fields.One2many(
        "resident.population.tag.line", "partner_id", string="Stated population groups",
        groups=RESIDENT_USER,
    )  # fmt: skip
    population_tag_ids = fields.Many2many(
        "resident.population.tag", string="Population groups", groups=RESIDENT_USER,
        compute="_compute_population_tag_ids", search="_search_population_tag_ids",
        help="Those of today, including those by age.",
    )  # fmt: skip

    # per user, because sensitive groups are shown to few
    @api.depends_context("uid")
    @api.depends(
        "is_resident",
        "birth_date",
        "death_date",
        "population_tag_line_ids.tag_id",
        "population_tag_line_ids.date_from",
        "population_tag_line_ids.date_to",
    )
    def _compute_population_tag_ids(self):
        today = fields.Date.context_today(self)
        by_age = self.env["resident.population.tag"]._get_age_tags(today)
        lines = self.env["resident.population.tag.line"]
        stated = lines._get_current_tags(self.ids, today)

        def get_tags(partner):
            alive = partner.is_resident and not partner.death_date
            tags = by_age._get_of_age(partner, today) if alive else by_age.browse()
            return tags | stated.get(partner._origin.id, tags.browse())

        # many have the same groups; assigning them to each person would take the longest
        for tags, partners in self.grouped(get_tags).items():
            partners.population_tag_ids = tags

    @api.model
    def _search_population_tag_ids(self, operator, value):
        today = fields.Date.context_today(self)
        tags = self.env["resident.population.tag"]
        residents = Domain("is_resident", "=", True)
        if operator == "in":
            found = tags.browse(filter(None, value))._get_member_domain(today)
            if False in value:
                found |= ~tags.search(tags._in_force_domain(today))._get_member_domain(today)
            return residents & found
        if operator == "any":
            return residents & tags.search(value)._get_member_domain(today)
        if operator in ("ilike", "like", "=ilike"):
            found = tags.search([("display_name", operator, value)])
            return residents & found._get_member_domain(today)
        return NotImplemented
