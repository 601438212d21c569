from odoo import fields, models, tools


class ResUsers(models.Model):
    _inherit = "res.users"

    practitioner_id = fields.Many2one(
        "care.practitioner", compute="_compute_practitioner_id", compute_sudo=True
    )
    care_team_ids = fields.Many2many(
        "care.team",
        string="Care teams",
        compute="_compute_care_team_ids",
        compute_sudo=True,
        help="The teams in which the user works today.",
    )

    def _compute_practitioner_id(self):
        found = self.env["care.practitioner"].search([("user_id", "in", self.ids)])
        by_user = found.grouped("user_id")
        for user in self:
            user.practitioner_id = by_user.get(user._origin, found.browse())[:1]

    def _compute_care_team_ids(self):
        teams = self.env["care.team"]
        by_user = teams._get_teams_of_users(self, fields.Date.context_today(self))
        for user in self:
            user.care_team_ids = by_user.get(user._origin.id, teams)

    def _get_care_unit_ids(self):
        """Units whose teams and practitioners the user reads: his scope and the units above it.

        For record rules, as _get_org_unit_ids().
        """
        self.ensure_one()
        return list(self._get_cached_care_unit_ids())

    @tools.ormcache("self.id")
    def _get_cached_care_unit_ids(self):
        """Until the tree of units or the user's unit changes, as the rules that hold them."""
        # sudo: the scope doesn't depend on which units the user may read
        path = self.org_unit_id.sudo().parent_path or ""
        above = [int(part) for part in path.split("/") if part]
        return tuple(sorted({*self._get_org_unit_ids(), *above}))
