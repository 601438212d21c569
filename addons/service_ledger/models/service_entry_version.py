from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from odoo.addons.service_project.tools import service_today

MANAGER = "service_project.group_service_manager"


class ServiceEntry(models.Model):
    """A signed row is corrected by another one, or made void; both say why."""

    _inherit = "service.entry"

    def action_submit(self):
        """Put these rows in the ledger for good; what they lack can still be added as evidence.

        :raise UserError: one of them is in the ledger already
        """
        self.check_access("write")
        for entry in self:
            if entry.state != "draft":
                raise UserError(
                    self.env._("“%(entry)s” is in the ledger already.", entry=entry.display_name)
                )
        for entry in self:
            entry._write_server({"last_proof_id": max(entry.evidence_ids.ids, default=0)})
        facts = self.grouped(lambda row: (row._get_days_late(), row.member_id.priority_reason))
        for (days_late, priority_reason), rows in facts.items():
            rows._write_server(
                {"state": "done", "days_late": days_late, "priority_reason": priority_reason}
            )
        self._seal()

    def action_open_correct(self):
        """Ask what was wrong, and open the correction."""
        return self._open_reason("correct", self.env._("Correct"))

    def action_open_void(self):
        """Ask why the row doesn't count."""
        return self._open_reason("void", self.env._("Make Void"))

    def action_open_allow_late(self):
        """Ask why rows that were entered late count all the same."""
        return self._open_reason("late", self.env._("Accept the Lateness"))

    def action_open_referral(self):
        """Ask what came of the referral."""
        return self._open_reason("referral", self.env._("Result of the Referral"))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_done(self):
        if self.filtered(lambda entry: entry.state != "draft"):
            raise UserError(self.env._("A row of the ledger stays. Make it void instead."))

    @api.constrains("partner_id", "supersedes_id")
    def _check_same_person(self):
        for entry in self.filtered("supersedes_id"):
            if entry.partner_id != entry.supersedes_id.partner_id:
                raise ValidationError(
                    self.env._(
                        "A correction is about the same person. Make the row void and enter the "
                        "service anew for the right one."
                    )
                )

    def unlink(self):
        originals = self.supersedes_id
        self._withdraw_correction()
        result = super().unlink()
        originals._claim_anew()
        return result

    def _correct(self, reason):
        """Open a correction; until it is signed, neither counts.

        :raise UserError: not in the ledger, void, or corrected already
        """
        self.ensure_one()
        self._check_valid()
        return self._supersede({"supersede_reason": reason})

    def _supersede(self, vals):
        copy = super()._supersede(vals)
        origin = {"origin_model": self.origin_model, "origin_id": self.origin_id}
        copy._write_server(origin)
        return copy

    def _void(self, reason):
        """These rows count no more; they stay, with the reason."""
        self.check_access("write")
        self._check_valid()
        same_day = self._search_same_day()
        self._write_server({"state": "void", "void_reason": self._check_reason(reason)})
        (same_day - self)._claim_anew()

    def _allow_late(self, reason):
        """Let rows count that were entered late; the centre alone does."""
        self.check_access("write")
        if not self.env.user.has_group(MANAGER):
            raise AccessError(self.env._("Only a manager of the centre accepts lateness."))
        if not all(entry.days_late and entry._is_valid() for entry in self):
            raise UserError(self.env._("This row was not entered late, or counts no more."))
        self._write_server(
            {
                "late_reason": self._check_reason(reason),
                "late_allowed_by_id": self.env.uid,
                "late_allowed_at": fields.Datetime.now(),
            }
        )

    def _close_referral(self, result):
        """Say what came of a referral.

        :raise UserError: the row is no open referral
        """
        self.check_access("write")
        for entry in self:
            if entry.outcome != "referred" or entry.referral_result or not entry._is_valid():
                raise UserError(self.env._("Only an open referral gets a result."))
        self._write_server({"referral_result": self._check_reason(result)})

    def _check_valid(self):
        for entry in self:
            if not entry._is_valid():
                raise UserError(
                    self.env._(
                        "“%(entry)s” does not stand in the ledger, so it is not corrected or made "
                        "void. Open the row that took its place.",
                        entry=entry.display_name,
                    )
                )

    def _check_required_evidence(self):
        """A row that lacks something is in the ledger as well; it says what it lacks."""

    def _check_reason(self, reason):
        if not (reason or "").strip():
            raise ValidationError(
                self.env._("Say it in words; whoever checks the ledger will ask.")
            )
        return reason.strip()

    def _get_days_late(self):
        """Days after which the row is signed, 0 while these are not too many.

        A correction that leaves the day as it was is as late as the row that it corrects.
        """
        former = self.supersedes_id
        if former and former.date == self.date:
            return former.days_late
        days = (service_today() - self.date).days
        return days if days > self.env["service.rule"]._get("backdating_days", self.date) else 0

    def _seal_payload(self):
        """Proofs that came after the seal are no break of it; those before it stay what they were."""
        payload = super()._seal_payload()
        items = self.evidence_ids.filtered(lambda item: item.id <= self.last_proof_id)
        payload["evidence_ids"] = sorted([item.id, item.sha256] for item in items)
        return payload

    def _open_reason(self, what, name):
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": "service.entry.reason",
            "view_mode": "form",
            "target": "new",
            "context": {"default_entry_ids": self.ids, "default_what": what},
        }
