from odoo import api, fields, models
from odoo.fields import Domain


class FamilyProofMixin(models.AbstractModel):
    """Records that prove signed services: they are matched when they count and released when not."""

    _name = "family.proof.mixin"
    _description = "Proves Services"

    # Field with the day of the service.
    _proof_date = "date"

    def _get_proofs(self):
        """Hook: a :class:`~.family_duty_match.Proof` of each of these records that counts."""
        return []

    def _match_duties(self):
        """Serve what was signed with those of these records that count."""
        if proofs := self._get_proofs():
            self.env["family.duty"]._match(proofs)

    def _release_duties(self):
        """These records don't count (any more)."""
        self.env["family.duty"]._release(self)

    @api.model
    def _find_proofs(self, archives, first, last):
        """All proofs of these residents from ``first`` to ``last``, of whatever model."""
        proofs = []
        for name in sorted(self.env.registry.descendants(["family.proof.mixin"], "_inherit")):
            model = self.env[name]
            if model._abstract:
                continue
            within = Domain(model._proof_date, ">=", first) & Domain(
                model._proof_date, "<", fields.Date.add(last, days=1)
            )
            # sudo: what was done counts, whoever looks
            records = model.sudo().search(Domain("archive_id", "in", archives.ids) & within)
            proofs += records._get_proofs()
        return proofs
