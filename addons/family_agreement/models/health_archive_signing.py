from odoo import api, fields, models
from odoo.fields import Domain


class HealthArchive(models.Model):
    """From the resident to the agreement: who is signed, who isn't, and who refused."""

    _inherit = "health.archive"

    refusal_ids = fields.One2many("family.refusal", "archive_id", "Refusals")
    agreement_state = fields.Selection(
        related="current_agreement_id.state", string="Agreement is", related_sudo=True
    )
    agreement_end_date = fields.Date(
        related="current_agreement_id.end_date", string="Signed until", related_sudo=True
    )
    # not as the system: sensitive groups are shown to few
    population_tag_ids = fields.Many2many(
        related="partner_id.population_tag_ids", string="Groups", related_sudo=False
    )
    is_signed_with_my_team = fields.Boolean(
        "Signed with my team", store=False, search="_search_is_signed_with_my_team"
    )
    is_in_my_villages = fields.Boolean(
        "In the villages of my team", store=False, search="_search_is_in_my_villages"
    )

    @api.model
    def _search_is_signed_with_my_team(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("agreement_team_id", "in", self.env.user.care_team_ids.ids)

    @api.model
    def _search_is_in_my_villages(self, operator, value):
        if operator != "in":
            return NotImplemented
        teams = self.env.user.care_team_ids
        # a team without villages of its own looks after those of its institution
        units = teams.unit_ids | teams.filtered(lambda team: not team.unit_ids).org_unit_id
        return Domain("org_unit_id", "child_of", units.ids)

    @api.model
    def _get_unsigned_domain(self):
        """Archives in use whose resident has no agreement."""
        return Domain("state", "=", "active") & Domain("current_agreement_id", "=", False)

    def _get_unsigned_at_home(self):
        """Archives of others of the same household who aren't signed, as far as the user sees."""
        household = self.partner_id.household_id
        if not household:
            return self.browse()
        others = Domain("partner_id.household_id", "in", household.ids)
        return self.search(
            self._get_unsigned_domain() & others & Domain("id", "not in", self.ids), order="id"
        )

    def action_open_signing(self):
        """Open the agreement of this resident, or the draft of one; else begin a new one."""
        self.ensure_one()
        found = self.current_agreement_id or self.agreement_ids.filtered(
            lambda row: row.state in ("draft", "returned")
        )
        return found[:1].get_formview_action() if found else self._open_signing({})

    def action_open_refusal(self):
        """Enter that this resident doesn't want to sign."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Doesn't sign"),
            "res_model": "family.refusal",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_archive_id": self.id},
        }

    def _open_signing(self, defaults):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("New agreement"),
            "res_model": "family.agreement",
            "views": [(False, "form")],
            "context": {"default_archive_id": self.id, **defaults},
        }
