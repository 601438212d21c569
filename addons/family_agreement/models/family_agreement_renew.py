from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .family_agreement_state import VALID


class FamilyAgreement(models.Model):
    """Renewal (续约): from some days before the end, one by one or in waves."""

    _inherit = "family.agreement"

    is_renewable = fields.Boolean(
        "Can be renewed", compute="_compute_is_renewable", search="_search_is_renewable",
        help="The end is near enough, and no other agreement follows yet.",
    )  # fmt: skip

    @api.depends("state", "end_date", "next_ids.state")
    def _compute_is_renewable(self):
        last = self._get_renewable_until()
        for agreement in self:
            agreement.is_renewable = agreement._ends_until(last) and not agreement._get_followers()

    @api.model
    def _search_is_renewable(self, operator, value):
        if operator != "in":
            return NotImplemented
        followed = Domain("state", "not in", ("void", "returned"))
        return (
            Domain("state", "in", VALID)
            & Domain("end_date", "<=", self._get_renewable_until())
            & Domain("next_ids", "not any", followed)
        )

    @api.model
    def _get_renewable_until(self):
        today = fields.Date.context_today(self)
        days = int(self.env["health.rule"]._get("sign_renew_from_days", today))
        return fields.Date.add(today, days=days)

    def _ends_until(self, date):
        self.ensure_one()
        return self.state in VALID and self.end_date <= date

    def _get_followers(self):
        """Agreements that follow this one or are about to."""
        return self.next_ids.filtered(lambda row: row.state not in ("void", "returned"))

    def action_renew(self):
        """Open drafts for the next term of these agreements, with the packages offered then.

        :raise UserError: one of them isn't near its end, or is renewed already
        """
        drafts = self._renew()
        if len(drafts) == 1:
            return drafts.get_formview_action()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "family_agreement.family_agreement_action"
        )
        return action | {"domain": [("id", "in", drafts.ids)], "context": {}}

    def _renew(self):
        """Drafts for the term after that of these agreements; both sides still have to sign."""
        self.check_access("write")
        for agreement in self:
            agreement._check_renewable()
        today = fields.Date.context_today(self)
        signers = {team: team._get_signers(today) for team in self.team_id}
        drafts = self.create(
            [agreement._prepare_renewal(signers[agreement.team_id]) for agreement in self]
        )
        for draft, agreement in zip(drafts, self, strict=True):
            draft._write_server({"previous_id": agreement.id})
        return drafts

    def _check_renewable(self):
        if self._get_followers():
            raise UserError(
                self.env._(
                    "Agreement %(number)s is being renewed or replaced already.", number=self.number
                )
            )
        if not self._ends_until(self._get_renewable_until()):
            raise UserError(
                self.env._(
                    "Agreement %(number)s can't be renewed yet or any more: it holds until "
                    "%(date)s.",
                    number=self.number,
                    date=self.last_day,
                )
            )

    def _prepare_renewal(self, signers):
        """Values of the draft; a doctor who left the team is followed by one of ``signers``."""
        today = fields.Date.context_today(self)
        return self._prepare_follower() | {
            "doctor_id": (self.doctor_id & signers or signers[:1] or self.doctor_id).id,
            "start_date": max(fields.Date.add(self.end_date, days=1), today),
            "term_years": self.term_years,
        }

    def _prepare_follower(self):
        """What the next agreement takes over; packages in the version that is offered now."""
        today = fields.Date.context_today(self)
        packages = self.env["family.package"]
        for package in self.package_ids:
            line = package._get_line_domain()
            current = packages.search(line & Domain("state", "=", "published"), limit=1)
            packages |= current.filtered(lambda found: found._is_in_force(today))
        return {
            "archive_id": self.archive_id.id,
            "team_id": self.team_id.id,
            "doctor_id": self.doctor_id.id,
            "package_ids": [(6, 0, packages.ids)],
            "sign_date": today,
            "representative_name": self.representative_name,
            "representative_relation_id": self.representative_relation_id.id,
            "representative_phone": self.representative_phone,
        }
