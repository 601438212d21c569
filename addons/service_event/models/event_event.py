from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.service_ledger.models.service_entry import get_day

KINDS = [("lecture", "Lecture"), ("round", "Mobile round"), ("clinic", "Free clinic")]


class EventEvent(models.Model):
    """Lectures, rounds and free clinics of a service project; other events stay as they are."""

    _name = "event.event"
    _inherit = [
        "server.guard.mixin",
        "service.claim.note.mixin",
        "evidence.mixin",
        "event.event",
    ]
    _fixed_fields = frozenset({"service_project_id"})
    _server_fields = frozenset({"service_state", "called_off_reason", "held_by_id", "held_at"})
    _claim_project_field = "service_project_id"
    _claim_fields = frozenset(
        {
            "name", "service_kind", "service_state", "date_begin", "service_place", "theme_id",
            "speaker", "plan_text",
        }
    )  # fmt: skip

    service_project_id = fields.Many2one(
        "project.project", index="btree_not_null", ondelete="restrict",
        domain=[("is_service", "=", True)],
    )  # fmt: skip
    service_kind = fields.Selection(KINDS, "Kind", tracking=True)
    service_state = fields.Selection(
        [("planned", "Planned"), ("held", "Held"), ("called_off", "Called off")],
        "Held or Not", required=True, readonly=True, default="planned", copy=False, tracking=True,
    )  # fmt: skip
    called_off_reason = fields.Char("Called Off Because", readonly=True, copy=False)
    held_by_id = fields.Many2one(
        "res.users", "Reported By", readonly=True, copy=False, ondelete="restrict"
    )
    held_at = fields.Datetime("Reported At", readonly=True, copy=False)
    service_date = fields.Date(
        "Day", compute="_compute_service_date", store=True, precompute=True,
        help="In China, whatever the time zone of the user.",
    )  # fmt: skip
    service_place = fields.Char("Place", tracking=True)
    plan_text = fields.Text("Plan", help="What is to happen, in which order, who brings what.")
    theme_id = fields.Many2one(
        "service.theme", index="btree_not_null", ondelete="restrict",
        domain="['|', ('valid_to', '=', False), ('valid_to', '>=', service_date)]",
    )  # fmt: skip
    speaker = fields.Char(help="Name and title of who speaks.")
    staff_ids = fields.One2many("service.event.staff", "event_id", "Team", copy=True)
    department_ids = fields.Many2many(
        "service.department", string="Departments", compute="_compute_department_ids",
        help="Those of the people in the team.",
    )  # fmt: skip
    paper_page = fields.Char(
        "Page on Paper",
        copy=False,
        help="Page of the paper ledger with the sign-in sheet; the rows of all people get it.",
    )

    _service_day_idx = models.Index(
        "(service_project_id, service_date) WHERE service_project_id IS NOT NULL"
    )
    _service_kind_given = models.Constraint(
        "CHECK (service_project_id IS NULL OR service_kind IS NOT NULL)",
        "Say whether it is a lecture, a mobile round or a free clinic.",
    )

    @api.depends("date_begin")
    def _compute_service_date(self):
        for event in self:
            event.service_date = event.date_begin and get_day(event.date_begin)

    @api.depends("staff_ids.department_id")
    def _compute_department_ids(self):
        for event in self:
            event.department_ids = event.staff_ids.department_id

    @api.constrains("service_project_id")
    def _check_service_project(self):
        for event in self:
            if event.service_project_id and not event.service_project_id.is_service:
                raise ValidationError(self.env._("Choose a service project for this event."))

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [self._prepare_service_event(vals) for vals in vals_list]
        return super().create(vals_list)

    def write(self, vals):
        if "date_begin" in vals or "service_kind" in vals:
            self._check_still_planned()
        before = self._get_neighbours() if {"date_begin", "service_place"} & vals.keys() else None
        result = super().write(vals)
        if before is not None:
            (before | self._get_neighbours())._claim_anew()
        if "paper_page" in vals:
            self._copy_paper_page()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_service(self):
        for event in self.filtered("service_project_id"):
            raise UserError(
                self.env._("“%(event)s” stays. Call it off with the reason.", event=event.name)
            )

    def get_formview_id(self, access_uid=None):
        if self.service_project_id:
            return self.env.ref("service_event.event_event_view_form_service").id
        return super().get_formview_id(access_uid=access_uid)

    def action_hold(self):
        """Report that it took place; who signed in gets a row of the ledger.

        :raise UserError: it hasn't begun yet, or was called off
        """
        self.check_access("write")
        for event in self:
            event._check_can_hold()
        self._write_server(
            {
                "service_state": "held",
                "held_by_id": self.env.uid,
                "held_at": fields.Datetime.now(),
            }
        )
        self._enter_ledger()
        self._get_neighbours()._claim_anew()

    def action_open_call_off(self):
        """Ask why it doesn't take place."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "service_event.service_event_call_off_action"
        )
        return action | {"context": {"default_event_id": self.id}}

    def _call_off(self, reason):
        """It doesn't take place.

        :raise UserError: it took place already
        """
        self.ensure_one()
        self.check_access("write")
        if self.service_state == "held":
            raise UserError(self.env._("It took place, so it isn't called off any more."))
        reason = self.env["service.entry"]._check_reason(reason)
        self._write_server({"service_state": "called_off", "called_off_reason": reason})

    def _check_can_hold(self):
        _ = self.env._
        if not self.service_project_id:
            raise UserError(_("This is no event of a service project."))
        if self.service_state == "called_off":
            raise UserError(_("“%(event)s” was called off: plan it anew.", event=self.name))
        if self.date_begin > fields.Datetime.now():
            raise UserError(
                _("“%(event)s” hasn't begun yet. Correct its time if it has.", event=self.name)
            )

    def _check_still_planned(self):
        for event in self.filtered(lambda event: event.service_state == "held"):
            if not self._is_server():
                raise UserError(
                    self.env._(
                        "“%(event)s” was held: its time and kind stay as they were reported.",
                        event=event.name,
                    )
                )
