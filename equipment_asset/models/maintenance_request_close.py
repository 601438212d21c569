from markupsafe import Markup

from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_list

RECORD_FIELDS = frozenset({
    "archive", "check_ids", "checklist_id", "company_id", "cover", "cover_reason", "description",
    "equipment_id", "fault_kind", "kit_id", "labour_cost", "maintenance_type", "name", "part_ids",
    "repair_hours", "repaired_at", "reported_at", "reporter_name", "reporter_phone", "request_date",
    "responded_at", "response_hours", "service_level_id", "signature", "stage_id", "work_report",
    "worked_by",
})  # fmt: skip
"""What was reported, found, done, promised and paid. Who follows up on it stays free."""

REOPEN_PURPOSES = [
    ("record", "To correct the record; the times stay"),
    ("repair", "To go on with the repair; it counts as not repaired"),
]


class MaintenanceRequest(models.Model):
    """The end of a work order: from then on it is a record, until a manager reopens it."""

    _inherit = "maintenance.request"

    closed_by_id = fields.Many2one(
        "res.users",
        string="Finished by",
        readonly=True,
        copy=False,
        ondelete="restrict",
        help="From then on the order is a record; a manager can reopen it and says why.",
    )
    reopened_at = fields.Datetime(readonly=True, copy=False)
    reopened_for = fields.Selection(REOPEN_PURPOSES, readonly=True, copy=False)

    def write(self, vals):
        if not self._is_server():
            self._check_open(vals)
        return super().write(vals)

    def action_open_reopen(self):
        """Ask why a finished order is reopened."""
        return self.env["ir.actions.act_window"]._for_xml_id(
            "equipment_asset.maintenance_request_reopen_action"
        ) | {"context": {"default_request_id": self.id}}

    def _check_open(self, names):
        """:raise UserError: one of the orders is finished, and ``names`` belong to its record"""
        closed = self.filtered("closed_by_id")[:1] if RECORD_FIELDS & set(names) else self.browse()
        if closed:
            raise UserError(
                self.env._(
                    "“%(order)s” is finished: its report, checks, parts and times stay as they "
                    "are. A manager can reopen it and say why.",
                    order=closed.display_name,
                )
            )

    def _check_before_end(self):
        """:raise UserError: the order cannot be finished yet; says what is missing"""
        given_up = self.env.ref("maintenance.stage_4")
        for request in self:
            request._check_report()
            if request.stage_id != given_up:
                request._check_checks()
        self.filtered(lambda request: request.stage_id != given_up)._check_required_evidence()

    def _check_report(self):
        if not (self.work_report or "").strip():
            raise UserError(
                self.env._(
                    "“%(order)s” is not finished. Write down what was found and done, "
                    "on the page “Work”.",
                    order=self.display_name,
                )
            )

    def _check_checks(self):
        if missing := self.check_ids.filtered(lambda check: not check.done):
            raise UserError(
                self.env._(
                    "“%(order)s” is not finished. Not checked off yet: %(checks)s.",
                    order=self.display_name,
                    checks=format_list(self.env, missing.mapped("name")),
                )
            )

    def _close(self):
        """Check and fix what has just been moved to an end."""
        closing = self.filtered(lambda request: request.stage_id.done and not request.closed_by_id)
        closing._check_before_end()
        closing._write_server({"closed_by_id": self.env.uid, "reopened_for": False})

    def _reopen(self, reason, purpose):
        """Give a finished order back to work; the log keeps why and what it said.

        :param purpose: ``record``: it is corrected, no time changes; ``repair``: the device does
            not work after all
        """
        self._check_before_reopen()
        self._log_reopening(reason)
        given_up = self.stage_id == self.env.ref("maintenance.stage_4")
        self._write_server(
            {
                "closed_by_id": False,
                "reopened_at": fields.Datetime.now(),
                "reopened_for": purpose,
                "stage_id": self.env.ref("maintenance.stage_1").id,
            }
        )
        if given_up and purpose == "repair":
            self._take_back()

    def _check_before_reopen(self):
        """:raise UserError: not finished, or not by a manager"""
        if not self.env.user.has_group("equipment_asset.group_equipment_manager"):
            raise AccessError(self.env._("Only a manager reopens a finished work order."))
        self.check_access("write")
        if not self.closed_by_id:
            raise UserError(self.env._("“%(order)s” is not finished.", order=self.display_name))

    def _log_reopening(self, reason):
        lines = [
            self.env._("Reopened: %(reason)s", reason=reason),
            self.env._("Report before: %(report)s", report=self.work_report),
            self.env._("Repaired at before: %(moment)s", moment=self._format_repaired_at()),
            self.env._("Total cost before: %(cost).2f yuan", cost=self.cost_total),
        ]
        for row in [*self.check_ids, *self.part_ids]:
            lines.append(row._describe())
        self.message_post(body=Markup("<br/>").join(lines))

    def _format_repaired_at(self):
        moment = self.repaired_at
        if not moment:
            return ""
        return fields.Datetime.context_timestamp(self, moment).strftime("%Y-%m-%d %H:%M")

    def _take_back(self):
        """A device that was given up is repaired after all."""
        # sudo: a manager of the using unit may not write the card of the owner
        request = self.sudo()
        if request.equipment_id.usage_state == "to_dispose":
            request.equipment_id.usage_state = "repair"
            request.took_out_of_use = True

    def _evidence_is_locked(self):
        return bool(self.closed_by_id) or super()._evidence_is_locked()
