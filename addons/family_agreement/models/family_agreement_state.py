from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

HOLDING = ("submitted", "signed", "active", "expiring")
"""Binds the resident to the team: one such agreement at a time, and one that follows it."""
VALID = ("signed", "active", "expiring")

# State machine of domain E.3: (state, event) -> next state. What isn't here is refused.
TRANSITIONS = {
    ("draft", "submit"): "submitted",
    ("returned", "submit"): "submitted",
    ("returned", "void"): "void",
    ("draft", "void"): "void",
    ("submitted", "void"): "void",
    ("submitted", "return"): "returned",
    ("submitted", "approve"): "signed",
    ("signed", "start"): "active",
    ("active", "near_end"): "expiring",
    **{(state, "end"): "expired" for state in VALID},
    **{(state, "renew"): "renewed" for state in VALID},
    **{(state, "terminate"): "terminated" for state in VALID},
    **{(state, "transfer"): "transferred" for state in VALID},
}


class FamilyAgreement(models.Model):
    """The life of an agreement; one per resident binds at a time, as the database sees to."""

    _inherit = "family.agreement"
    _server_fields = frozenset(
        {"number", "state", "slot", "previous_id", "ended_on", "end_reason_id", "end_note"}
    )
    _seal_exempt_fields = (
        "state", "slot", "ended_on", "end_reason_id", "end_note", "evidence_ids", "note",
        "paid_date", "submitted_by_id", "submitted_at", "document_html", "document_data",
    )  # fmt: skip

    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "To be reviewed"),
            ("returned", "Returned"),
            ("signed", "Signed"),
            ("active", "In force"),
            ("expiring", "Ending soon"),
            ("renewed", "Renewed"),
            ("expired", "Expired"),
            ("terminated", "Terminated"),
            ("transferred", "Transferred"),
            ("void", "Void"),
        ],
        required=True, readonly=True, default="draft", copy=False, tracking=True,
    )  # fmt: skip
    slot = fields.Selection(
        [("current", "Current"), ("next", "Following")], readonly=True, copy=False,
        help="An agreement that binds takes the resident's current place; one that renews or "
        "replaces it waits in the following place.",
    )  # fmt: skip
    previous_id = fields.Many2one(
        "family.agreement", "Follows", readonly=True, copy=False, index="btree_not_null",
        ondelete="restrict", help="The agreement that this one renews or replaces.",
    )  # fmt: skip
    next_ids = fields.One2many("family.agreement", "previous_id", "Followed by")
    ended_on = fields.Date("Ended on", readonly=True, copy=False, help="Last day it was in force.")
    end_reason_id = fields.Many2one(
        "health.code", "Ended because", readonly=True, copy=False, ondelete="restrict"
    )
    end_note = fields.Char("Note on the end", readonly=True, copy=False)
    last_day = fields.Date(
        "Last day", compute="_compute_last_day", store=True,
        help="Up to which services count: the end of the term, or the day it was ended.",
    )  # fmt: skip

    _one_per_resident = models.UniqueIndex(
        "(archive_id, slot) WHERE slot IS NOT NULL",
        "Another team signed this resident a moment ago. Open the resident's agreements to see "
        "which; you can apply for a transfer there.",
    )
    _ends_after_start = models.Constraint(
        "CHECK (ended_on IS NULL OR ended_on >= start_date - 1)",
        "An agreement cannot end before it began.",
    )

    @api.depends("end_date", "ended_on")
    def _compute_last_day(self):
        for agreement in self:
            agreement.last_day = agreement.ended_on or agreement.end_date

    def _go(self, event, vals=None):
        """Take these agreements through ``event``; ``vals`` are written with the new state.

        :raise UserError: in its state an agreement can't do that
        """
        for state, agreements in self.grouped("state").items():
            target = TRANSITIONS.get((state, event))
            if not target:
                raise agreements._make_state_error()
            change = {"state": target, **(vals or {})}
            if target not in HOLDING:
                change["slot"] = False
            agreements._write_server(change)
        # at once: the database decides about uniqueness, and the place has to be free for others
        self.flush_recordset(["state", "slot"])

    def _take_place(self):
        """Bind the resident to this agreement.

        The archive's row is written first: of two who sign the same resident at the same moment
        one is refused by the database, tries again and is told whom the other signed with.

        :raise UserError: the resident is bound by another agreement
        """
        self.ensure_one()
        slot = "next" if self.previous_id.slot == "current" else "current"
        # sudo: the resident's pointer to what binds him; who may sign was checked
        archive = self.archive_id.sudo()
        archive._write_server({f"{slot}_agreement_id": self.id})
        archive.flush_recordset([f"{slot}_agreement_id"])
        # sudo: it may be of a unit whose agreements the user doesn't see
        holder = self.sudo().search(self._get_holding_domain(archive) & Domain("slot", "=", slot))
        if holder - self:
            raise holder[:1]._make_taken_error()
        self._write_server({"slot": slot})

    def _move_up(self):
        """Those that waited for these to end take the current place."""
        for waiting in self.next_ids.filtered(lambda row: row.slot == "next"):
            waiting._write_server({"slot": "current"})
            # sudo: as in _take_place
            waiting.archive_id.sudo()._write_server(
                {"current_agreement_id": waiting.id, "next_agreement_id": False}
            )

    def _leave_place(self):
        """What ended no longer is the resident's agreement."""
        for agreement in self:
            # sudo: as in _take_place
            archive = agreement.archive_id.sudo()
            for name in ("current_agreement_id", "next_agreement_id"):
                if archive[name] == agreement:
                    archive._write_server({name: False})

    @api.model
    def _get_events(self):
        """Domains of those that time takes on, by event, in the order in which they are done."""
        today = fields.Date.context_today(self)
        days = int(self.env["health.rule"]._get("sign_expiring_days", today))
        last = fields.Date.add(today, days=days)
        return {
            "end": Domain("state", "in", VALID) & Domain("end_date", "<", today),
            "start": Domain("state", "=", "signed") & Domain("start_date", "<=", today),
            "near_end": Domain("state", "=", "active") & Domain("end_date", "<=", last),
        }

    @api.model
    def _cron_advance(self):
        """Every night: begin, near the end, end (domain E.3)."""
        for event, domain in self._get_events().items():
            while agreements := self.search(domain, limit=1000, order="id"):
                agreements._advance(event)
                remaining = self.search_count(domain)
                if not self.env["ir.cron"]._commit_progress(len(agreements), remaining=remaining):
                    return

    def _advance(self, event):
        if event != "end":
            return self._go(event)
        followed = self.filtered(
            lambda agreement: any(row.state in VALID for row in agreement.next_ids)
        )
        followed._end("renew")
        (self - followed)._end("end")
        return None

    def _end(self, event, date=None, reason=None, note=False):
        """End these agreements: with their term, or on ``date``."""
        vals = {"end_reason_id": reason.id if reason else False, "end_note": note}
        if date:
            vals["ended_on"] = date
        self._go(event, vals)
        self._leave_place()
        self._move_up()
        self._after_end()

    def _after_approval(self):
        """Hook: these agreements were accepted; their services become due."""

    def _after_end(self):
        """Hook: these agreements ended; what was still due is no longer."""

    def _get_state_name(self):
        self.ensure_one()
        return dict(self._fields["state"]._description_selection(self.env))[self.state]

    def _make_state_error(self):
        agreement = self[:1]
        return UserError(
            self.env._(
                "Agreement %(number)s is “%(state)s”: that can't be done with it now.",
                number=agreement.number,
                state=agreement._get_state_name(),
            )
        )

    def _make_taken_error(self):
        """Says with whom the resident is signed, and what to do."""
        if self.team_id in self.env.user.care_team_ids:
            return UserError(
                self.env._(
                    "This resident is signed with your team already (%(number)s, until %(date)s). "
                    "Renew that agreement when it is about to end.",
                    number=self.number,
                    date=self.end_date,
                )
            )
        return UserError(
            self.env._(
                "This resident is signed with team “%(team)s” of %(unit)s (%(number)s, until "
                "%(date)s). Apply for a transfer if the resident wants to change.",
                team=self.team_id.name,
                unit=self.team_id.org_unit_id.name,
                number=self.number,
                date=self.end_date,
            )
        )

    def _check_group(self, group):
        """:raise AccessError: the user hasn't the role ``care_team.group_…``"""
        if not self.env.su and not self.env.user.has_group(f"care_team.{group}"):
            raise AccessError(
                self.env._("Your role doesn't allow this. Ask the leader of the team.")
            )
