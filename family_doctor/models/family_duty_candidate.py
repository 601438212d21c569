from odoo import models
from odoo.exceptions import UserError


class FamilyDuty(models.Model):
    """Which records of the resident could prove a unit by hand."""

    _inherit = "family.duty"

    def _get_candidates(self):
        """Proofs of the term that serve no unit of this service and that the user may read."""
        self.ensure_one()
        self.check_access("read")
        # sudo: the term of the agreement, also where the user doesn't read agreements
        agreement = self.agreement_id.sudo()
        proofs = self.env["family.proof.mixin"]._find_proofs(
            self.archive_id, agreement.start_date, agreement.last_day
        )
        # sudo: also what serves a unit that the user doesn't see
        used = {
            (duty.res_model, duty.res_id)
            for duty in self.sudo().search(
                [
                    ("archive_id", "=", self.archive_id.id),
                    ("item_id", "=", self.item_id.id),
                    ("res_id", "!=", False),
                ]
            )
        }
        return sorted(
            (
                proof
                for proof in proofs
                if (proof.record._name, proof.record.id) not in used
                and proof.record.sudo(self.env.su).has_access("read")
            ),
            key=lambda proof: proof.date,
            reverse=True,
        )

    def _find_candidate(self, model, res_id):
        """:raise UserError: this record isn't one of them"""
        for proof in self._get_candidates():
            if (proof.record._name, proof.record.id) == (model, res_id):
                # sudo: back to the rights of whoever asks
                return proof.record.sudo(self.env.su)
        raise UserError(self.env._("Choose a valid record of the same resident."))
