from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from .health_exam_alert import CALL

ACTIVITY = "health_exam.mail_activity_critical"


class HealthExamAlert(models.Model):
    """How a critical value is closed: by a call that was answered, or by a corrected value."""

    _inherit = "health.exam.alert"

    def action_answer(self):
        """Close the loop: somebody was called and answered.

        :raise UserError: it isn't written who was called, when, and what was answered
        """
        self._check_may_work()
        self.check_access("write")
        for alert in self:
            alert._check_call()
            waited = alert.called_at - alert.found_at
            alert._close(
                {
                    "state": "answered",
                    "answered_at": fields.Datetime.now(),
                    "answered_by_id": self.env.uid,
                    "minutes": max(0, round(waited.total_seconds() / 60)),
                    "is_late": alert.called_at > alert.due_at,
                }
            )

    def action_called_now(self):
        """Set the time of the call to now."""
        self.write({"called_at": fields.Datetime.now().replace(microsecond=0)})

    def action_withdraw(self):
        """Ask why nobody has to be called."""
        action = self.exam_id._ask_reason("withdraw", self.env._("Withdraw"))
        return action | {"context": action["context"] | {"default_alert_ids": self.ids}}

    def action_open_exam(self):
        """Show the exam; a station sees its own sections of it."""
        return self.exam_id.get_formview_action()

    def _withdraw(self, reason):
        """A corrected value made these pointless.

        :raise UserError: the value still stands in the form
        """
        self._check_may_work()
        self.check_access("write")
        reason = self.exam_id._clean_reason(reason)
        for alert in self:
            if alert._still_stands():
                raise UserError(
                    self.env._(
                        "“%(alert)s” still stands in the form: correct the value first, or call.",
                        alert=alert.name,
                    )
                )
        self._close({"state": "withdrawn", "withdraw_reason": reason})

    def _still_stands(self):
        """Whether the number that was critical is still there; one reported by hand never is."""
        self.ensure_one()
        found = {(c.field_name, c.value_key) for c in self.exam_id._find_critical()[self.exam_id]}
        return (self.field_name, self.value_key) in found

    def _close(self, vals):
        self._write_server(vals)
        # sudo: the activity belongs to the chief examiner, whoever called
        self.sudo().activity_ids.unlink()

    def _check_call(self):
        """:raise UserError: names the first thing that isn't written down"""
        self.ensure_one()
        for name in CALL:
            if not self[name]:
                raise UserError(
                    self.env._(
                        "%(alert)s: write down “%(field)s” first.",
                        alert=self.name,
                        field=self._fields[name]._description_string(self.env),
                    )
                )

    def _check_may_work(self):
        """:raise UserError: closed already. :raise AccessError: another station's"""
        for alert in self:
            if alert.state != "open":
                raise UserError(self.env._("“%(alert)s” is closed already.", alert=alert.name))
            if not alert._may_work():
                raise AccessError(
                    self.env._(
                        "Critical values are called by the station that found them, or by a chief "
                        "examiner."
                    )
                )

    def _may_work(self):
        self.ensure_one()
        if self.env.su or self.env.user._has_group("health_exam.group_exam_chief"):
            return True
        return self.section_id.code in self.exam_id._get_user_sections(self.env.uid)

    def _notify_chiefs(self):
        """An activity for the chief examiners of the hospital; it names nobody."""
        chiefs = self._get_chiefs()
        for alert in self:
            for chief in chiefs.get(alert.org_unit_id, ()):
                # sudo: whoever found it; the mail would say nothing that the activity doesn't
                alert.sudo().with_context(mail_activity_quick_update=True).activity_schedule(
                    ACTIVITY,
                    user_id=chief.id,
                    summary=self.env._("Critical value in exam %s", alert.exam_number),
                )

    def _get_chiefs(self):
        """``{unit: its chief examiners}``."""
        group = self.env.ref("health_exam.group_exam_chief")
        # sudo: who is chief examiner of a hospital is no secret in it
        users = self.env["res.users"].sudo()
        own = [("all_group_ids", "in", group.ids), ("org_unit_id", "in", self.org_unit_id.ids)]
        return users.search(own).grouped("org_unit_id")
