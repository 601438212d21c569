from datetime import UTC, datetime, time, timedelta

from odoo import fields, models

from odoo.addons.service_project.tools import service_today
from odoo.addons.service_project.tools.day import TIME_ZONE

GAPS, QUEUE_DAYS, IN_QUEUE, LATE = 3, 20, 5, 0.15


class ServiceDemo(models.AbstractModel):
    """Days of duty at the centre, requests for visits at home, and the queue."""

    _inherit = "service.demo"

    def _treat(self, project, region, members, random):
        super()._treat(project, region, members, random)
        project._plan_duties()
        if days := self._stand_duty(project, random):
            self._work(project, members, days, random)

    def _work(self, project, members, days, random):
        """Hook: what was done on ``days``, on which the physician was there."""
        here = members.filtered(lambda row: not row.exit_date)
        self._ask_for_visits(project, here.filtered("is_priority"), random)
        for day in days[-QUEUE_DAYS:]:
            self._queue(project, random.sample(list(here), IN_QUEUE), self._at(day, 9), True)
        self._queue(project, random.sample(list(here), 3), fields.Datetime.now(), False)

    def _at(self, day, hour, minute=0):
        """UTC of a time in China, as Odoo keeps it."""
        local = datetime.combine(day, time(hour, minute), TIME_ZONE)
        return local.astimezone(UTC).replace(tzinfo=None)

    def _stand_duty(self, project, random):
        """The physician was there but for a few days; one of them was leave.

        :return: days on which services were possible
        """
        past = self.env["service.duty"].search(
            [("project_id", "=", project.id), ("date", "<", service_today())], order="date"
        )
        gaps = random.sample(list(past), min(GAPS, len(past) // 20))
        for duty in past:
            if duty not in gaps:
                duty._write_server(
                    {
                        "check_in": self._at(duty.date, 8, random.randint(45, 59)),
                        "check_out": self._at(duty.date, 17, random.randint(30, 50)),
                        "checked_by_id": duty.user_id.id,
                    }
                )
        if gaps:
            gaps[0].leave_reason = "病假"
        return [duty.date for duty in past if duty not in gaps]

    def _ask_for_visits(self, project, members, random):
        """Three requests are open: one planned for tomorrow, two not planned yet."""
        now = fields.Datetime.now()
        visits = self.env["service.visit"].create(
            [
                self._prepare_visit(project, member, now - timedelta(hours=hours), "家属电话申请")
                for member, hours in zip(random.sample(list(members), 3), (20, 5, 1), strict=True)
            ]
        )
        visits[0].write(
            {
                "planned_date": service_today() + timedelta(days=1),
                "user_id": self.env.ref("service_project.user_svcoordinator_demo").id,
            }
        )

    def _link_visits(self, entries, random):
        """Each visit at home answers a request; some came too late."""
        rows = entries.filtered(lambda entry: entry.kind_id.is_home_visit)
        for entry in rows:
            hours = random.randint(50, 70) if random.random() < LATE else random.randint(3, 44)
            asked = entry.performed_at - timedelta(hours=hours)
            member = entry.member_id
            entry.visit_id = self.env["service.visit"].create(
                self._prepare_visit(entry.project_id, member, asked, entry.demand)
                | {"planned_date": entry.date, "user_id": entry.user_id.id}
            )

    def _prepare_visit(self, project, member, moment, reason):
        return {
            "project_id": project.id,
            "partner_id": member.partner_id.id,
            "requested_at": moment,
            "requested_by": "家属（示例）",
            "reason": reason,
            "is_immobile": member.priority_reason == "very_old",
        }

    def _queue(self, project, members, moment, is_past):
        """Who has priority is called first; who waits now waits still."""
        tickets = self.env["service.ticket"].create(
            [
                {
                    "project_id": project.id,
                    "partner_id": member.partner_id.id,
                    "arrived_at": moment - timedelta(minutes=4 * (len(members) - number)),
                }
                for number, member in enumerate(members)
            ]
        )
        if is_past:
            for number, ticket in enumerate(tickets.sorted(lambda row: not row.is_priority)):
                begun = moment + timedelta(minutes=2 + 12 * number)
                ticket._write_server({"called_at": begun, "begun_at": begun})
