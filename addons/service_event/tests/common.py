from odoo.addons.service_ledger.tests.common import LedgerCase, picture

TODAY = "2026-09-21 02:00:00"
"""A Monday, ten o'clock in China; the events of these tests take place on this day."""
BEGIN, END = "2026-09-21 01:00:00", "2026-09-21 03:00:00"
PROOFS = {
    "lecture": ("notice", "slides", "photo", "sheet"),
    "round": ("photo", "record"),
    "clinic": ("plan", "photo", "sheet"),
}


class EventCase(LedgerCase):
    """Events of the project, with 25 more people on its roster."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.crowd = cls.env["res.partner"].create(
            [
                {"name": f"听众{number}", "is_resident": True, "resident_unit_id": cls.centre.id}
                for number in range(25)
            ]
        )
        cls.env["service.member"].create([cls._member_vals(person) for person in cls.crowd])
        cls.theme = cls.env.ref("service_event.theme_first_aid")
        cls.departments = cls.env["service.department"].search([("is_required", "=", True)])

    @classmethod
    def _owed_event(cls, kind, code="L99", parameter=None, **vals):
        """An obligation that events claiming ``kind`` serve; ``parameter`` is ``(code, number)``."""
        claimed = cls.env.ref(f"service_event.claim_kind_{kind}")
        obligation = cls._obligation(code, kind_id=claimed.id, **vals)
        if parameter:
            name, value = parameter
            cls._parameter(obligation, code=name, value=value)
        return obligation

    def _event(self, kind="lecture", user=None, **vals):
        """A planned event with all but its proofs and people."""
        values = {
            "name": f"{kind} 1",
            "service_project_id": self.project.id,
            "service_kind": kind,
            "date_begin": BEGIN,
            "date_end": END,
            "service_place": "社区活动室",
            "theme_id": self.theme.id if kind == "lecture" else False,
            "speaker": "李主任" if kind == "lecture" else False,
            "staff_ids": [
                (0, 0, {"name": "王医师", "role": "doctor", "department_id": department.id})
                for department in self.departments
            ]
            + [(0, 0, {"name": "赵护士", "role": "nurse"})],
        }
        return self.env["event.event"].with_user(user or self.coordinator).create(values | vals)

    def _prove_event(self, event, *codes):
        for number, code in enumerate(codes or PROOFS[event.service_kind]):
            raw = picture(event.id % 200 + number)
            event._add_evidence(f"{code}.jpg", raw, requirement_code=code, kind="photo")
        return event

    def _sign_in(self, event, people):
        for person in people:
            event.sign_in(person.id)
        return event

    def _held(self, kind="lecture", people=0, prove=True, **vals):
        """An event that was held, with that many people of the crowd."""
        event = self._sign_in(self._event(kind, **vals), self.crowd[:people])
        if prove:
            self._prove_event(event)
        event.action_hold()
        return event
