from odoo import api, fields, models
from odoo.fields import Domain

from .family_duty_match import Proof


class HealthArchiveChange(models.Model):
    """An update of the archive serves what was signed for, once a day and resident."""

    _name = "health.archive.change"
    _inherit = ["health.archive.change", "family.proof.mixin"]

    def _get_proofs(self):
        proofs = {}
        for change in self.sorted("id"):
            day = fields.Datetime.context_timestamp(change, change.date).date()
            proof = Proof(
                change, change.archive_id.id, {"archive"}, day, change.user_id.id, False, False
            )
            proofs.setdefault((change.archive_id.id, day), proof)
        return list(proofs.values())

    @api.model
    def _cron_match(self):
        """Every night: the updates of the last days; those matched before are known."""
        since = fields.Datetime.subtract(fields.Datetime.now(), days=3)
        last = 0
        while True:
            domain = Domain("date", ">=", since) & Domain("id", ">", last)
            changes = self.search(domain, limit=2000, order="id")
            if not changes:
                return
            changes._match_duties()
            last = changes[-1].id
            remaining = self.search_count(Domain("date", ">=", since) & Domain("id", ">", last))
            if not self.env["ir.cron"]._commit_progress(len(changes), remaining=remaining):
                return
