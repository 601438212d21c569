from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.service_obligation.tools import Claim
from odoo.addons.service_project.tools import service_today


class ServiceOffer(models.Model):
    """Something more that the supplier offers these people within its own business."""

    _name = "service.offer"
    _inherit = ["server.guard.mixin", "service.claim.note.mixin", "evidence.mixin"]
    _description = "Other Service"
    _order = "date_from desc, id desc"
    _fixed_fields = frozenset({"project_id"})

    name = fields.Char("Service", required=True)
    project_id = fields.Many2one(
        "project.project", required=True, index=True, ondelete="restrict",
        domain=[("is_service", "=", True)],
        default=lambda self: self.env["service.entry"]._default_project(),
    )  # fmt: skip
    description = fields.Text(help="What is offered, to whom, and where.")
    date_from = fields.Date("Offered Since", required=True, default=lambda self: service_today())
    date_to = fields.Date("Last Day", help="Empty while it is offered.")
    contact = fields.Char(help="Whom people call, with the number.")

    _dates = models.Constraint(
        "CHECK (date_to >= date_from)", "An offer cannot end before it begins."
    )

    @api.constrains("date_from")
    def _check_date(self):
        for offer in self.filtered(lambda offer: offer.date_from > service_today()):
            raise ValidationError(
                self.env._("“%s” isn't offered yet. Enter it on its first day.", offer.name)
            )

    def _evidence_required_kinds(self):
        return [("proof", self.env._("Proof of the offer"))]

    def _get_claims(self):
        """An offer from before the project counts from its first day."""
        self.ensure_one()
        _ = self.env._
        missing = [
            not (self.description or "").strip() and _("description"),
            not (self.contact or "").strip() and _("contact"),
            *(label for _code, label in self._get_missing_evidence()),
        ]
        first = self.project_id.date_start
        day = self.date_from
        if not self.date_to or self.date_to >= first:
            day = max(day, first)
        return [Claim("service_offered", day, missing=tuple(filter(None, missing)))]
