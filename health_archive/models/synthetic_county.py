from datetime import timedelta

from odoo import Command, models

from odoo.addons.resident.tools.bulk_table import insert_links

from ..tools.synthetic_form import DISEASES, FormAnswers
from .health_archive_requirement import PERSON_FIELDS

COVERED_SHARE = 0.95
YEARS = 12


class SyntheticCounty(models.AbstractModel):
    """Archives of the synthetic people: the form, the numbers, the history of diseases."""

    _inherit = "synthetic.county"

    def _populate_village(self, county, clinic, people):
        super()._populate_village(county, clinic, people)
        covered = [person for person in people if county.random.random() < COVERED_SHARE]
        if covered:
            archives = self._write_archives(county, clinic, covered)
            self._write_diseases(county, archives)
            self._populate_archives(county, clinic, archives)

    def _populate_archives(self, county, clinic, archives):
        """Hook: write what hangs on the archives of one village, such as years of services.

        :param archives: list of ``(person, columns of his archive)``, with ``id``
        """

    def _write_archives(self, county, clinic, people):
        village, doctor = clinic.region_id, self._get_doctors(clinic)[clinic]
        numbers = self.env["health.archive"]._draw_numbers([village.archive_prefix] * len(people))
        answers = FormAnswers(county.random, lambda *code: self.env["health.code"]._get(*code).id)
        common = {
            "org_unit_id": clinic.id,
            "region_id": village.id,
            "township_id": village.parent_id.id or None,
            "building_unit_id": clinic.id,
            "builder_id": doctor.id,
            "doctor_id": doctor.id,
            "submitted_by_id": doctor.id,
            "state": "active",
        }
        rows, links = [], []
        requirements = self._get_requirements(common, numbers[0])
        for person, number in zip(people, numbers, strict=True):
            single, several = answers.draw(person)
            date = self._draw_archive_date(county, person)
            row = common | single | self._prepare_contact(person)
            row |= {"partner_id": person.id, "archive_number": number, "archive_date": date}
            row |= {"submitted_at": date} | self._count_boxes(person, row | several, requirements)
            rows.append(row)
            links.append(several)
        sample = {"partner_id": people[0].id}
        ids = county.insert("health.archive", rows, sample)
        self._write_links(ids, links)
        return [(p, {"id": i} | row) for p, i, row in zip(people, ids, rows, strict=True)]

    def _prepare_contact(self, person):
        """The head answers for the household, and for the head the next in it."""
        household = person.household.people
        contact = household[0] if household[0] is not person else household[-1]
        return {
            "contact_name": contact.name,
            "contact_phone": contact.phone or person.phone,
            "work_unit": None if person.age < 16 else "无",
        }

    def _draw_archive_date(self, county, person):
        """Not before the birth, and before the resident came into a population group."""
        born = max(person.birth_date, county.today - timedelta(days=365 * YEARS))
        latest = min([county.today, *(since for since in person.tags.values() if since > born)])
        return born + timedelta(days=county.random.randint(0, (latest - born).days))

    def _get_requirements(self, common, number):
        """``[(box, from age)]`` of what is asked in this village."""
        archives = self.env["health.archive"]
        rural = archives.new({"archive_number": number})._is_rural()
        return [
            (item.field_name, item.age_from)
            for item in self.env["health.archive.requirement"]._get_in_force()
            if rural or not item.rural_only
        ]

    def _count_boxes(self, person, form, requirements):
        """Completeness as health.archive computes it."""
        always = PERSON_FIELDS.keys() - {"identity_number", "phone"}
        filled = {name for name, value in form.items() if value} | always
        filled |= {name for name, value in (("identity_number", person.has_number),
                                            ("phone", person.phone)) if value}  # fmt: skip
        asked = [name for name, age_from in requirements if person.age >= age_from]
        missing = [name for name in asked if name not in filled]
        share = 100 * (1 - len(missing) / len(asked)) if asked else 100
        return {
            "completeness": round(share, 1),
            "is_complete": not missing,
            "missing_names": ",".join(missing),
        }

    def _write_links(self, ids, links):
        pairs = {}
        for id_, several in zip(ids, links, strict=True):
            for name, code_id in several.items():
                pairs.setdefault(name, []).append((id_, code_id))
        for name, rows in pairs.items():
            insert_links(self.env.cr, self.env["health.archive"]._fields[name], rows)

    def _write_diseases(self, county, archives):
        get = self.env["health.code"]._get
        codes = {tag: get("disease", code).id for tag, code in DISEASES.items()}
        rows = [
            {
                "archive_id": archive["id"],
                "code_id": codes[tag],
                "diagnosed_month": max(since, person.birth_date).replace(day=1),
            }
            for person, archive in archives
            for tag, since in person.tags.items()
            if tag in codes
        ]
        if rows:
            sample = {name: rows[0][name] for name in ("archive_id", "code_id")}
            county.insert("health.archive.disease", rows, sample)

    def _get_clinics(self, count):
        clinics = super()._get_clinics(count)
        doctors = self._get_doctors(clinics)
        self.env["res.users"].with_context(no_reset_password=True).create(
            [
                {
                    "name": f"合成医生 {clinic.code}",
                    "login": f"synthetic-{clinic.id}",
                    "org_unit_id": clinic.id,
                    "group_ids": [Command.set(self.env.ref("resident.group_village_doctor").ids)],
                }
                for clinic in clinics
                if clinic not in doctors
            ]
        )
        return clinics

    def _get_doctors(self, clinics):
        """``{clinic: its village doctor}``; those made here have no password."""
        group = self.env.ref("resident.group_village_doctor")
        users = self.env["res.users"].search(
            [("org_unit_id", "in", clinics.ids), ("all_group_ids", "in", group.ids)],
            order="id desc",
        )
        return {user.org_unit_id: user for user in users}
