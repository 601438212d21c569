from odoo import api, fields, models
from odoo.exceptions import UserError

RECOUNTED = frozenset({"kind_id", "needs_acceptance", "days_after_end"})
"""Which claims an obligation has, and whether they count, follows from these."""


class ServiceObligation(models.Model):
    """What the supplier owes in a service project, and what proves it."""

    _name = "service.obligation"
    _inherit = ["server.guard.mixin", "service.obligation.mixin", "mail.thread"]
    _description = "Obligation"
    _fixed_fields = frozenset({"project_id"})

    project_id = fields.Many2one(
        "project.project", required=True, index=True, ondelete="restrict",
        domain=[("is_service", "=", True)],
    )  # fmt: skip
    parameter_ids = fields.One2many("service.parameter", "obligation_id", "Parameters", copy=True)
    claim_ids = fields.One2many("service.claim", "obligation_id", "Claims")
    kind_id = fields.Many2one(tracking=True)
    measure = fields.Selection(tracking=True)
    threshold = fields.Float(tracking=True)
    needs_acceptance = fields.Boolean(tracking=True)

    _code_unique = models.UniqueIndex(
        "(project_id, code)", "The project has an obligation with this number already."
    )

    @api.depends("code", "name")
    def _compute_display_name(self):
        for obligation in self:
            obligation.display_name = f"{obligation.code or ''} {obligation.name or ''}".strip()

    @api.model_create_multi
    def create(self, vals_list):
        obligations = super().create(vals_list)
        obligations.filtered("kind_id")._claim_anew()
        return obligations

    def write(self, vals):
        result = super().write(vals)
        if not RECOUNTED.isdisjoint(vals):
            self._claim_anew()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_decided(self):
        # sudo: what was decided stays, whoever may read it
        decided = self.sudo().claim_ids.filtered("decision").obligation_id
        for obligation in decided:
            raise UserError(
                self.env._(
                    "The centre decided on claims of “%(obligation)s”, so it stays. Take the "
                    "decisions back first.",
                    obligation=obligation.display_name,
                )
            )

    def _claim_anew(self):
        """Count the records again that claim towards these obligations."""
        # sudo: what counts is the same, whoever changed what counts
        self.sudo().project_id._claim_all()

    def _get_parameter(self, code, default=None):
        """The number of the parameter ``code``, or ``default`` where the obligation has none."""
        self.ensure_one()
        row = self.parameter_ids.filtered(lambda parameter: parameter.code == code)
        return row.value if row else default
