from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from odoo.addons.service_obligation.tools import Claim
from odoo.addons.service_project.tools import service_today

DUTY = "duty_day"


class ServiceDuty(models.Model):
    """One workday at the centre: who is due, when he came and went, who stood in for him."""

    _name = "service.duty"
    _inherit = ["server.guard.mixin", "service.claim.note.mixin"]
    _description = "Day of Duty"
    _order = "date desc, id"
    _fixed_fields = frozenset({"project_id", "date"})
    _server_fields = frozenset(
        {
            "check_in", "check_out", "checked_by_id", "in_latitude", "in_longitude",
            "out_latitude", "out_longitude",
        }
    )  # fmt: skip
    _claim_fields = frozenset({"user_id", "check_in", "check_out", "leave_reason", "substitute_id"})

    project_id = fields.Many2one(
        "project.project", required=True, index=True, ondelete="restrict",
        domain=[("is_service", "=", True)],
    )  # fmt: skip
    date = fields.Date(required=True)
    user_id = fields.Many2one(
        "res.users", "Physician", index="btree_not_null", ondelete="restrict",
        help="Empty where nobody is assigned that day.",
    )  # fmt: skip
    leave_reason = fields.Char("Leave", help="Why the physician is not there.")
    substitute_id = fields.Many2one(
        "res.users", index="btree_not_null", ondelete="restrict",
        help="Somebody who is assigned to the project as a physician that day.",
    )  # fmt: skip
    check_in = fields.Datetime("Came", readonly=True)
    check_out = fields.Datetime("Went", readonly=True)
    checked_by_id = fields.Many2one("res.users", "Was There", readonly=True, ondelete="restrict")
    in_latitude = fields.Float(digits=(9, 6), readonly=True, aggregator=None)
    in_longitude = fields.Float(digits=(9, 6), readonly=True, aggregator=None)
    out_latitude = fields.Float(digits=(9, 6), readonly=True, aggregator=None)
    out_longitude = fields.Float(digits=(9, 6), readonly=True, aggregator=None)
    hours = fields.Float(compute="_compute_hours", store=True, aggregator="sum")
    state = fields.Selection(
        [
            ("planned", "Planned"),
            ("present", "There now"),
            ("done", "Was there"),
            ("leave", "Leave"),
            ("gap", "Nobody there"),
        ],
        compute="_compute_state",
        search="_search_state",
    )

    _day_unique = models.UniqueIndex("(project_id, date)", "This day of duty is planned already.")

    @api.depends("check_in", "check_out")
    def _compute_hours(self):
        for duty in self:
            span = duty.check_in and duty.check_out and duty.check_out - duty.check_in
            duty.hours = span.total_seconds() / 3600 if span else 0

    @api.depends("date", "check_in", "check_out", "leave_reason", "substitute_id")
    def _compute_state(self):
        today = service_today()
        for duty in self:
            if duty.check_in:
                duty.state = "done" if duty.check_out else "present"
            elif duty.leave_reason and not duty.substitute_id:
                duty.state = "leave"
            else:
                duty.state = "gap" if duty.date < today else "planned"

    @api.model
    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        came, went = Domain("check_in", "!=", False), Domain("check_out", "!=", False)
        leave = Domain("leave_reason", "!=", False) & Domain("substitute_id", "=", False)
        past = Domain("date", "<", service_today())
        states = {
            "done": came & went,
            "present": came & ~went,
            "leave": ~came & leave,
            "gap": ~came & ~leave & past,
            "planned": ~came & ~leave & ~past,
        }
        return Domain.OR(states.get(state, Domain.FALSE) for state in value)

    @api.depends("date", "user_id.name", "state")
    @api.depends_context("lang")
    def _compute_display_name(self):
        states = dict(self._fields["state"]._description_selection(self.env))
        for duty in self:
            # the state first: a calendar shows no more than that
            parts = (states.get(duty.state), duty.user_id.name, duty.date)
            duty.display_name = " · ".join(str(part) for part in parts if part)

    @api.constrains("user_id", "substitute_id", "date", "project_id")
    def _check_assigned(self):
        for duty in self:
            due = duty.user_id | duty.substitute_id
            if lacking := due - duty._get_physicians():
                raise ValidationError(
                    self.env._(
                        "%(name)s is not assigned to the project as a physician on %(date)s.",
                        name=lacking[0].name,
                        date=duty.date,
                    )
                )
            if duty.substitute_id and duty.substitute_id == duty.user_id:
                raise ValidationError(self.env._("Nobody stands in for himself."))

    @api.constrains("leave_reason", "substitute_id")
    def _check_leave(self):
        for duty in self.filtered(lambda duty: duty.substitute_id and not duty.leave_reason):
            raise ValidationError(
                self.env._("Say why %(name)s is not there.", name=duty.user_id.name)
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_begun(self):
        if self.filtered(lambda duty: duty.check_in or duty.date < service_today()):
            raise UserError(self.env._("A day that has begun stays in the list of duty."))

    def action_check(self, latitude=None, longitude=None):
        """Come, or go: the physician on duty says so himself, on the day, with the place.

        :raise UserError: not today, not his duty, or gone already
        """
        self.ensure_one()
        self.check_access("read")
        if self.date != service_today():
            raise UserError(self.env._("Only the duty of today is begun and ended."))
        due = self.substitute_id if self.leave_reason else self.user_id
        if self.env.user != due:
            raise UserError(
                self.env._("%(name)s is on duty, and says so himself.", name=due.name or "–")
            )
        if self.check_out:
            raise UserError(self.env._("This duty is ended already."))
        name, moment = ("out", "check_out") if self.check_in else ("in", "check_in")
        # sudo: the physician writes nothing but that he is there
        self.sudo()._write_server(
            {
                moment: fields.Datetime.now(),
                "checked_by_id": self.env.uid,
                f"{name}_latitude": latitude,
                f"{name}_longitude": longitude,
            }
        )

    def _get_physicians(self):
        """Who may be on duty that day."""
        self.ensure_one()
        rows = self.env["service.assignment"]
        running = rows._on(self.date) & Domain("project_id", "=", self.project_id.id)
        return rows.search(running & Domain("role", "=", "physician")).user_id

    def _get_claims(self):
        self.ensure_one()
        today = service_today()
        if self.date > today or (self.date == today and not self.check_in):
            return []
        missing = () if self.check_out else (self.env._("when the physician went"),)
        return [Claim(DUTY, self.date, None, 1.0, missing, self._get_refusal())]

    def _get_refusal(self):
        if self.check_in:
            return ""
        if not self.user_id:
            return self.env._("No physician was assigned.")
        if self.leave_reason and not self.substitute_id:
            return self.env._("Leave without a substitute: %(why)s", why=self.leave_reason)
        return self.env._("Nobody was there.")
