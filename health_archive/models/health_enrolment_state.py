from odoo import fields, models
from odoo.exceptions import UserError

from ..tools import one_code

MOVED = "2"


class HealthEnrolmentMixin(models.AbstractModel):
    """The life of an enrolment (转归, domain D): continued, temporarily lost, closed and reviewed."""

    _inherit = "health.enrolment.mixin"
    _server_fields = frozenset(
        {
            "builder_id",
            "building_unit_id",
            "state",
            "lost_date",
            "closed_date",
            "close_reason_id",
            "close_note",
            "closed_by_id",
            "reviewed_by_id",
            "reviewed_at",
            "closed_with_archive",
        }
    )

    state = fields.Selection(
        [("open", "Followed up"), ("lost", "Temporarily lost"), ("closed", "Closed")],
        "Outcome",
        required=True,
        readonly=True,
        default="open",
        copy=False,
    )
    lost_date = fields.Date("Lost since", readonly=True)
    closed_date = fields.Date("Closed on", readonly=True)
    close_reason_id = one_code("close_reason", "Closed because", readonly=True)
    close_note = fields.Char("Note on the outcome", readonly=True)
    closed_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    reviewed_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    reviewed_at = fields.Datetime(readonly=True)
    # so that what a closed archive took along comes back with it, and nothing else
    closed_with_archive = fields.Boolean(readonly=True)

    def action_open_lose(self):
        """Ask since when the residents can't be found, and why."""
        return self._open_closing("lose", self.env._("Temporarily lost"))

    def action_open_close(self):
        """Ask why and when these enrolments are closed."""
        return self._open_closing("close", self.env._("Close"))

    def action_resume(self):
        """Follow up again who was temporarily lost."""
        self._check_role("group_village_doctor")
        self._check_state(("lost",))
        self._set_state({"state": "open", "lost_date": False, "close_note": False})

    def action_approve(self):
        """Accept closures that another person entered.

        :raise UserError: the user closed one of them himself
        """
        self._check_role("group_health_doctor")
        self._check_to_review()
        if self.env.user in self.closed_by_id:
            raise UserError(
                self.env._("Another person than the one who entered it reviews a closure.")
            )
        self._set_state({"reviewed_by_id": self.env.uid, "reviewed_at": fields.Datetime.now()})

    def action_return(self):
        """Follow up again, because the closure is wrong."""
        self._check_role("group_health_doctor")
        self._check_to_review()
        self._reopen()

    def _lose(self, date, note):
        """Residents who can't be found for now stay in the programme."""
        self._check_role("group_village_doctor")
        self._check_state(("open",))
        self._check_closing_date(date)
        self._set_state({"state": "lost", "lost_date": date, "close_note": note})

    def _close(self, reason, date, note=""):
        """Close enrolments; another person reviews it.

        :param reason: health.code of the list ``close_reason``
        :raise UserError: there is no reason, or an enrolment is closed already
        """
        self._check_role("group_village_doctor")
        if not reason:
            raise UserError(self.env._("Say why: choose a reason."))
        self._check_state(("open", "lost"))
        self._check_closing_date(date)
        self._set_closed(reason, date, note)

    def _close_with_archive(self, reason, date):
        """The archive was closed, which a doctor decided: nothing is left to review."""
        reason = reason or self.env["health.code"]._get("close_reason", MOVED)
        now = {"reviewed_by_id": self.env.uid, "reviewed_at": fields.Datetime.now()}
        opened = self.filtered(lambda enrolment: enrolment.state != "closed")
        opened._set_closed(reason, date, closed_with_archive=True, **now)

    def _reopen(self):
        emptied = dict.fromkeys(
            ("lost_date", "closed_date", "close_reason_id", "close_note", "closed_by_id",
             "reviewed_by_id", "reviewed_at", "closed_with_archive"), False,
        )  # fmt: skip
        self._set_state({"state": "open"} | emptied)

    def _set_closed(self, reason, date, note="", **vals):
        closing = {
            "state": "closed",
            "closed_date": date,
            "close_reason_id": reason.id,
            "close_note": note,
            "closed_by_id": self.env.uid,
        }
        self._set_state(closing | vals)

    def _set_state(self, vals):
        self.check_access("write")
        self._check_archive_open()
        self._write_server(vals)
        # the index of open enrolments sees it before another one is opened
        self.flush_recordset(["state"])

    def _open_closing(self, kind, name):
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": f"{self._name}.close",
            "view_mode": "form",
            "target": "new",
            "context": {"default_enrolment_ids": self.ids, "default_kind": kind},
        }

    def _check_role(self, group):
        self.env["health.archive"]._check_role(group)

    def _check_not_closed(self):
        """:raise UserError: one of the enrolments is closed and takes no change"""
        for enrolment in self.filtered(lambda enrolment: enrolment.state == "closed"):
            raise UserError(
                self.env._(
                    "“%(enrolment)s” is closed since %(date)s and takes no change.",
                    enrolment=enrolment.display_name,
                    date=enrolment.closed_date,
                )
            )

    def _check_state(self, states):
        """:raise UserError: one of the enrolments is in none of ``states``"""
        labels = dict(self._fields["state"]._description_selection(self.env))
        for enrolment in self.filtered(lambda enrolment: enrolment.state not in states):
            raise UserError(
                self.env._(
                    "“%(enrolment)s” is “%(state)s” already.",
                    enrolment=enrolment.display_name,
                    state=labels[enrolment.state],
                )
            )

    def _check_to_review(self):
        """:raise UserError: a closure isn't there, or was reviewed"""
        if self.filtered(lambda e: e.state != "closed" or e.reviewed_by_id):
            raise UserError(self.env._("Only closures that nobody has reviewed yet are reviewed."))

    def _check_closing_date(self, date):
        """:raise UserError: ``date`` is in the future or before an enrolment"""
        if date > fields.Date.context_today(self) or any(date < e.enrolled_date for e in self):
            raise UserError(self.env._("The day lies between the day of building and today."))
