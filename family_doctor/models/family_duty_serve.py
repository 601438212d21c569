from odoo import models
from odoo.exceptions import UserError

from odoo.addons.health_exam.models.health_exam_reporting import REPORTED

FOLLOWUP = "followup_"


class FamilyDuty(models.Model):
    """Serve now: what proves the service opens, filled in as far as it is known."""

    _inherit = "family.duty"

    def action_serve(self):
        """Open what proves this service: a visit, an exam, the archive or a service record.

        :raise UserError: it isn't open, or too early to count
        """
        self.ensure_one()
        self.check_access("read")
        self._check_can_be_served()
        kinds = self.item_id.record_kind_ids.sorted("sequence")
        for kind in kinds:
            if action := self._get_serve_action(kind):
                return action
        if kinds:
            raise UserError(self._get_unservable_message(kinds))
        return self._serve_directly(kinds)

    def _check_can_be_served(self):
        if self.state not in ("open", "lapsed"):
            raise UserError(self.env._("This unit is done or no longer due."))

    def _get_serve_action(self, kind):
        """What opens a record of ``kind``; none where the resident or the user can't have one."""
        if kind.is_direct:
            return self._serve_directly(kind)
        if kind.code == "archive":
            return self.archive_id.get_formview_action()
        if kind.code == "exam":
            return self._serve_by_exam()
        return self._serve_by_followup(kind.code.removeprefix(FOLLOWUP))

    def _serve_directly(self, kind):
        draft = self.env["family.service"].search(
            [("archive_id", "=", self.archive_id.id), ("kind_id", "=", kind.id),
             ("state", "=", "draft"), ("user_id", "=", self.env.uid)],
            limit=1,
        )  # fmt: skip
        action = self.archive_id.action_record_service()
        if draft:
            return action | {"res_id": draft.id}
        way = {"default_way": kind.usual_way} if kind.usual_way else {}
        return action | {"context": {**action["context"], "default_kind_id": kind.id, **way}}

    def _serve_by_followup(self, programme):
        enrolment = self.env["health.enrolment"].search(
            [("archive_id", "=", self.archive_id.id), ("programme_id.code", "=", programme),
             ("state", "!=", "closed")],
            limit=1,
        )  # fmt: skip
        return enrolment and enrolment.action_follow_up()

    def _serve_by_exam(self):
        """The exam begun in this term, a new one for who may register, else the list."""
        exams = self.env["health.exam"]
        begun = exams.search(
            [("archive_id", "=", self.archive_id.id), ("date", ">=", self.agreement_id.start_date),
             ("state", "not in", (*REPORTED, "void"))],
            limit=1,
        )  # fmt: skip
        if begun:
            return begun.get_formview_action()
        if not self.env.user.has_group("health_exam.group_exam_staff"):
            return self.archive_id.action_open_exams()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Register for an exam"),
            "res_model": "health.exam",
            "view_mode": "form",
            "views": [[False, "form"]],
            "context": {"default_partner_id": self.archive_id.partner_id.id},
        }

    def _get_unservable_message(self, kinds):
        return self.env._(
            "“%(item)s” is proved by: %(kinds)s. %(name)s isn't in that programme. Enrol the "
            "resident first, or match another record by hand.",
            item=self.item_id.name,
            kinds=", ".join(kinds.mapped("name")),
            name=self.resident_name,
        )

    def action_open_household_duties(self):
        """List what is due in the households of these residents."""
        return self.archive_id.action_open_household_duties()

    def action_open_match(self):
        """Choose among the resident's records the one that proves this service."""
        return self._open_duty_dialog("family.duty.match", self.env._("Match by hand"))

    def action_open_take_back(self):
        """Ask why a match made by hand is taken back."""
        return self._open_duty_dialog("family.duty.release", self.env._("Take back"))

    def _open_duty_dialog(self, model, name):
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "view_mode": "form",
            "target": "new",
            "context": {"default_duty_id": self.id},
        }
