from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date, format_list

from odoo.addons.service_project.tools import service_today

NAMED = 3
"""People whom a sentence names; a button lists all."""
OF_CENTRE = ("period", "centre", "acceptance")


class EventEvent(models.Model):
    """Whether an event counts, in words, and whom to invite."""

    _inherit = "event.event"

    count_state = fields.Selection(
        [
            ("planned", "To come"),
            ("due", "To be reported"),
            ("counts", "Counts"),
            ("lacking", "Doesn't count"),
            ("called_off", "Called off"),
        ],
        "Counts or Not", compute="_compute_count_note", compute_sudo=True,
    )  # fmt: skip
    count_note = fields.Char(
        "Counts or Not, and Why", compute="_compute_count_note", compute_sudo=True
    )

    @api.depends("service_state", "attendance_count", "evidence_ids", "staff_ids")
    @api.depends_context("lang")
    def _compute_count_note(self):
        for event in self:
            if event.service_project_id:
                event.count_state, event.count_note = event._get_count_note()
            else:
                event.count_state = event.count_note = False

    def _get_count_note(self):
        """``(state, sentence)``"""
        _ = self.env._
        if self.service_state == "called_off":
            return "called_off", _("Called off: %(why)s", why=self.called_off_reason)
        if self.service_state == "planned":
            return self._get_plan_note()
        gaps = self._get_gaps()
        reasons = [self._get_refusal(), *gaps.values()]
        if self.service_kind == "lecture":
            reasons += [self._get_theme_refusal(), "" if self.theme_id else _("theme")]
        if self.service_kind == "clinic":
            reasons.append(self._get_department_gap())
        reasons = list(filter(None, reasons)) + self._get_centre_reasons()
        if not reasons:
            return "counts", _("Counts: %(people)s people.", people=self.attendance_count)
        note = _(
            "Doesn't count, because: %(why)s.", why=format_list(self.env, reasons, style="unit")
        )
        return "lacking", " ".join(filter(None, [note, "people" in gaps and self._get_invite()]))

    def _get_plan_note(self):
        _ = self.env._
        if self.service_date < service_today():
            return "due", _("Not reported yet: was it held, or called off?")
        note = _("Planned for %(date)s.", date=format_date(self.env, self.service_date))
        if self.attendance_count:
            signed = _("%(people)s people signed in", people=self.attendance_count)
            return "planned", f"{note} {self._get_people_gap().get('people', signed)}"
        missing = self.minimum_people - self.invited_count
        if missing > 0:
            note = _(
                "Planned for %(date)s: %(count)s of %(needed)s people invited, %(missing)s more.",
                date=format_date(self.env, self.service_date),
                count=self.invited_count, needed=self.minimum_people, missing=missing,
            )  # fmt: skip
            note = f"{note} {self._get_invite()}"
        return "planned", note

    def _get_centre_reasons(self):
        """What doesn't lie in the event itself: the period, and decisions of the centre."""
        claims = self.env["service.claim"].search(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", self.ids),
                ("partner_id", "=", False),
                ("cause", "in", OF_CENTRE),
            ]
        )
        return list(dict.fromkeys(claims.mapped("reason")))

    def _get_invite(self):
        """Whom to invite: the first people whom no event has ever reached."""
        people = self._search_unreached()
        if not people:
            return ""
        names = format_list(self.env, people[:NAMED].partner_id.mapped("name"), style="unit")
        if self.service_state == "held":
            return self.env._(
                "Invite to the next one: %(names)s … (%(count)s people were never at an event)",
                names=names,
                count=len(people),
            )
        return self.env._(
            "Invite: %(names)s … (%(count)s people were never at an event)",
            names=names,
            count=len(people),
        )

    def _search_unreached(self):
        """Rows of the roster of today whose people were at no event of the project and aren't
        invited to this one; who has priority stands first."""
        self.ensure_one()
        rows = self.env["event.registration"]._search(
            [
                ("service_project_id", "=", self.service_project_id.id),
                ("partner_id", "!=", False),
                "|",
                ("state", "=", "done"),
                "&",
                ("event_id", "in", self.ids),
                ("state", "=", "open"),
            ]
        )
        domain = self.service_project_id._get_roster_domain()
        return self.env["service.member"].search(
            domain & Domain("partner_id", "not in", rows.subselect("partner_id")),
            order="is_priority desc, id",
        )

    @api.readonly
    def action_open_unreached(self):
        """List whom no event of the project has ever reached."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "service_project.service_member_action"
        )
        title = self.env._("Never at an Event")
        return action | {
            "name": title,
            "display_name": title,
            "domain": [("id", "in", self._search_unreached().ids)],
            "context": {"create": False, "invite_event_id": self.id},
        }

    def _invite(self, people):
        """Put these people on the list of the event; who was taken off it is invited again."""
        self.ensure_one()
        known = self.registration_ids.filtered(lambda row: row.partner_id in people)
        known.filtered(lambda row: row.state == "cancel").action_confirm()
        self.env["event.registration"].create(
            [{"event_id": self.id, "partner_id": person.id} for person in people - known.partner_id]
        )
