from datetime import datetime, time, timedelta
from io import BytesIO
from typing import NamedTuple

from PIL import Image

from odoo import fields, models
from odoo.fields import Command

from odoo.addons.service_project.tools import service_today

DEPARTMENTS = ("internal", "surgery", "rehabilitation", "tcm")
PROOFS = {
    "lecture": (("notice", "讲座通知"), ("slides", "讲座课件"), ("photo", "现场照片"), ("sheet", "签到表")),
    "round": (("photo", "现场照片"), ("record", "巡诊记录")),
    "clinic": (("plan", "义诊方案"), ("photo", "现场照片"), ("sheet", "服务名单")),
}  # fmt: skip
TRACKED = 10


class Plan(NamedTuple):
    """An event of the demo; ``share`` of the days so far had run when it was held."""

    kind: str
    name: str
    place: str
    share: float
    people: int
    theme: str = ""
    speaker: str = ""


HELD = (
    Plan("lecture", "老年人跌倒与急救知识讲座", "龙岗区示例社区党群服务中心", 0.35, 24, "first_aid",
         "李主任（急诊科）"),
    Plan("lecture", "慢性腰腿痛的康复锻炼讲座", "龙岗区示例社区老年活动室", 0.72, 19, "rehabilitation",
         "周治疗师（康复科）"),
    Plan("round", "第一次集中巡诊", "龙岗区示例社区一号院", 0.2, 12),
    Plan("round", "第二次集中巡诊", "龙岗区示例社区二号院", 0.6, 14),
    Plan("clinic", "多学科专场义诊", "龙岗退役军人服务中心大厅", 0.87, 16),
)  # fmt: skip
PLANNED = Plan("lecture", "冬季养生保健讲座", "龙岗区示例社区党群服务中心", 1, 12, "wellness",
               "陈医师（中医科）")  # fmt: skip
CALLED_OFF = Plan("round", "台风期间原定巡诊", "龙岗区示例社区三号院", 0.5, 0)


class ServiceDemo(models.AbstractModel):
    """Events up to the day of loading: some count, a lecture with 19 people doesn't."""

    _inherit = "service.demo"

    def _treat(self, project, region, members, random):
        super()._treat(project, region, members, random)
        first, today = project.date_start, min(service_today(), project.date)
        if today <= first:
            return
        coordinator = self.env.ref("service_project.user_svcoordinator_demo")
        # sudo: loads the demo in the coordinator's name, also what only the sign-in writes
        demo = self.with_user(coordinator).sudo()
        stayed = members.filtered(lambda row: not row.exit_date and row.entry_date == first)
        people = list(stayed.partner_id)
        random.shuffle(people)
        demo._hold_events(project, people, (first, today))
        demo._plan_events(project, people, (first, today))

    def _hold_events(self, project, people, span):
        first, today = span
        days = [first + timedelta(days=int((today - first).days * plan.share)) for plan in HELD]
        vals = [self._prepare_event(project, *row) for row in zip(HELD, days, strict=True)]
        events = self.env["event.event"].create(vals)
        rows, start = [], 0
        for event, plan in zip(events, HELD, strict=True):
            rows += self._prepare_sign_ins(event, people[start : start + plan.people])
            # the same people come to several events, but not to all
            start += plan.people // 2
        self.env["event.registration"].create(rows)
        for event in events:
            self._prove_event(event)
        events.action_hold()
        for event in events:
            event.write({"held_at": event.date_end})
        self._track(events.filtered(lambda event: event.service_kind == "clinic"), today)

    def _plan_events(self, project, people, span):
        first, today = span
        day = today + timedelta(days=10)
        if day <= project.date:
            lecture = self.env["event.event"].create(self._prepare_event(project, PLANNED, day))
            self.env["event.registration"].create(
                [
                    {"event_id": lecture.id, "partner_id": person.id}
                    for person in people[-PLANNED.people :]
                ]
            )
        day = first + timedelta(days=int((today - first).days * CALLED_OFF.share))
        event = self.env["event.event"].create(self._prepare_event(project, CALLED_OFF, day))
        event._call_off("台风橙色预警，社区停止室外活动")

    def _prepare_event(self, project, plan, day):
        # nine o'clock in China
        begin = datetime.combine(day, time(1))
        theme = plan.theme and self.env.ref(f"service_event.theme_{plan.theme}").id
        return {
            "name": plan.name,
            "service_project_id": project.id,
            "service_kind": plan.kind,
            "service_place": plan.place,
            "date_begin": begin,
            "date_end": begin + timedelta(hours=2),
            "theme_id": theme or False,
            "speaker": plan.speaker,
            "user_id": self.env.uid,
            "plan_text": "提前三天电话通知；现场凭优抚服务卡签到；结束后收集照片和签到表。",
            "paper_page": f"活动册第{HELD.index(plan) + 1}页" if plan in HELD else False,
            "staff_ids": self._prepare_staff(plan),
        }

    def _prepare_staff(self, plan):
        if plan.kind == "lecture":
            return []
        codes = DEPARTMENTS if plan.kind == "clinic" else DEPARTMENTS[:1]
        doctors = [
            Command.create(
                {
                    "name": f"（示例）{'王吴郑冯'[number]}医师",
                    "role": "doctor",
                    "department_id": self.env.ref(f"service_event.department_{code}").id,
                }
            )
            for number, code in enumerate(codes)
        ]
        return [*doctors, Command.create({"name": "（示例）赵护士", "role": "nurse"})]

    def _prepare_sign_ins(self, event, people):
        return [
            {
                "event_id": event.id,
                "partner_id": person.id,
                "state": "done",
                "signed_at": event.date_begin + timedelta(minutes=number),
                "signed_by_id": self.env.uid,
                "sign_in_way": "site",
            }
            for number, person in enumerate(people)
        ]

    def _prove_event(self, event):
        for number, (code, name) in enumerate(PROOFS[event.service_kind]):
            raw = _make_picture(event.id, number)
            event._add_evidence(f"{name}.jpg", raw, requirement_code=code, kind="photo")

    def _track(self, clinic, today):
        """Some were called since; the others are still to be looked after."""
        day = min(clinic.service_date + timedelta(days=6), today)
        self.env["service.tracking"].create(
            [
                {
                    "registration_id": row.id,
                    "date": fields.Date.to_string(day),
                    "way": "phone",
                    "result": "电话回访，提醒按时复查",
                }
                for row in clinic.registration_ids[:TRACKED]
            ]
        )


def _make_picture(seed, number):
    """A small picture that no other one equals."""
    stream = BytesIO()
    color = (40 + seed * 37 % 200, 60 + number * 45, 120 + (seed + number) % 100)
    picture = Image.new("RGB", (240, 160), color)
    picture.putpixel((seed % 240, number), (255, 255, 255))
    picture.save(stream, "JPEG", quality=95)
    return stream.getvalue()
