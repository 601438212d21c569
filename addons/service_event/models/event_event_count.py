from odoo import api, fields, models
from odoo.tools import format_list

AUDIENCE = {"lecture": "lecture_audience", "clinic": "clinic_audience"}
"""Kind of claim whose obligation says how many people it takes."""


class EventEvent(models.Model):
    """How many people came, and what an event has yet to show."""

    _inherit = "event.event"

    attendance_count = fields.Integer(
        "Counted", compute="_compute_attendance", compute_sudo=True,
        help="Different people who signed in and were on the roster that day.",
    )  # fmt: skip
    guest_count = fields.Integer("Guests", compute="_compute_attendance", compute_sudo=True)
    invited_count = fields.Integer("Invited", compute="_compute_attendance", compute_sudo=True)
    minimum_people = fields.Integer(
        "People Needed", compute="_compute_minimum_people", compute_sudo=True,
        help="As the obligation says it; 0 where it says nothing.",
    )  # fmt: skip

    @api.depends("registration_ids.state", "registration_ids.active", "registration_ids.partner_id")
    def _compute_attendance(self):
        for event in self:
            rows = event.registration_ids.filtered(lambda row: row.state in ("open", "done"))
            signed = rows.filtered(lambda row: row.state == "done")
            event.guest_count = len(signed.filtered("is_guest"))
            event.invited_count = len(rows) - event.guest_count
            event.attendance_count = len(signed) - event.guest_count

    @api.depends("service_kind", "service_project_id")
    def _compute_minimum_people(self):
        for event in self:
            kind = AUDIENCE.get(event.service_kind)
            event.minimum_people = kind and event._get_claim_parameter(kind, "minimum_people", 0)

    def _get_counted_people(self):
        """People on the roster of that day who signed in, each once."""
        self.ensure_one()
        rows = self.registration_ids.filtered(lambda row: row.state == "done" and not row.is_guest)
        return rows.partner_id

    def _evidence_required_kinds(self):
        _ = self.env._
        kinds = {
            "lecture": [
                ("notice", _("Notice")),
                ("slides", _("Slides")),
                ("photo", _("Photos")),
                ("sheet", _("Sign-in sheet")),
            ],
            "round": [("photo", _("Photos")), ("record", _("Service records"))],
            "clinic": [
                ("plan", _("Plan of the event")),
                ("photo", _("Photos")),
                ("sheet", _("List of people served")),
            ],
        }
        return kinds.get(self.service_kind, []) + super()._evidence_required_kinds()

    def _get_gaps(self):
        """``{code: label}`` of what is missing for the event itself to count."""
        self.ensure_one()
        _ = self.env._
        gaps = {"place": _("place")} if not self.service_place else {}
        roles = set(self.staff_ids.mapped("role"))
        if self.service_kind == "lecture" and not self.speaker:
            gaps["speaker"] = _("speaker")
        if self.service_kind == "round":
            gaps |= {} if "doctor" in roles else {"doctor": _("a doctor in the team")}
            gaps |= {} if "nurse" in roles else {"nurse": _("a nurse in the team")}
        if self.service_kind == "clinic" and not self.department_ids:
            gaps["departments"] = _("departments that were there")
        gaps |= {f"evidence_{code}": label for code, label in self._get_missing_evidence()}
        return gaps | self._get_people_gap()

    def _get_people_gap(self):
        """The same of the number of people."""
        missing = self.minimum_people - self.attendance_count
        if missing <= 0:
            return {}
        text = self.env._(
            "%(count)s of %(needed)s people signed in: %(missing)s more",
            count=self.attendance_count,
            needed=self.minimum_people,
            missing=missing,
        )
        return {"people": text}

    def _get_department_gap(self):
        """Departments that all free clinics must have and this one lacks, as one text."""
        self.ensure_one()
        departments = self.env["service.department"]
        needed = departments.search(departments._in_force_domain(self.service_date))
        needed = needed.filtered("is_required")
        number = self._get_claim_parameter("clinic_departments", "departments", len(needed))
        if len(self.department_ids & needed) >= number:
            return ""
        names = format_list(self.env, (needed - self.department_ids).mapped("name"), style="unit")
        return self.env._("departments: %(names)s", names=names)
