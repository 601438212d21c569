from odoo import api, fields, models

from .family_agreement_state import VALID


class FamilyAgreement(models.Model):
    """Transfer (转签): the agreement with the new team ends the old one the day before it begins."""

    _inherit = "family.agreement"

    transfer_ids = fields.One2many("family.transfer", "agreement_id", "Transfers")
    is_transfer = fields.Boolean(readonly=True, copy=False)

    def action_open_transfer(self):
        """Apply for the resident to change to another team."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Apply for a transfer"),
            "res_model": "family.transfer",
            "view_mode": "form",
            "target": "new",
            "context": {"default_agreement_id": self.id},
        }

    def _prepare_transfer(self, team):
        """Draft of the agreement of this resident with ``team``."""
        self.ensure_one()
        today = fields.Date.context_today(self)
        signer = team._get_signers(today)[:1]
        vals = self._prepare_follower() | {
            "team_id": team.id, "doctor_id": signer.id, "start_date": today,
        }  # fmt: skip
        draft = self.create([vals])
        draft._write_server({"previous_id": self.id, "is_transfer": True})
        return draft

    def _replace_previous(self):
        super()._replace_previous()
        previous = self.previous_id
        if not self.is_transfer or previous.state not in VALID:
            return
        reason = self.env["health.code"]._get("sign_end_reason", "05")
        last = fields.Date.subtract(self.start_date, days=1)
        # sudo: the old agreement is of another team; its leader agreed
        previous.sudo()._end("transfer", last, reason, self.number)
        # sudo: as above
        previous.sudo().transfer_ids.filtered(
            lambda transfer: transfer.new_agreement_id == self
        )._write_server({"state": "done"})
        self._take_over(previous)

    @api.model
    def _take_over(self, previous):
        """Hook: what ``previous`` leaves undone goes to this agreement."""
