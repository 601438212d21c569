from odoo import models
from odoo.exceptions import UserError


class HealthExamSync(models.Model):
    """A way out for what can't be written: given up with a reason, taken up again if that changes.

    Both stand in the log of the report, with who decided and when.
    """

    _inherit = "health.exam.sync"

    def action_give_up(self):
        """Ask why these reports aren't written to their archives."""
        action = self.exam_id._ask_reason("give_up", self.env._("Give up"))
        return action | {"context": action["context"] | {"default_sync_ids": self.ids}}

    def action_take_up(self):
        """Try to write these again, which were given up."""
        self._check_may_decide("given_up")
        # sudo: the system's own list; who decides was checked
        syncs = self.sudo()
        syncs.write({"state": "waiting", "reason": False})
        syncs._log_decision(self.env._("Taken up again"))
        self._run()

    def _give_up(self, reason):
        """These don't go into the archive; they leave the list of what waits.

        :raise UserError: one is in the archive already. :raise ValidationError: no reason
        """
        self._check_may_decide("waiting", "failed")
        reason = self.env["health.exam"]._clean_reason(reason)
        # sudo: as above
        syncs = self.sudo()
        syncs.write({"state": "given_up", "reason": reason})
        syncs._log_decision(self.env._("Given up"), reason)

    def _check_may_decide(self, *states):
        self.env["health.exam"]._check_role_of("group_exam_chief")
        self.check_access("read")
        self.lock_for_update()
        labels = dict(self._fields["state"]._description_selection(self.env))
        for sync in self:
            if sync.state not in states:
                raise UserError(
                    self.env._(
                        "Report %(number)s: “%(state)s”. Choose only reports in the state "
                        "“%(wanted)s”.",
                        number=sync.report_id.number,
                        state=labels[sync.state],
                        wanted=" / ".join(labels[state] for state in states),
                    )
                )

    def _log_decision(self, label, reason=""):
        self.env["health.exam.sync.line"].sudo().create(  # sudo: the system's own log
            [
                sync._log("decision", sync, label, "", reason) | {"user_id": self.env.uid}
                for sync in self
            ]
        )
