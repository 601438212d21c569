from datetime import date, timedelta
from random import Random

from odoo import api, models

from odoo.addons.resident.tools.synthetic_run import SyntheticRun
from odoo.addons.service_project.tools import service_today

ON_ROSTER = 767
LEFT = 8
LATE = 10
RUN = 77
SURNAMES = "陈林黄刘曾李张赖罗叶邓钟王吴何谢廖温邱朱徐郭梁宋唐许韩冯曹彭"
GIVEN = "一二三四五六七八九十文武明德胜和平国华军"
# code: (share, born from, born to)
CATEGORIES = {
    "demobilised": (170, 1930, 1946),
    "combat": (310, 1950, 1963),
    "nuclear": (45, 1942, 1962),
    "sick": (65, 1946, 1972),
    "disabled": (115, 1946, 1986),
    "martyr": (35, 1936, 1976),
    "bereaved": (23, 1940, 1982),
}
FORMER = {"demo_martyr": "martyr", "demo_bereaved": "bereaved", "demo_disabled": "disabled",
          "demo_demobilised": "demobilised", "demo_sick": "sick", "demo_combat": "combat",
          "demo_nuclear": "nuclear"}  # fmt: skip


class ServiceDemo(models.AbstractModel):
    """The demo project with a whole roster; nobody in it exists."""

    _name = "service.demo"
    _description = "Demo of a Service Project"

    @api.model
    def _populate(self, project_id, region_id):
        """Give the project its template, 767 people today, and what was done for them so far."""
        project = self.env["project.project"].browse(project_id)
        region = self.env["cn.region"].browse(region_id)
        random = Random("veteran_services")
        self._use_categories(project)
        # the twelve of the add-on below stay as they are: nobody has treated them yet
        members = self._enter_people(project, region, random)
        self._let_leave(members, project, random)
        self._treat(project, region, members, random)
        # obligations last: what counts is then found once for all
        self.env.ref("veteran_services.template_longgang_2026")._apply(project)

    def _use_categories(self, project):
        """The twelve people of the project below move to the categories that hold everywhere."""
        found = self._get_categories([*FORMER, *CATEGORIES])
        for former, code in FORMER.items():
            if former in found:
                project.member_ids.filtered(
                    lambda member, category=found[former]: member.category_id == category
                ).category_id = found[code]
                found[former].valid_to = max(found[former].valid_from, date(2026, 6, 15))

    def _enter_people(self, project, region, random):
        run = SyntheticRun(self.env, RUN, "veteran_services", service_today())
        drawn = self._draw_people(random, ON_ROSTER + LEFT - len(project._get_roster()))
        persons = self.env["res.partner"]._create_residents(
            [
                self._prepare_person(run, number, born, random, project, region)
                for number, (_code, born) in enumerate(drawn)
            ]
        )
        self._name_as_demo(persons)
        categories = self._get_categories(list(CATEGORIES))
        rows = []
        for number, (person, (code, _born)) in enumerate(
            zip(persons, drawn, strict=True), start=13
        ):
            late = LATE and number % (len(drawn) // LATE) == 0
            entered = min(project.date_start + timedelta(days=30 if late else 0), service_today())
            rows.append(
                {
                    "project_id": project.id,
                    "partner_id": person.id,
                    "category_id": categories[code].id,
                    "certificate_number": f"粤优抚示{number:04}号",
                    "disability_grade": random.randint(1, 10) if code == "disabled" else 0,
                    "entry_date": max(entered, project.date_start),
                    "external_ref": f"LGJY-{number:05}" if random.random() < 0.96 else False,
                }
            )
        return self.env["service.member"].create(rows)

    def _name_as_demo(self, persons):
        """Known as demo data, so that nobody takes these people for real ones."""
        self.env["ir.model.data"].create(
            [
                {
                    "module": "veteran_services",
                    "name": f"resident_service_{number}_demo",
                    "model": person._name,
                    "res_id": person.id,
                    "noupdate": True,
                }
                for number, person in enumerate(persons, start=13)
            ]
        )

    def _get_categories(self, codes):
        return self.env["service.category"].search([("code", "in", codes)]).grouped("code")

    def _draw_people(self, random, count):
        """``[(category, birth date)]``"""
        codes = random.choices(
            list(CATEGORIES), [share for share, *_years in CATEGORIES.values()], k=count
        )
        drawn = []
        for code in codes:
            _share, first, last = CATEGORIES[code]
            born = date(random.randint(first, last), 1, 1) + timedelta(days=random.randint(0, 364))
            drawn.append((code, born))
        return drawn

    def _prepare_person(self, run, number, born, random, project, region):
        sex = "1" if random.random() < 0.9 else "2"
        surname = SURNAMES[number % len(SURNAMES)]
        given = GIVEN[number // len(SURNAMES) % len(GIVEN)]
        return {
            "name": surname + ("样", "示")[number // 300 % 2] + given,
            "is_resident": True,
            "resident_unit_id": project.service_unit_id.id,
            "region_id": region.id,
            "identity_number": run.make_identity_number(born, sex),
            "residence_type": "1",
            "resident_state": "present",
            "resident_phone": run.make_phone(),
            "street": f"龙岗区示例社区{number + 13}号",
            "ethnic_group_id": self.env.ref("resident.ethnic_group_01").id,
        }

    def _let_leave(self, members, project, random):
        """Some have died or moved since; before the period nobody has."""
        days = (min(service_today(), project.date) - project.date_start).days
        if days < LEFT:
            return
        for index, member in enumerate(random.sample(list(members), LEFT)):
            day = max(member.entry_date, project.date_start + timedelta(days=days * index // LEFT))
            reason = "moved" if index % 3 else "deceased"
            member.write({"exit_date": day, "exit_reason": reason})

    def _treat(self, project, region, members, random):
        """Hook: what was done for these people."""
