from datetime import timedelta
from typing import NamedTuple

from odoo import fields, models

from ..tools import draw_photo, draw_signature

YEAR = 365


class Line(NamedTuple):
    """A service of the ledger, as often as it is done in a whole year."""

    code: str
    a_year: int
    role: str
    demands: tuple
    minutes: int


LINES = (
    Line("tuina", 170, "physician", ("腰背酸痛，要求推拿", "颈肩不适"), 30),
    Line("massage", 110, "physician", ("膝关节劳损，要求按摩", "肩臂酸胀"), 30),
    Line("cupping", 90, "physician", ("肩背受凉，要求拔罐", "劳累后酸痛"), 20),
    Line("hot_compress", 70, "physician", ("旧伤处发凉，要求热敷",), 20),
    Line("device_therapy", 60, "physician", ("要求仪器治疗", "康复训练后放松"), 25),
    Line("consultation", 160, "physician", ("咨询饮食与锻炼", "咨询复查时间"), 10),
    Line("medication", 120, "physician", ("咨询服药时间", "核对家中药品"), 10),
    Line("reminder", 130, "coordinator", ("提醒按时复查", "提醒天气变化注意保暖"), 5),
    Line("desk", 150, "coordinator", ("来访了解服务项目", "来访登记健康诉求", "要求预约理疗"), 10),
    Line("home_visit", 54, "coordinator", ("行动不便，申请上门", "家属代为申请上门"), 40),
)
SCORES = (*(100,) * 6, *(95,) * 7, *(90,) * 7, *(85,) * 4, 80, 80, 80, 75, 60)
JUDGED, WITH_PAPER, WITH_PHOTO, REFERRED = 0.9, 0.93, 0.96, 0.12


class ServiceDemo(models.AbstractModel):
    """The ledger with its proofs, and how satisfied people were."""

    _inherit = "service.demo"

    def _work(self, project, members, days, random):
        super()._work(project, members, days, random)
        entries = self._enter_services(project, members, days, random)
        self._prove(entries, random)
        self._link_visits(entries, random)
        self._sign(entries)
        self._judge(entries, random)

    def _enter_services(self, project, members, days, random):
        rows = [
            self._prepare_entry(project, members, line, random.choice(days), random)
            for line in LINES
            for _number in range(max(line.a_year * (days[-1] - days[0]).days // YEAR, 1))
        ]
        rows.sort(key=lambda row: row["performed_at"])
        for number, row in enumerate(rows):
            if random.random() < WITH_PAPER:
                row["paper_page"] = f"第{number // 20 + 1}页"
        return self.env["service.entry"]._as_server().create(rows)

    def _prepare_entry(self, project, members, line, day, random):
        kind = self.env["service.kind"].search([("code", "=", line.code)], limit=1)
        there = members.filtered(
            lambda row: not row.exit_date and (row.is_priority or line.code != "home_visit")
        )
        member = random.choice(there)
        user = self.env.ref(f"service_project.user_sv{line.role}_demo")
        moment = self._at(max(day, member.entry_date), random.randint(9, 16), random.randint(0, 59))
        vals = {
            "project_id": project.id,
            "partner_id": member.partner_id.id,
            "kind_id": kind.id,
            "user_id": user.id,
            "performed_at": moment,
            "entered_at": moment + timedelta(minutes=20),
            "demand": random.choice(line.demands),
            "is_checked": kind.is_rehabilitation,
            "duration": line.minutes,
            "waiting": random.randint(0, 25),
        }
        return vals | (self._prepare_outcome(random) if kind.needs_outcome else {})

    def _prepare_outcome(self, random):
        """Some were sent on; of one in three nobody knows yet what came of it."""
        if random.random() >= REFERRED:
            return {"outcome": "settled"}
        known = random.random() < 0.7
        referral = "已就诊，医生建议定期复查" if known else False
        return {"outcome": "referred", "result": "区人民医院", "referral_result": referral}

    def _prove(self, entries, random):
        for entry in entries:
            local = fields.Datetime.context_timestamp(entry, entry.performed_at)
            if entry.kind_id.needs_photo and random.random() < WITH_PHOTO:
                entry._add_evidence(
                    "photo.jpg", draw_photo(random, local), requirement_code="photo"
                )
            if entry.kind_id.needs_signature:
                entry._add_evidence(
                    "signature.png",
                    draw_signature(random),
                    requirement_code="signature",
                    kind="signature",
                )

    def _sign(self, entries):
        """Each on its own day: that the demo is loaded later is no reason to be late."""
        for entry in entries:
            entry._write_server({"last_proof_id": max(entry.evidence_ids.ids, default=0)})
        for reason, rows in entries.grouped(lambda row: row.member_id.priority_reason).items():
            rows._write_server({"state": "done", "priority_reason": reason})
        # one was entered after the weekend, one for the wrong person
        entries[-2:-1]._write_server({"days_late": 5})
        for user, rows in entries.grouped("user_id").items():
            # sudo: loads the demo in the name of who served
            rows.with_user(user).sudo()._seal()
        entries[len(entries) // 2]._void("录错人员，已另行登记")

    def _judge(self, entries, random):
        sessions = entries.filtered(lambda row: row.is_rehabilitation and row.state == "done")
        # sudo: what people say belongs to nobody who enters services
        judged = (
            self.env["service.feedback"]
            .sudo()
            .create(
                [
                    {
                        "entry_id": entry.id,
                        "score": random.choice(SCORES),
                        "given_at": entry.performed_at + timedelta(minutes=35),
                    }
                    for entry in sessions
                    if random.random() < JUDGED
                ]
            )
        )
        # all but the last that were not satisfied were asked what went wrong
        recovered = judged.filtered("is_low").sorted("given_at")[:-2]
        recovered.recovery = "已电话致歉，改由另一位技师服务"
        recovered.action_recover()
