from random import Random

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..tools.synthetic_people import VillagePeople
from ..tools.synthetic_run import MARK, SyntheticRun


class SyntheticCounty(models.AbstractModel):
    """A county of people who don't exist, to measure and to train with.

    ``odoo populate_county`` calls it. Other add-ons extend :meth:`_populate_village` and add what
    they know of these people.
    """

    _name = "synthetic.county"
    _description = "Synthetic County"

    @api.model
    def _check_may_populate(self, force=False):
        """:raise UserError: somebody real may be in the database, or it is populated already"""
        populated = MARK + "%"
        ((real, synthetic),) = self.env.execute_query(
            SQL(
                """
                SELECT EXISTS (
                    SELECT FROM res_partner p
                     WHERE is_resident IS TRUE AND coalesce(ref, '') NOT LIKE %(mark)s
                       AND NOT EXISTS (SELECT FROM ir_model_data d
                                        WHERE d.model = 'res.partner' AND d.res_id = p.id)),
                    EXISTS (
                    SELECT FROM res_partner WHERE is_resident IS TRUE AND ref LIKE %(mark)s)
                """,
                mark=populated,
            )
        )
        if real:
            raise UserError(
                self.env._(
                    "This database has residents who are neither demo data nor synthetic. Synthetic "
                    "people never stand among real ones: use another database."
                )
            )
        if synthetic and not force:
            raise UserError(
                self.env._("This database is populated already. Add more people with --force.")
            )

    @api.model
    def _populate(self, residents, villages=180, seed=1, progress=None):
        """Make ``residents`` people in ``villages`` villages, the same for the same ``seed``.

        In SQL: the ORM would take hours for a county. Nothing is checked, so call
        :meth:`_check_may_populate` first.

        :param progress: called with the people made so far after each village
        :return: ``{model: rows written}``
        """
        # what demo data, or the caller, has in memory
        self.env.flush_all()
        county = SyntheticRun(self.env, self._get_run(), seed, fields.Date.context_today(self))
        clinics = self._get_clinics(villages)
        for clinic, size in zip(clinics, self._get_sizes(residents, villages, seed), strict=True):
            people = VillagePeople(county.random, county.today).build(size)
            self._populate_village(county, clinic, people)
            if progress:
                progress(county.totals["res.partner"])
        return self._finish(county)

    def _finish(self, county):
        """What was written past the ORM becomes known to it, and to the planner.

        :return: ``{model: rows written}``
        """
        self.env.cr.execute("ANALYZE")
        self.env.invalidate_all()
        self.env.registry.clear_cache()
        return county.totals

    def _populate_village(self, county, clinic, people):
        """Hook: write what is to be known of ``people`` of one village.

        :param county: a ``SyntheticRun``, with the day, the random numbers and the tables
        :param clinic: org.unit that looks after the village ``clinic.region_id``
        :param people: ``Person`` s; they have ids after ``super()``
        """
        self._write_people(county, clinic, people)

    def _get_run(self):
        """Number of this run: 1 more than the last one's."""
        ((last,),) = self.env.execute_query(
            SQL(
                "SELECT max(substr(ref, %s, 2)) FROM res_partner WHERE ref LIKE %s",
                len(MARK) + 1,
                MARK + "%",
            )
        )
        return int(last or 0) + 1

    @staticmethod
    def _get_sizes(residents, villages, seed):
        """People per village: some have four times as many as others."""
        random = Random(f"{seed}/sizes")
        weights = [random.uniform(0.4, 1.6) for _village in range(villages)]
        borders = [round(residents * sum(weights[:i]) / sum(weights)) for i in range(villages + 1)]
        return [last - first for first, last in zip(borders, borders[1:], strict=False)]
