from odoo import fields, models
from odoo.exceptions import UserError

from .health_archive import CLOSED_STATES, NEW, OPEN_STATES

DIED, MOVED = "1", "2"
# What a reason for closing asks for besides the date (domain A.8), and where the person then is.
CLOSING = {DIED: ("death_cause", "deceased"), MOVED: ("destination", "moved_out")}


class HealthArchive(models.Model):
    """The life of an archive: review, use, lock, closing (domain A.8)."""

    _inherit = "health.archive"
    _server_fields = frozenset(
        {
            "archive_number",
            "building_unit_id",
            "state",
            "submitted_by_id",
            "submitted_at",
            "reviewed_by_id",
            "reviewed_at",
            "lock_reason",
            "closed_date",
            "close_reason_id",
            "close_note",
            "death_cause",
            "destination",
            "closed_by_id",
            "merged_into_id",
        }
    )

    submitted_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    submitted_at = fields.Datetime(readonly=True, copy=False)
    reviewed_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    reviewed_at = fields.Datetime(readonly=True, copy=False)
    lock_reason = fields.Char("Locked because", readonly=True, copy=False)
    closed_date = fields.Date("Closed on", readonly=True, copy=False)
    close_reason_id = fields.Many2one(
        "health.code", "Closed because", readonly=True, copy=False, ondelete="restrict"
    )
    close_note = fields.Char("Note on closing", readonly=True, copy=False)
    death_cause = fields.Char("Cause of death", readonly=True, copy=False)
    destination = fields.Char("Moved to", readonly=True, copy=False)
    closed_by_id = fields.Many2one("res.users", readonly=True, copy=False)

    def _submit(self):
        self._check_state(("draft",))
        self.check_access("write")
        self._write_server({"submitted_by_id": self.env.uid, "submitted_at": fields.Datetime.now()})
        if self.env["health.rule"]._get("archive_review_levels"):
            self._write_server({"state": "submitted"})
        else:
            self._activate()

    def _activate(self):
        """Put these archives in use."""
        self.filtered(lambda archive: archive.state != "active")._write_server({"state": "active"})

    def _import_create(self, vals_list):
        """Create archives already in use, with the numbers they have or new ones.

        No query per row. The caller checked that ``vals_list`` holds fields of the form only.
        """
        # in use from the first, because changing the state would write each of them twice
        vals_list = [vals | {"state": "active"} for vals in vals_list]
        archives = self._as_server().with_context(new_archives=NEW)._bulk_create(vals_list)
        archives = archives.with_env(self.env)
        archives.check_access("create")
        archives._activate()
        return archives

    def _discard(self):
        """Delete archives that an import made and nobody has used since; their numbers are spent."""
        self.check_access("write")
        # sudo: archives in use are otherwise deleted by nobody
        self.sudo().unlink()

    def _lock(self, reason):
        """Close these archives to changes until somebody unlocks them with a reason."""
        self._check_role("group_health_doctor")
        self._check_state(("active",))
        self._set_state({"state": "locked", "lock_reason": reason}, reason)

    def _unlock(self, reason):
        self._check_role("group_health_doctor")
        self._check_state(("locked",))
        self._set_state({"state": "active", "lock_reason": False}, reason)

    def _close(self, reason_code, date, note="", death_cause="", destination=""):
        """Close these archives and all that hangs on them.

        :param reason_code: of the list ``close_reason``; death asks for its cause, moving away for
            the destination
        :raise UserError: that is missing, or an archive is closed already
        """
        self._check_role("group_health_doctor")
        self._check_state((*OPEN_STATES, "locked"))
        reason = self.env["health.code"]._get("close_reason", reason_code)
        vals = {
            "state": "cancelled",
            "close_reason_id": reason.id,
            "close_note": note,
            "death_cause": death_cause,
            "destination": destination,
        }
        asked, whereabouts = CLOSING.get(reason_code, (None, None))
        if asked and not vals[asked]:
            raise UserError(
                self.env._(
                    "“%(reason)s”: enter “%(field)s” too.",
                    reason=reason.name,
                    field=self._fields[asked]._description_string(self.env),
                )
            )
        self._close_as(vals, reason, date, whereabouts)

    def _migrate(self, destination, date, note=""):
        """Hand these archives over to an institution that doesn't use this system."""
        self._check_role("group_health_doctor")
        self._check_state(("active",))
        vals = {"state": "migrated", "destination": destination, "close_note": note}
        self._close_as(vals, self.env["health.code"], date, "moved_out")

    def _close_as(self, vals, reason, date, whereabouts):
        self._check_closing_date(date)
        self.check_access("write")
        # sudo: what the user may not see, such as a sensitive enrolment, closes too
        self.sudo()._close_dependents(reason, date)
        closing = {"closed_date": date, "closed_by_id": self.env.uid, "lock_reason": False}
        self._set_state(vals | closing, vals["close_note"] or reason.name or vals["destination"])
        if whereabouts:
            died = {"death_date": date} if whereabouts == "deceased" else {}
            self.partner_id.write({"resident_state": whereabouts} | died)

    def _check_closing_date(self, date):
        """:raise UserError: ``date`` is in the future or before an archive was built"""
        if date > fields.Date.context_today(self) or any(date < a.archive_date for a in self):
            raise UserError(
                self.env._("The day of closing lies between the day of building and today.")
            )

    def _reopen(self, reason):
        """Use closed archives again, with their old numbers."""
        self._check_role("group_health_manager")
        self._check_state(CLOSED_STATES)
        self.check_access("write")
        emptied = dict.fromkeys(
            ("closed_date", "close_reason_id", "close_note", "death_cause", "destination"), False
        )
        self._set_state({"state": "active", "closed_by_id": False} | emptied, reason)
        self.partner_id.write({"resident_state": "present", "death_date": False})
        # sudo: as when closing
        self.sudo()._reopen_dependents()

    def _close_dependents(self, reason, date):
        """Hook: close what hangs on these archives, which are about to be closed.

        :param reason: health.code of the list ``close_reason``, empty when handed over
        """

    def _reopen_dependents(self):
        """Hook: these archives are in use again."""

    def _set_state(self, vals, reason):
        """Change the state, and say so with the reason in the list of changes."""
        self.check_access("write")
        before = {archive: {"state": archive._get_text("state")} for archive in self}
        self._write_server(vals)
        self._log_differences(before, reason)

    def _check_state(self, states):
        """:raise UserError: one of the archives is in none of ``states``"""
        labels = dict(self._fields["state"]._description_selection(self.env))
        for archive in self:
            if archive.state not in states:
                raise UserError(
                    self.env._(
                        "The archive of %(name)s is “%(state)s”; this is for archives that are "
                        "“%(expected)s”.",
                        name=archive.partner_id.name,
                        state=labels[archive.state],
                        expected=" / ".join(labels[state] for state in states),
                    )
                )
