from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.without_row import without_row

PROPOSALS = {
    "health.enrolment": "health.enrolment.proposal",
    "health.enrolment.sensitive": "health.enrolment.proposal.sensitive",
}
"""Which model proposes which enrolments."""


class HealthEnrolmentProposalMixin(models.AbstractModel):
    """A resident whom a programme is for, and who isn't in it (有病未建专档).

    His history or a list says so; a doctor confirms it, or writes why not. Found by the system
    every night and never twice.
    """

    _name = "health.enrolment.proposal.mixin"
    _inherit = ["health.archive.part.mixin"]
    _description = "Proposal to Enrol"
    _order = "region_id, programme_id, id"
    _fixed_fields = frozenset({"archive_id", "programme_id"})
    _server_fields = frozenset({"reason", "state"})
    _enrolment_model = ""

    programme_id = fields.Many2one(
        "health.programme", required=True, index=True, ondelete="cascade"
    )
    reason = fields.Selection("_selection_reason", "Known from", required=True, readonly=True)
    name = fields.Char(related="partner_id.name", string="Name of the resident")
    sex = fields.Selection(related="partner_id.sex")
    age = fields.Integer(related="partner_id.age")
    phone = fields.Char(related="partner_id.phone")
    street = fields.Char(related="partner_id.street", string="Address")
    org_unit_id = fields.Many2one(
        related="archive_id.org_unit_id", string="Managing unit", store=True, index=True
    )
    region_id = fields.Many2one(related="archive_id.region_id", string="Village", store=True)
    doctor_id = fields.Many2one(
        related="archive_id.doctor_id", string="Responsible doctor", store=True, index=True
    )
    state = fields.Selection(
        "_selection_state", required=True, readonly=True, default="open", index=True
    )
    note = fields.Char("Why not", help="Why the resident isn't enrolled.")

    _once = models.UniqueIndex("(archive_id, programme_id)", "This is proposed already.")
    _open_list = models.Index("(org_unit_id, programme_id, id) WHERE state = 'open'")

    @api.model
    def _selection_reason(self):
        labels = {
            "disease": self.env._("History of diseases"),
            "tag": self.env._("Population group"),
        }
        return list(labels.items())

    @api.model
    def _selection_state(self):
        labels = {"open": self.env._("To confirm"), "refused": self.env._("Not enrolled")}
        return list(labels.items())

    @api.depends("partner_id.name", "programme_id.name")
    def _compute_display_name(self):
        for proposal in self:
            proposal.display_name = (
                f"{proposal.partner_id.name or ''} · {proposal.programme_id.name or ''}"
            )

    def action_enrol(self):
        """Enrol these residents, today; the proposals are done with."""
        self.env["health.archive"]._check_role("group_village_doctor")
        self.check_access("write")
        enrolments = self.env[self._enrolment_model].create(
            [{"archive_id": p.archive_id.id, "programme_id": p.programme_id.id} for p in self]
        )
        action = enrolments.action_open() if len(enrolments) == 1 else None
        return action or self._notify(
            self.env._("%(count)s residents are enrolled.", count=len(self))
        )

    def action_refuse(self):
        """Don't propose these again.

        :raise UserError: nobody wrote why
        """
        self.env["health.archive"]._check_role("group_village_doctor")
        for proposal in self:
            if not (proposal.note or "").strip():
                raise UserError(
                    self.env._("%(name)s: write in “Why not” first.", name=proposal.name)
                )
        self._write_server({"state": "refused"})

    def action_reopen(self):
        """Propose these again."""
        self.env["health.archive"]._check_role("group_village_doctor")
        self._write_server({"state": "open"})

    @api.model
    def action_find(self):
        """Look now, in the scope of the user, for residents who aren't enrolled yet."""
        self.env["health.archive"]._check_role("group_village_doctor")
        before = self.search_count([])
        self._find(limit=None)
        found = self.search_count([]) - before
        return self._notify(self.env._("%(count)s new proposals.", count=found))

    @api.model
    def _notify(self, message):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": message,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    @api.model
    def _cron_find(self, limit=1000):
        """Propose every night, a batch at a time; what no longer holds is withdrawn."""
        self._withdraw_settled()
        done, remaining = self._find(limit)
        self.env["ir.cron"]._commit_progress(done, remaining=remaining)

    @api.model
    def _find(self, limit):
        """:return: ``(proposals made, how many there are still to make)``"""
        today = fields.Date.context_today(self)
        done = remaining = 0
        archives = self.env["health.archive"]
        for programme in self._get_programmes(today):
            for reason, member in self._get_reasons(programme, today).items():
                domain = self._get_missing_domain(programme, today) & member
                found = archives.search(domain, order="id", limit=limit)
                # sudo: what the system proposes is entered by nobody
                self.sudo().create(
                    [
                        {"archive_id": a.id, "programme_id": programme.id, "reason": reason}
                        for a in found
                    ]
                )
                done += len(found)
                remaining += archives.search_count(domain) if limit else 0
        return done, remaining

    @api.model
    def _get_programmes(self, date):
        """Programmes that a doctor enrols in, and that this model proposes."""
        programmes = self.env["health.programme"]
        is_sensitive = self.env[self._enrolment_model]._holds_sensitive_programmes
        return programmes.search(
            Domain("is_automatic", "=", False)
            & Domain("is_sensitive", "=", is_sensitive)
            & programmes._in_force_domain(date)
        )

    @api.model
    def _get_reasons(self, programme, date):
        """``{reason: domain of the archives that it holds for}``."""
        reasons = {}
        if code := programme.disease_code_id:
            reasons["disease"] = self._get_history_domain(code)
        if programme.tag_id and programme.tag_id.origin != "age":
            member = programme.tag_id._get_member_domain(date)
            reasons["tag"] = Domain("partner_id", "any", member)
        return reasons

    @api.model
    def _get_history_domain(self, code):
        """Hook: archives whose history has the disease ``code``."""
        return Domain("disease_ids", "any", [("code_id", "=", code.id)])

    @api.model
    def _get_missing_domain(self, programme, date):
        """Archives in use of residents whom the programme takes, and who never were in it."""
        person = Domain("death_date", "=", False)
        if programme.sex:
            person &= Domain("sex", "=", programme.sex)
        if programme.age_from:
            latest = fields.Date.subtract(date, years=programme.age_from)
            person &= Domain("birth_date", "<=", latest)
        of_programme = SQL("t.programme_id = %s", programme.id)
        return (
            Domain("state", "=", "active")
            & Domain("partner_id", "any", person)
            & without_row(self.env[self._enrolment_model], "archive_id", of_programme)
            & without_row(self, "archive_id", of_programme)
        )

    @api.model
    def _withdraw_settled(self):
        """Enrolled meanwhile, died, moved away: nobody has to confirm it any more."""
        gone = Domain("archive_id.state", "!=", "active")
        gone |= Domain("archive_id.partner_id.death_date", "!=", False)
        self.search(Domain("state", "=", "open") & gone).unlink()


class HealthEnrolmentProposal(models.Model):
    """Proposals for the general programmes."""

    _name = "health.enrolment.proposal"
    _inherit = ["health.enrolment.proposal.mixin"]
    _description = "Proposal to Enrol"
    _enrolment_model = "health.enrolment"


class HealthEnrolmentProposalSensitive(models.Model):
    """Proposals for the sensitive programmes, for the sensitive group only."""

    _name = "health.enrolment.proposal.sensitive"
    _inherit = ["health.enrolment.proposal.mixin"]
    _description = "Proposal to Enrol in a Sensitive Programme"
    _part_is_sensitive = True
    _enrolment_model = "health.enrolment.sensitive"

    @api.model
    def _get_history_domain(self, code):
        own = [("code_id", "=", code.id), ("relative", "=", "self")]
        return Domain("sensitive_ids", "any", own)
