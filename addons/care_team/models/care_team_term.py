from odoo import api, fields, models
from odoo.fields import Domain


class CareTeam(models.Model):
    """Who is in a team on a day."""

    _inherit = "care.team"

    @api.model
    def _term_domain(self, date):
        """Domain, for a team or a membership, of those that run on ``date``."""
        ends = Domain("date_to", "=", False) | Domain("date_to", ">=", date)
        return Domain("date_from", "<=", date) & ends

    def _get_signers(self, date):
        """Practitioners of these teams who may sign agreements on ``date``, without doubles.

        In the team on that day, marked as signing, with a licence that allows it and is still
        good; nobody of a team whose own term doesn't run.
        """
        by_team = self._get_signers_by_team(date)
        return self.env["care.practitioner"].union(*by_team.values())

    def _get_signers_by_team(self, date):
        """:return: ``{team id: practitioners}``, see _get_signers(); teams without one are missing"""
        date = fields.Date.to_date(date)
        term = self._term_domain(date)
        # sudo: who signs for a team is told to everybody who sees the team
        rows = (
            self.env["care.team.member"]
            .sudo()
            .search(
                Domain("team_id", "in", self.ids)
                & Domain("may_sign", "=", True)
                & Domain("team_id", "any", term)
                & term
            )
        )
        licensed = rows.practitioner_id._may_sign(date)
        # sudo: only handed back in the mode that the caller has
        return {
            team.id: (members.practitioner_id & licensed).sudo(self.env.su)
            for team, members in rows.grouped("team_id").items()
        }

    @api.model
    def _get_team_of_user(self, user, date):
        """The team in which the user works on ``date``: first the one he leads; or an empty one."""
        teams = self._get_teams_of_users(user, date).get(user.id, self)
        # sudo: as the caller asked
        return teams.sorted(lambda team: team.leader_id.user_id != user)[:1].sudo(self.env.su)

    @api.model
    def _get_teams_of_users(self, users, date):
        """:return: ``{user id: teams he is in on that day}``, with the rights of the system"""
        date = fields.Date.to_date(date)
        term = self._term_domain(date)
        # sudo: in which team somebody works is known to his colleagues
        rows = (
            self.env["care.team.member"]
            .sudo()
            .search(Domain("user_id", "in", users.ids) & Domain("team_id", "any", term) & term)
        )
        return {user.id: own.team_id for user, own in rows.grouped("user_id").items()}
