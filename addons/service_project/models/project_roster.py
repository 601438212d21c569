from datetime import timedelta

from odoo import fields, models
from odoo.fields import Domain

from ..tools import service_today


class ProjectProject(models.Model):
    """Who is entitled to the service on a day."""

    _inherit = "project.project"

    member_ids = fields.One2many("service.member", "project_id", string="Roster")
    snapshot_ids = fields.One2many("service.roster.snapshot", "project_id", string="Counts")
    roster_count = fields.Integer("On the roster today", compute="_compute_roster_count")
    priority_count = fields.Integer("With priority", compute="_compute_roster_count")

    def _compute_roster_count(self):
        members = self.env["service.member"]
        groups = members._read_group(
            members._on() & Domain("project_id", "in", self.ids),
            ["project_id", "is_priority"],
            ["__count"],
        )
        counts = {(project.id, priority): count for project, priority, count in groups}
        for project in self:
            project.priority_count = counts.get((project.id, True), 0)
            others = counts.get((project.id, False), 0)
            project.roster_count = project.priority_count + others

    def _get_roster(self, date=None):
        """Members on the roster of these projects on ``date`` (default: today)."""
        members = self.env["service.member"]
        return members.search(self._get_roster_domain(date))

    def _get_roster_count(self, date=None):
        """How many people are on the roster of these projects together on ``date``."""
        return self.env["service.member"].search_count(self._get_roster_domain(date))

    def _get_roster_domain(self, date=None):
        """Domain, for ``service.member``, of the roster of these projects on ``date``."""
        return self.env["service.member"]._on(date) & Domain("project_id", "in", self.ids)

    def _get_cut_off(self, date=None):
        """The day up to which this project is counted: ``date`` (today), within its period."""
        self.ensure_one()
        return max(self.date_start, min(date or service_today(), self.date))

    def _take_snapshot(self, date):
        """Freeze how many of each category are on the roster on ``date``; what is frozen stays.

        :return: the rows of these projects for that day
        """
        snapshots = self.env["service.roster.snapshot"]
        day = Domain("project_id", "in", self.ids) & Domain("date", "=", date)
        missing = self - snapshots.search(day).project_id
        groups = self.env["service.member"]._read_group(
            missing._get_roster_domain(date),
            ["project_id", "category_id", "is_priority"],
            ["__count"],
        )
        counts = {}
        for project, category, is_priority, count in groups:
            people, first = counts.get((project, category), (0, 0))
            counts[project, category] = people + count, first + count * is_priority
        # sudo: written by the system alone, so that nobody corrects what was counted
        snapshots.sudo().create(
            [
                {
                    "project_id": project.id,
                    "category_id": category.id,
                    "date": date,
                    "people_count": people,
                    "priority_count": first,
                }
                for (project, category), (people, first) in counts.items()
            ]
        )
        return snapshots.search(day)

    def _get_month_ends(self, today):
        """The last days of the months of this project's period that are over, and its own."""
        self.ensure_one()
        ends, first = [], self.date_start.replace(day=1)
        while first <= self.date:
            following = (first + timedelta(days=32)).replace(day=1)
            end = min(following - timedelta(days=1), self.date)
            if end < today:
                ends.append(end)
            first = following
        return ends
