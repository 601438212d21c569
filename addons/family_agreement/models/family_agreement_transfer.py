from odoo import api, fields, models

from .family_agreement_state import VALID


class FamilyAgreement(models.Model):
    """Transfer (转签): the agreement with the new team ends the old one the day before it begins."""

    _inherit = "family.agreement"

    transfer_ids = fields.One2many("family.transfer", "agreement_id", "Transfers")
    is_transfer = fields.Boolean(readonly=True, copy=False)

    def action_open_transfer(self):
        """Apply for the resident to change to another team; an open application is shown."""
        self.ensure_one()
        if under_way := self._get_open_transfer():
            return under_way.get_formview_action()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Apply for a transfer"),
            "res_model": "family.transfer",
            "view_mode": "form",
            "target": "new",
            "context": {"default_agreement_id": self.id},
        }

    def _get_open_transfer(self):
        """The application for a transfer that isn't decided or whose agreement isn't signed yet."""
        return self.transfer_ids.filtered(lambda row: row.state in ("requested", "accepted"))

    def _prepare_transfer(self, team):
        """Draft of the agreement of this resident with ``team``: the one it began, else a new one."""
        self.ensure_one()
        today = fields.Date.context_today(self)
        draft = self.archive_id.agreement_ids.filtered(
            lambda row: (
                (row.team_id, row.state) == (team, "draft")
                and not row.document_hash
                and not row.previous_id
            )
        )[:1]
        if draft:
            draft.write({"sign_date": today, "start_date": today})
        else:
            signer = team._get_signers(today)[:1]
            vals = {"team_id": team.id, "doctor_id": signer.id, "start_date": today}
            draft = self.create([self._prepare_follower() | vals])
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
        done = previous.sudo().transfer_ids.filtered(
            lambda transfer: transfer.new_agreement_id == self
        )
        done._write_server({"state": "done"})
        done.activity_unlink(["family_agreement.activity_type_transfer_decided"])
        self._take_over(previous)

    @api.model
    def _take_over(self, previous):
        """Hook: what ``previous`` leaves undone goes to this agreement."""
