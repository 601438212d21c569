from odoo import fields, models


class HealthFollowupMixin(models.AbstractModel):
    """Past visits that came in by a list."""

    _inherit = "health.followup.mixin"

    import_id = fields.Many2one(
        "health.followup.import", "Imported with", readonly=True, copy=False, index="btree_not_null",
        ondelete="restrict",
    )  # fmt: skip

    def _check_required_evidence(self):
        # the proofs of a past visit lie where it was signed
        return super(
            HealthFollowupMixin, self.filtered(lambda visit: not visit.import_id)
        )._check_required_evidence()
