from datetime import timedelta

from odoo import fields, models

from .health_enrolment_diabetes import TYPE_2

CHRONIC = ("hypertension", "diabetes", "coronary", "stroke")
MENTAL_SHARE, TUBERCULOSIS_SHARE = 0.0045, 0.0006
ADULT = 18


class SyntheticCounty(models.AbstractModel):
    """Programmes of the synthetic people, with the values measured when they entered."""

    _inherit = "synthetic.county"

    def _populate_archives(self, county, clinic, archives):
        super()._populate_archives(county, clinic, archives)
        programmes = {p.code: p for p in self.env["health.programme"].search([])}
        rows, sensitive = [], []
        for person, archive in archives:
            for code in CHRONIC:
                if code in person.tags:
                    since = person.tags[code]
                    rows.append(self._prepare_enrolment(county, archive, programmes[code], since))
            rows += self._prepare_elder(county, person, archive, programmes["elder"])
            if code := self._draw_sensitive(county, person):
                programme, since = programmes[code], archive["archive_date"]
                sensitive.append(self._prepare_enrolment(county, archive, programme, since))
        for model, found in (("health.enrolment", rows), ("health.enrolment.sensitive", sensitive)):
            if found:
                county.insert(model, found, self._get_enrolment_sample(found[0]))

    def _prepare_enrolment(self, county, archive, programme, since):
        """Columns of an enrolment, not before the norm came into force; due around today."""
        random = county.random
        row = {name: archive[name] for name in (
            "org_unit_id", "region_id", "township_id", "doctor_id", "builder_id", "building_unit_id"
        )}  # fmt: skip
        row |= {
            "archive_id": archive["id"],
            "programme_id": programme.id,
            "enrolled_date": max(since, programme.valid_from),
            "next_due_date": county.today + timedelta(days=random.randint(-30, 90)),
        }
        if not programme.is_sensitive:
            is_diabetes = programme.code == "diabetes"
            row["dm_type_id"] = self._get_type_2() if is_diabetes else None
        return row

    def _get_type_2(self):
        return self.env["health.code"]._get("dm_type", TYPE_2).id

    def _prepare_elder(self, county, person, archive, programme):
        birthday = fields.Date.add(person.birth_date, years=programme.age_from)
        if person.age < programme.age_from or birthday > county.today:
            return []
        since = max(birthday, archive["archive_date"])
        return [self._prepare_enrolment(county, archive, programme, since)]

    def _draw_sensitive(self, county, person):
        draw = county.random.random()
        if person.age < ADULT or draw >= MENTAL_SHARE + TUBERCULOSIS_SHARE:
            return None
        return "mental" if draw < MENTAL_SHARE else "tuberculosis"

    @staticmethod
    def _get_enrolment_sample(row):
        return {name: row[name] for name in ("archive_id", "programme_id")}
