from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

# A context key sent over RPC can hold text and numbers, never this object: whoever
# presents it runs inside this add-on.
APPROVAL_SENTINEL = object()

BLANK_APPROVAL = {
    "approval_state": "none",
    "requested_by_id": False,
    "requested_at": False,
    "approved_by_id": False,
    "approved_at": False,
    "return_reason": False,
}

ACTIVITY_TYPE = "dual_control.activity_type_approval"


class DualControlMixin(models.AbstractModel):
    """Four-eyes approval of one document.

    Goes on a model that inherits ``mail.thread`` and ``mail.activity.mixin`` itself: models
    order these two differently, and a mixin that named them could not join both. The model
    names its ``_approval_group``, puts the buttons into its form (readme/USAGE.md) and fills
    the hooks it needs.
    """

    _name = "dual.control.mixin"
    _description = "Dual Control"

    # XML id of the group whose members may approve
    _approval_group = None
    # fields that stand still while a request is open and after it was approved
    _approval_locked_fields = frozenset()

    approval_state = fields.Selection(
        "_selection_approval_state",
        string="Approval",
        default="none",
        required=True,
        readonly=True,
        copy=False,
    )
    requested_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    requested_at = fields.Datetime(string="Requested On", readonly=True, copy=False)
    approved_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    approved_at = fields.Datetime(string="Approved On", readonly=True, copy=False)
    return_reason = fields.Text(string="Reason of Return", readonly=True, copy=False)
    can_approve = fields.Boolean(compute="_compute_can_approve", export_string_translation=False)

    _four_eyes = models.Constraint(
        "CHECK (approved_by_id IS NULL OR approved_by_id <> requested_by_id)",
        "Who requested an approval cannot give it.",
    )

    @api.model
    def _selection_approval_state(self):
        # a method, because the labels of a plain list stay English in inheriting models
        labels = {
            "none": self.env._("Not Requested"),
            "requested": self.env._("Waiting for Approval"),
            "approved": self.env._("Approved"),
            "returned": self.env._("Returned"),
        }
        return list(labels.items())

    @api.depends("approval_state", "requested_by_id")
    @api.depends_context("uid")
    def _compute_can_approve(self):
        for record in self:
            record.can_approve = (
                record.approval_state == "requested" and self.env.user in record._get_approvers()
            )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any(
            value != BLANK_APPROVAL[name]
            for vals in vals_list
            for name, value in vals.items()
            if name in BLANK_APPROVAL
        ):
            raise AccessError(self._approval_forged_message())
        # explicit values win over default_* in the context and over ir.default, which
        # every user may set for himself
        return super().create([{**BLANK_APPROVAL, **vals} for vals in vals_list])

    def write(self, vals):
        sentinel = self.env.context.get("dual_control_sentinel")
        if not self.env.su and sentinel is not APPROVAL_SENTINEL:
            if vals.keys() & BLANK_APPROVAL.keys():
                raise AccessError(self._approval_forged_message())
            if vals.keys() & self._approval_locked_fields:
                self._check_approval_unlocked()
        return super().write(vals)

    def action_request_approval(self):
        """Ask the approvers; raises UserError when a request is open or nobody may approve."""
        self.check_access("write")
        for record in self:
            if record.approval_state not in ("none", "returned"):
                raise UserError(record._approval_taken_message())
            record._check_before_request()
            record._write_approval(
                {
                    **BLANK_APPROVAL,
                    "approval_state": "requested",
                    "requested_by_id": self.env.uid,
                    "requested_at": fields.Datetime.now(),
                }
            )
            record._notify_approvers()

    def action_approve(self):
        """Approve as another person than the author; raises UserError otherwise."""
        for record in self:
            record._check_may_decide()
            record._write_approval(
                {
                    "approval_state": "approved",
                    "approved_by_id": self.env.uid,
                    "approved_at": fields.Datetime.now(),
                }
            )
            record._close_approval(self.env._("Approved."))
            record._on_approved()

    def action_open_return(self):
        """Open the dialog which asks for the reason of the return."""
        self.ensure_one()
        self._check_may_decide()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Return for Correction"),
            "res_model": "dual.control.return",
            "view_mode": "form",
            "target": "new",
            "context": {"default_res_model": self._name, "default_res_id": self.id},
        }

    def _return_approval(self, reason):
        """Send an open request back to its author, who reads the mandatory ``reason``."""
        self.ensure_one()
        self._check_may_decide()
        reason = (reason or "").strip()
        if not reason:
            raise UserError(self.env._("Say what has to be corrected."))
        self._write_approval({"approval_state": "returned", "return_reason": reason})
        self._close_approval(self.env._("Returned: %(reason)s", reason=reason))
        self._on_returned(reason)

    def _reset_approval(self):
        """Forget request and decision, e.g. when the approved content is amended."""
        self._write_approval(BLANK_APPROVAL)
        # the approvers' activities belong to them, not to the user who resets
        self.sudo().activity_unlink([ACTIVITY_TYPE])

    # Hooks

    def _check_before_request(self):
        """Raise UserError when the document is not ready to be approved."""

    def _on_approved(self):
        """What follows from the approval, run as the approver."""

    def _on_returned(self, reason):
        """What follows from the return, run as the approver."""

    def _get_approval_excluded_users(self):
        """Users who may not decide on this document because it is theirs."""
        self.ensure_one()
        return self.requested_by_id | self.create_uid

    def _get_approvers(self):
        """Members of the approval group who can read the document and do not own it."""
        self.ensure_one()
        # group members and their rights are read to choose among them, not shown
        group = self.env.ref(self._approval_group).sudo()
        excluded = self._get_approval_excluded_users()
        return (
            (group.all_user_ids - excluded)
            .filtered(lambda user: user.active and self.with_user(user).has_access("read"))
            .with_env(self.env)
        )

    # Internals

    def _check_may_decide(self):
        self.check_access("read")
        if self.approval_state != "requested":
            raise UserError(self._approval_taken_message())
        if self.env.user in self._get_approval_excluded_users():
            raise UserError(
                self.env._(
                    "You created or requested “%(name)s”: another person has to decide on it.",
                    name=self.display_name,
                )
            )
        if self.env.user not in self._get_approvers():
            raise UserError(
                self.env._("You are not among the approvers of “%(name)s”.", name=self.display_name)
            )

    def _check_approval_unlocked(self):
        for record in self:
            if record.approval_state in ("requested", "approved"):
                raise UserError(
                    self.env._(
                        "“%(name)s” is being approved or was approved and cannot be changed. "
                        "Have it returned first.",
                        name=record.display_name,
                    )
                )

    def _write_approval(self, vals):
        # who may decide was checked; an approver need not be able to edit the document
        records = self.sudo().with_context(dual_control_sentinel=APPROVAL_SENTINEL)
        records.write(vals)
        # the second of two simultaneous decisions fails here, is retried by the server
        # and then meets the state check
        records.flush_recordset()

    def _notify_approvers(self):
        approvers = self._get_approvers()
        if not approvers:
            raise UserError(
                self.env._(
                    "Nobody may approve “%(name)s”. Ask the administrator to make another "
                    "person an approver.",
                    name=self.display_name,
                )
            )
        self._close_approval(self.env._("Approval requested."))
        for approver in approvers:
            self.activity_schedule(ACTIVITY_TYPE, user_id=approver.id)

    def _close_approval(self, message):
        # approvers may lack the right to write to the document or to others' activities
        record = self.sudo()
        record.activity_unlink([ACTIVITY_TYPE])
        record.message_post(body=message)

    def _approval_taken_message(self):
        states = dict(self._fields["approval_state"]._description_selection(self.env))
        return self.env._(
            "“%(name)s”: %(state)s. There is no approval to ask for or to give now.",
            name=self.display_name,
            state=states[self.approval_state],
        )

    def _approval_forged_message(self):
        return self.env._("An approval is given with the Approve button, not by editing.")
