from functools import reduce

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

    def _get_count_note(self, with_invite=True):
        """``(state, sentence)``; whom to invite to the next one is nothing for the files."""
        _ = self.env._
        if self.service_state == "called_off":
            return "called_off", _("Called off: %(why)s", why=self.called_off_reason)
        if self.service_state == "planned":
            state, note = self._get_plan_note()
            return state, self._add_sentence(note, self._get_beside_note())
        reasons = self._get_refusals() + self._get_centre_reasons()
        gaps = self._get_gaps()
        if missing := self._get_missing(gaps):
            names = format_list(self.env, missing, style="unit")
            reasons.append(_("still missing: %(names)s", names=names))
        if not reasons:
            return "counts", _("Counts: %(people)s people.", people=self.attendance_count)
        note = _("Doesn't count, because: %(why)s.", why=self._list_reasons(reasons))
        return "lacking", self._add_sentence(
            note, with_invite and "people" in gaps and self._get_invite()
        )

    def _get_refusals(self):
        """Why it never counts, whatever is added."""
        refusals = [self._get_refusal()]
        if self.service_kind == "lecture":
            refusals.append(self._get_theme_refusal())
        return list(filter(None, refusals))

    def _get_missing(self, gaps):
        """Names of what must be added, of all its obligations."""
        if self.service_kind == "lecture" and not self.theme_id:
            gaps = gaps | {"theme": self.env._("theme")}
        if self.service_kind == "clinic" and (departments := self._get_department_gap()):
            # the names say more than that there was none
            gaps = gaps | {"departments": departments}
        return list(gaps.values())

    def _list_reasons(self, reasons):
        """One text of them; that some are sentences of their own doesn't show."""
        return reduce(
            lambda one, other: self.env._("%(one)s; %(other)s", one=one, other=other),
            [reason.rstrip(".。") for reason in reasons],
        )

    def _add_sentence(self, one, other):
        """Two sentences, with a space between them where the language has one."""
        return self.env._("%(one)s %(other)s", one=one, other=other) if other else one

    def _get_beside_note(self):
        """Told while it can still be moved: another kind of event on that day at that place."""
        others = self._get_neighbours().filtered(lambda event: event.service_state != "called_off")
        if not others:
            return ""
        return self.env._(
            "“%(event)s” is on the same day at the same place: only one of them will count.",
            event=others[0].name,
        )

    def _get_plan_note(self):
        _ = self.env._
        if self.service_date < service_today():
            return "due", _("Not reported yet: was it held, or called off?")
        date = format_date(self.env, self.service_date)
        here, needed = self.attendance_count, self.minimum_people
        if here and here < needed:
            note = _(
                "Planned for %(date)s: %(count)s of %(needed)s people signed in, %(missing)s more.",
                date=date, count=here, needed=needed, missing=needed - here,
            )  # fmt: skip
            return "planned", note
        if here:
            return "planned", _(
                "Planned for %(date)s: %(people)s people signed in.", date=date, people=here
            )
        missing = needed - self.invited_count
        if missing <= 0:
            return "planned", _("Planned for %(date)s.", date=date)
        note = _(
            "Planned for %(date)s: %(count)s of %(needed)s people invited, %(missing)s more.",
            date=date, count=self.invited_count, needed=needed, missing=missing,
        )  # fmt: skip
        return "planned", self._add_sentence(note, self._get_invite())

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
