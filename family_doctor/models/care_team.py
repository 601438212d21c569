from odoo import api, fields, models


class CareTeam(models.Model):
    """The leader of a team hears every week how many of its residents nobody serves."""

    _inherit = "care.team"

    @api.model
    def _cron_tell_unserved(self):
        """An activity for each leader: how many, never who. It goes when nobody is left."""
        kind = self.env.ref("family_doctor.activity_type_unserved")
        counts = dict(
            self.env["family.agreement"]._read_group(
                [("is_unserved", "=", True)], ["team_id"], ["__count"]
            )
        )
        teams = self.search([("leader_id.user_id", "!=", False)])
        told = teams.activity_ids.filtered(lambda row: row.activity_type_id == kind)
        told.unlink()
        for team in teams:
            if counts.get(team):
                team._tell_unserved(counts[team])

    def _tell_unserved(self, count):
        user = self.leader_id.user_id
        self.with_context(lang=user.lang).activity_schedule(
            "family_doctor.activity_type_unserved",
            fields.Date.add(fields.Date.context_today(self), days=7),
            summary=self.with_context(lang=user.lang).env._(
                "%(count)s residents of team “%(team)s” signed, and nothing was done although half "
                "of the term has passed",
                count=count,
                team=self.name,
            ),
            user_id=user.id,
        )
