from odoo import models
from odoo.tools import SQL

from ..tools import split_name, to_pinyin
from ..tools.synthetic_tags import draw_tags

OWN_PHONE_AGES = range(16, 76)
UNREGISTERED_SHARE = 0.04


class SyntheticCountyPeople(models.AbstractModel):
    """Households, residents, identity documents and population groups of a village."""

    _inherit = "synthetic.county"

    def _write_people(self, county, clinic, people):
        households = self._write_households(county, clinic, people)
        self._write_residents(county, clinic, people, households)
        self._set_heads(people, households)
        self._write_documents(county, clinic, people)
        self._write_tags(county, clinic, people)

    def _write_households(self, county, clinic, people):
        """``{number of the household: its id}``"""
        heads = [person for person in people if person.relation == "head"]
        rows = [
            {
                "name": head.name,
                "code": county.make_ref("H"),
                "org_unit_id": clinic.id,
                "region_id": clinic.region_id.id,
                "street": self._get_street(clinic, head),
            }
            for head in heads
        ]
        sample = {"name": "样", "org_unit_id": clinic.id}
        ids = county.insert("resident.household", rows, sample)
        return {head.household.number: id_ for head, id_ in zip(heads, ids, strict=True)}

    def _write_residents(self, county, clinic, people, households):
        groups = self._get_ethnic_groups()
        sample = {"name": "样", "is_resident": True, "resident_unit_id": clinic.id}
        table = county.get_table("res.partner", sample)
        ids = table.new_ids(len(people))
        self._give_phones(county, people)
        rows = []
        for id_, person in zip(ids, people, strict=True):
            person.id = id_
            rows.append(
                self._prepare_resident(county, clinic, person)
                | {
                    "ethnic_group_id": groups[person.ethnic_code],
                    "household_id": None if person.is_copy else households[person.household.number],
                }
            )
        table.insert(rows)
        county.totals["res.partner"] += len(rows)

    def _prepare_resident(self, county, clinic, person):
        """Columns of a resident; the computed ones as res.partner computes them."""
        initials, pinyin = to_pinyin(person.name)
        unregistered = county.random.random() < UNREGISTERED_SHARE
        return {
            "id": person.id,
            "commercial_partner_id": person.id,
            "ref": county.make_ref(),
            "name": person.name,
            "complete_name": person.name,
            "given_name": split_name(person.name)[1],
            "name_initials": initials,
            "name_pinyin": pinyin,
            "resident_unit_id": clinic.id,
            "region_id": clinic.region_id.id,
            "birth_date": person.birth_date,
            "sex": person.sex,
            "residence_type": "2" if unregistered else "1",
            "resident_state": "present",
            "street": self._get_street(clinic, person),
            "phone": person.phone,
            "phone_sanitized": self._format_phone(person.phone),
            "household_relation": person.relation,
        }

    def _give_phones(self, county, people):
        """Each household has a telephone, and most adults one of their own."""
        shared = {}
        for person in people:
            number = person.household.number
            if number not in shared:
                shared[number] = county.make_phone()
            own = person.age in OWN_PHONE_AGES and not person.is_copy
            draw = county.random.random()
            person.phone = (
                county.make_phone()
                if own and draw < 0.6
                else shared[number]
                if draw < 0.9
                else None
            )

    def _format_phone(self, phone):
        return phone and self.env["res.partner"]._phone_format(number=phone) or None

    def _set_heads(self, people, households):
        heads = [person for person in people if person.relation == "head"]
        self.env.cr.execute(
            SQL(
                "UPDATE resident_household h SET head_id = v.head_id "
                "FROM unnest(%s::int[], %s::int[]) v(id, head_id) WHERE h.id = v.id",
                [households[head.household.number] for head in heads],
                [head.id for head in heads],
            )
        )

    def _write_documents(self, county, clinic, people):
        documents = self.env["resident.identity"]
        kind = documents._get_default_kind()
        rows = []
        for person in people:
            number = person.has_number and county.make_identity_number(
                person.birth_date, person.sex
            )
            person.has_number = bool(number)
            if number:
                rows.append(
                    documents._prepare_number_vals(kind, number)
                    | {"partner_id": person.id, "resident_unit_id": clinic.id}
                )
        sample = {"partner_id": people[0].id, "kind_id": kind.id}
        county.insert("resident.identity", rows, sample)

    def _write_tags(self, county, clinic, people):
        tags = self.env["resident.population.tag"].search([("origin", "!=", "age")])
        by_code = {tag.code: tag for tag in tags if not tag.is_sensitive}
        rows = []
        for person in people:
            person.tags = {} if person.is_copy else draw_tags(county.random, person, county.today)
            rows += [
                {
                    "partner_id": person.id,
                    "resident_unit_id": clinic.id,
                    "tag_id": by_code[code].id,
                    "date_from": since,
                    "source": "合成数据",
                }
                for code, since in person.tags.items()
                if code in by_code
            ]
        sample = {"partner_id": people[0].id, "tag_id": next(iter(by_code.values())).id}
        county.insert("resident.population.tag.line", rows, sample)

    def _get_ethnic_groups(self):
        groups = self.env["resident.ethnic.group"].search([("code", "!=", False)])
        return {group.code: group.id for group in groups}

    @staticmethod
    def _get_street(clinic, person):
        number = person.household.number
        return f"{clinic.region_id.name}第{number // 40 + 1}组{number % 40 + 1}号"
