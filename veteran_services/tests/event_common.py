from datetime import datetime, timedelta
from random import Random

from odoo.fields import Command
from odoo.tests import freeze_time

from ..tools import draw_photo
from .common import START, ServiceCareCase

PROOFS = {
    "lecture": ("notice", "slides", "photo", "sheet"),
    "round": ("photo", "record"),
    "clinic": ("plan", "photo", "sheet"),
}


def at(day):
    """Ten o'clock in China."""
    return freeze_time(f"{day} 02:00:00")


class VeteranEventCase(ServiceCareCase):
    """25 people on the roster, and events at which some of them sign in."""

    people_count = 25

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.random = Random("events")
        others = cls.env["res.partner"].create(
            [
                {
                    "name": f"样兵{number}",
                    "is_resident": True,
                    "resident_unit_id": cls.clinic.id,
                    "birth_date": "1955-05-05",
                }
                for number in range(1, cls.people_count)
            ]
        )
        for person in others:
            cls._member(person)
        cls.people = cls.resident + others

    def _hold(self, kind, day, people, proofs=None):
        """An event with its proofs, at which that many people signed in."""
        with at(day):
            event = self._plan(kind, day)
            for person in self.people[:people]:
                event.sign_in(person.id)
            for code in PROOFS[kind] if proofs is None else proofs:
                raw = self._draw(day)
                event._add_evidence(f"{code}.jpg", raw, requirement_code=code, kind="photo")
            event.action_hold()
        return event

    def _plan(self, kind, day):
        departments = self.env["service.department"].search([("is_required", "=", True)])
        doctors = [
            Command.create({"name": "王医师", "role": "doctor", "department_id": department.id})
            for department in departments
        ]
        theme = self.env.ref("service_event.theme_first_aid") if kind == "lecture" else False
        return self.env["event.event"].with_user(self.coordinator).create(
            {
                "name": f"{kind} {day}",
                "service_project_id": self.project.id,
                "service_kind": kind,
                "date_begin": f"{day} 01:00:00",
                "date_end": f"{day} 03:00:00",
                "service_place": "社区活动室",
                "theme_id": theme and theme.id,
                "speaker": "李主任",
                "staff_ids": [*doctors, Command.create({"name": "赵护士", "role": "nurse"})],
            }
        )  # fmt: skip

    def _draw(self, day=START):
        return draw_photo(self.random, datetime.fromisoformat(str(day)) + timedelta(hours=10))
