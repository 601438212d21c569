from odoo import models


class FamilyProofMixin(models.AbstractModel):
    """Records that prove signed services: they are matched when they count and released when not."""

    _name = "family.proof.mixin"
    _description = "Proves Services"

    def _get_proofs(self):
        """Hook: a :class:`~.family_duty_match.Proof` of each of these records that counts."""
        return []

    def _match_duties(self):
        """Serve what was signed with those of these records that count."""
        return self.env["family.duty"]._match(self._get_proofs())

    def _release_duties(self):
        """These records don't count (any more)."""
        return self.env["family.duty"]._release(self)
