from datetime import timedelta

from odoo import fields, models

GENERAL_SHARE = 0.6


class SyntheticCounty(models.AbstractModel):
    """Programmes that follow-ups bring along: children, mothers, poor households, all others."""

    _inherit = "synthetic.county"

    def _populate_archives(self, county, clinic, archives):
        super()._populate_archives(county, clinic, archives)
        programmes = {p.code: p for p in self.env["health.programme"].search([])}
        rows = [
            self._prepare_enrolment(county, archive, programmes[code], since)
            for person, archive in archives
            for code, since in self._draw_programmes(
                county, person, archive["archive_date"], programmes["elder"].age_from
            ).items()
        ]
        if rows:
            county.insert("health.enrolment", rows, self._get_enrolment_sample(rows[0]))

    def _draw_programmes(self, county, person, since, elder_age):
        """``{code: since when}``; in the general one are those who signed and are in no other."""
        tags, found = person.tags, {}
        if self._is_child(county, person):
            found["child"] = max(since, person.birth_date + timedelta(days=3))
        if "pregnant" in tags:
            found["pregnancy"] = tags["pregnant"]
        if "poverty" in tags:
            found["poverty"] = max(since, tags["poverty"])
        others = found or tags or person.age >= elder_age
        if not others and county.random.random() < GENERAL_SHARE:
            found["general"] = since
        return {code: min(day, county.today) for code, day in found.items()}

    def _is_child(self, county, person):
        return person.birth_date > fields.Date.subtract(county.today, years=7)
