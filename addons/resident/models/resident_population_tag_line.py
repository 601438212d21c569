from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


class ResidentPopulationTagLine(models.Model):
    """A resident belongs to a population group for a time, as a proof says."""

    _name = "resident.population.tag.line"
    _inherit = ["server.guard.mixin", "access.audit.mixin"]
    _description = "Population Group of a Person"
    _order = "date_from desc, id desc"
    _rec_name = "tag_id"
    _fixed_fields = frozenset({"partner_id"})

    partner_id = fields.Many2one(
        "res.partner", string="Resident", required=True, index=True, ondelete="cascade",
        domain="[('is_resident', '=', True)]",
    )  # fmt: skip
    resident_unit_id = fields.Many2one(
        related="partner_id.resident_unit_id", store=True, index=True, related_sudo=True
    )
    tag_id = fields.Many2one(
        "resident.population.tag", string="Population group", required=True, index=True,
        ondelete="restrict", domain="[('origin', '!=', 'age')]",
    )  # fmt: skip
    is_sensitive = fields.Boolean(related="tag_id.is_sensitive", store=True)
    date_from = fields.Date("From", required=True, default=fields.Date.context_today)
    date_to = fields.Date("To", help="Last day; empty while it holds.")
    source = fields.Char(help="List, archive or document that says so.")
    proof = fields.Binary(attachment=True)
    proof_name = fields.Char()
    reviewer_id = fields.Many2one("res.users", string="Reviewed by", ondelete="restrict")

    _dates_order = models.Constraint(
        "CHECK (date_to IS NULL OR date_to >= date_from)",
        "A person cannot leave a population group before entering it.",
    )
    _open_unique = models.UniqueIndex(
        "(partner_id, tag_id) WHERE date_to IS NULL",
        "The person is in this population group already.",
    )

    @api.constrains("tag_id")
    def _check_origin(self):
        for line in self:
            if line.tag_id.origin == "age":
                raise ValidationError(
                    self.env._(
                        "“%(tag)s” follows from the birth date and need not be entered.",
                        tag=line.tag_id.name,
                    )
                )

    @api.model
    def _get_current_tags(self, partner_ids, date):
        """``{resident id: groups}`` that hold on ``date``, as far as the user may see them."""
        domain = Domain("partner_id", "in", partner_ids) & self._get_current_domain(date)
        return {
            partner.id: tags
            for partner, tags in self._read_group(domain, ["partner_id"], ["tag_id:recordset"])
        }

    @api.model
    def _get_current_domain(self, date):
        """Domain of the lines that hold on ``date``."""
        return Domain("date_from", "<=", date) & (
            Domain("date_to", "=", False) | Domain("date_to", ">=", date)
        )
