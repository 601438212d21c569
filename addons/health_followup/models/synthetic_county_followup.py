from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.resident.tools.synthetic_run import MARK, SyntheticRun

from ..tools.synthetic_course import YEARS, Followed
from ..tools.synthetic_forms import SyntheticForms
from ..tools.synthetic_visits import Visits
from .health_enrolment_followup import FOLLOWUPS
from .health_followup_tally import YEARS as YEAR_TALLIES


class SyntheticCounty(models.AbstractModel):
    """Three years of follow-ups of the synthetic people, signed and sealed like real ones."""

    _inherit = "synthetic.county"

    def _populate_village(self, county, clinic, people):
        super()._populate_village(county, clinic, people)
        self._populate_followups(county, clinic)

    @api.model
    def _populate_visits(self, seed=1, progress=None):
        """Follow up everybody of a county that was populated without follow-ups.

        :param progress: called with the visits made so far after each village
        :return: ``{model: rows written}``
        """
        self.env.flush_all()
        today = fields.Date.context_today(self)
        county = SyntheticRun(self.env, self._get_run() - 1, f"{seed}/visits", today)
        for clinic in self._get_populated_clinics():
            self._populate_followups(county, clinic)
            if progress:
                progress(county.totals["health.followup"])
        return self._finish(county)

    def _get_populated_clinics(self):
        archives = [("archive_id.partner_id.ref", "=like", f"{MARK}%")]
        groups = self.env["health.enrolment"]._read_group(archives, ["org_unit_id"])
        return self.env["org.unit"].union(*(unit for (unit,) in groups)).sorted("id")

    def _populate_followups(self, county, clinic):
        """Visits to all enrolments of a clinic that have none, with what follows from them."""
        for enrolments, followups in FOLLOWUPS.items():
            if followed := self._get_followed(enrolments, clinic):
                visits = self._draw_visits(county, self.env[followups], followed)
                self._write_visits(county, self.env[followups], visits)
                self._populate_referrals(county, self.env[followups], visits)
                self._count_visits(county, self.env[followups], followed)

    def _get_followed(self, enrolments, clinic):
        """Not through the ORM: a hundred thousand are read, and shown to nobody."""
        return [
            Followed(*row)
            for row in self.env.execute_query(
                SQL(
                    """
                    SELECT e.id, e.archive_id, e.programme_id, r.code, e.enrolled_date,
                           e.org_unit_id, e.region_id, e.doctor_id, p.birth_date, p.sex
                      FROM %(enrolment)s e
                      JOIN health_archive a ON a.id = e.archive_id
                      JOIN res_partner p ON p.id = a.partner_id
                      JOIN health_programme r ON r.id = e.programme_id
                     WHERE e.org_unit_id = %(unit)s AND e.state = 'open' AND p.ref LIKE %(mark)s
                       AND r.code = ANY(%(codes)s)
                       AND NOT EXISTS (SELECT FROM %(followup)s f WHERE f.enrolment_id = e.id)
                     ORDER BY e.programme_id, e.id
                    """,
                    enrolment=SQL.identifier(self.env[enrolments]._table),
                    followup=SQL.identifier(self.env[FOLLOWUPS[enrolments]]._table),
                    unit=clinic.id,
                    mark=MARK + "%",
                    codes=self._get_followed_programmes(),
                )
            )
        ]

    def _draw_visits(self, county, followups, followed):
        """The visits of all, and on the way what becomes of the enrolments."""
        if "forms" not in county.kept:
            county.kept["forms"] = SyntheticForms(self.env["health.followup"], county.today)
        drawer = county.kept.setdefault(
            followups._name,
            Visits(county.random, followups, county.kept["forms"], county.today),
        )
        visits, lost = [], []
        for one in followed:
            found, habit = drawer.draw(one)
            visits += found
            if found and habit and habit.is_lost:
                lost.append((one.enrolment_id, found[-1].columns["date"]))
        self._lose(followups._fields["enrolment_id"].comodel_name, lost)
        return visits

    def _lose(self, enrolments, lost):
        """:param lost: ``[(id, day of the last visit)]`` of who can't be found any more"""
        ids, days = [id_ for id_, _day in lost], [day for _id, day in lost]
        self.env.cr.execute(
            SQL(
                "UPDATE %s e SET state = 'lost', lost_date = v.day "
                "FROM unnest(%s::int[], %s::date[]) v(id, day) WHERE e.id = v.id",
                SQL.identifier(self.env[enrolments]._table),
                ids,
                days,
            )
        )

    def _count_visits(self, county, followups, followed):
        """What is due, and the tallies of all years, follow as from real visits."""
        enrolments = self.env[followups._fields["enrolment_id"].comodel_name]
        self._tell_planner(county, enrolments, followups)
        enrolments = enrolments.browse(one.enrolment_id for one in followed)
        enrolments._reschedule()
        years = range(county.today.year - YEARS, county.today.year + 1)
        self.env[YEAR_TALLIES[followups._name]]._tally(enrolments, years)

    def _tell_planner(self, county, *records):
        """Once, after the first village: tables filled in this transaction pass for empty ones."""
        told = county.kept.setdefault("told", set())
        for table in {model._table for model in records} - told:
            self.env.cr.execute(SQL("ANALYZE %s", SQL.identifier(table)))
            told.add(table)

    def _get_followed_programmes(self):
        """Codes of the programmes whose forms can be filled in."""
        return ["hypertension", "diabetes", "stroke", "coronary", "elder", "child", "pregnancy",
                "general", "poverty", "mental"]  # fmt: skip
