from datetime import datetime, time, timedelta
from typing import NamedTuple

from odoo import fields, models
from odoo.fields import Command

from odoo.addons.health_archive.tools.synthetic_form import FormAnswers
from odoo.addons.service_project.tools import service_today

ARCHIVED, CONSENTED, SURVEYED, ASSESSED, CHRONIC, CONTACTED = 0.88, 0.93, 0.7, 0.34, 0.35, 0.6
SURVEY = {"height": (158, 176), "weight": (52, 78), "sbp": (112, 158), "dbp": (66, 94)}
CONTENT = "询问健康状况，指导用药、饮食和锻炼，提醒按时复查"


class Answerer(NamedTuple):
    """Who fills in a form, as the form asks for it."""

    age: int
    tags: dict


class ServiceDemo(models.AbstractModel):
    """Archives, surveys, assessments and contacts of the people on the roster."""

    _inherit = "service.demo"

    def _treat(self, project, region, members, random):
        super()._treat(project, region, members, random)
        first, today = project.date_start, min(service_today(), project.date)
        if today <= first:
            return
        doctor = self.env.ref("service_project.user_svphysician_demo")
        # sudo: loads the demo in the doctor's name, also before the assignment began
        demo = self.with_user(doctor).sudo()
        archives = demo._make_archives(project, region, members, random, (first, today))
        demo._take_consents(archives, random)
        demo._survey(archives, random, (first, today))
        demo._assess(archives, random, (first, today))
        demo._contact(archives, random, (first, today))

    def _draw_day(self, random, span):
        first, last = span
        return first + timedelta(days=random.randint(0, (last - first).days))

    def _make_archives(self, project, region, members, random, span):
        get = self.env["health.code"]._get
        answers = FormAnswers(random, lambda *code: get(*code).id)
        known = self.env["health.archive"].search([("partner_id", "in", members.partner_id.ids)])
        persons = members.filtered(lambda row: not row.exit_date).partner_id - known.partner_id
        rows = []
        for person in persons:
            if random.random() >= ARCHIVED:
                continue
            single, several = answers.draw(Answerer(person.age, {}))
            several = {name: [Command.set([id_])] for name, id_ in several.items()}
            rows.append(
                single
                | several
                | {
                    "partner_id": person.id,
                    "org_unit_id": project.service_unit_id.id,
                    "region_id": region.id,
                    "archive_date": self._draw_day(random, span),
                    "work_unit": "无",
                    "contact_name": "家属（示例）",
                    "contact_phone": person.phone,
                    "doctor_id": self.env.uid,
                }
            )
        return self.env["health.archive"]._import_create(rows)

    def _take_consents(self, archives, random):
        self.env["health.consent"].create(
            [
                {"archive_id": archive.id, "purpose": "archive", "date": archive.archive_date}
                for archive in archives
                if random.random() < CONSENTED
            ]
        )

    def _survey(self, archives, random, span):
        kinds = self.env["health.measurement.kind"].search([("is_surveyed", "=", True)])
        rows = []
        for archive in archives:
            if random.random() >= SURVEYED:
                continue
            # half past nine in China
            moment = datetime.combine(self._draw_day(random, span), time(1, 30))
            # some forget one of the measurements
            forgotten = random.choice(kinds) if random.random() < 0.08 else kinds.browse()
            rows += [
                {
                    "archive_id": archive.id,
                    "kind_id": kind.id,
                    "value": random.randint(*SURVEY[kind.code]),
                    "taken_at": min(moment, fields.Datetime.now()),
                }
                for kind in kinds - forgotten
                if kind.code in SURVEY
            ]
        self.env["health.measurement"]._bulk_create(rows)

    def _assess(self, archives, random, span):
        tool = self.env.ref("health_archive.risk_tool_bmi")
        rows = []
        for archive in archives:
            if random.random() >= ASSESSED:
                continue
            score = random.uniform(19, 30)
            band = tool.band_ids.filtered(lambda band, score=score: band.lower <= score)[-1:]
            rows.append(
                {
                    "archive_id": archive.id,
                    "tool_id": tool.id,
                    "tool_name": tool.name,
                    "date": self._draw_day(random, span),
                    "score": score,
                    "score_text": f"{score:.1f}",
                    "band_name": band.name,
                    "level": band.level,
                    "advice": band.advice,
                    "source": tool.source,
                }
            )
        self.env["health.risk.assessment"].create(rows)

    def _contact(self, archives, random, span):
        """Those with hypertension are entered as such; contacts stand in the general programme."""
        enrolments = self.env["health.enrolment"]
        chronic = self.env.ref("health_archive.programme_hypertension")
        general = self.env.ref("health_followup.programme_general")
        ill = archives.filtered(lambda archive: random.random() < CHRONIC)
        reached = archives.filtered(lambda archive: random.random() < CONTACTED)
        enrolments._bulk_create(self._prepare_enrolments(ill, chronic))
        followed = enrolments._bulk_create(self._prepare_enrolments(reached, general))
        followups = self.env["health.followup"].create(
            [
                {
                    "enrolment_id": enrolment.id,
                    "date": max(self._draw_day(random, span), enrolment.enrolled_date),
                    "way": random.choice("123"),
                    "gen_content": CONTENT,
                    "next_date": service_today() + timedelta(days=90),
                }
                for enrolment in followed
            ]
        )
        followups.action_sign()

    def _prepare_enrolments(self, archives, programme):
        return [
            {
                "archive_id": archive.id,
                "programme_id": programme.id,
                "enrolled_date": archive.archive_date,
                "org_unit_id": archive.org_unit_id.id,
            }
            for archive in archives
        ]
