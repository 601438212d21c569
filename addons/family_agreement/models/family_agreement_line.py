from odoo import api, fields, models
from odoo.fields import Command

from .family_service_item import NATURES


class FamilyAgreementLine(models.Model):
    """A service as it was signed: it stays though the package changes."""

    _name = "family.agreement.line"
    _inherit = ["server.guard.mixin", "evidence.seal.line.mixin"]
    _description = "Signed Service"
    _order = "agreement_id, sequence, id"
    _rec_name = "item_id"
    _seal_parent_field = "agreement_id"

    agreement_id = fields.Many2one(
        "family.agreement", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    package_id = fields.Many2one("family.package", required=True, index=True, ondelete="restrict")
    item_id = fields.Many2one(
        "family.service.item", "Service item", required=True, index=True, ondelete="restrict"
    )
    nature = fields.Selection(NATURES, required=True)
    times = fields.Integer("Times a year", required=True)
    planned = fields.Integer("Times in the term", required=True)
    spread = fields.Selection(
        [("even", "Evenly over the year"), ("any", "Any time of the year")], required=True
    )
    must_finish = fields.Boolean("Must be finished")
    price = fields.Monetary("Unit price")
    currency_id = fields.Many2one(related="package_id.currency_id")

    _item_once = models.UniqueIndex(
        "(agreement_id, item_id)", "The agreement has this service already."
    )

    @api.model
    def _replace(self, agreement):
        """Make the lines of ``agreement`` anew from its packages.

        A service in two packages is signed once, as often as the larger of both says. Services
        only for groups that the resident isn't in are left out.
        """
        found, tags = {}, agreement._get_tags()
        years = int(agreement.term_years)
        for line in agreement.package_ids.line_ids:
            if line.tag_ids and not line.tag_ids & tags:
                continue
            known = found.get(line.item_id)
            if not known or known["times"] < line.times:
                found[line.item_id] = self._prepare(line, years)
        # sudo: the services follow from the packages, nobody enters them
        agreement.sudo()._as_server().line_ids = [
            Command.clear(), *(Command.create(vals) for vals in found.values())
        ]  # fmt: skip

    @api.model
    def _prepare(self, line, years):
        return {
            "sequence": line.sequence,
            "package_id": line.package_id.id,
            "item_id": line.item_id.id,
            "nature": line.item_id.nature,
            "times": line.times,
            "planned": line.times * years,
            "spread": line.spread,
            "must_finish": line.must_finish,
            "price": line.price,
        }
