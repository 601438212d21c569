from odoo import models
from odoo.tools import SQL

from odoo.addons.resident.tools.bulk_table import insert_links

from ..tools.synthetic_seal import SealTemplate
from .health_followup_pregnancy import KEPT


class SyntheticCounty(models.AbstractModel):
    """Rows of the follow-ups, each with the seal it would have got when it was signed."""

    _inherit = "synthetic.county"

    def _write_visits(self, county, followups, visits):
        """Rows of one programme at a time: they have the same boxes."""
        name, first = followups._name, visits[0].columns
        sample = {"enrolment_id": first["enrolment_id"], "date": first["date"], "way": "3"}
        table = county.get_table(name, sample)
        if (name, "payload") not in county.kept:
            county.kept[name, "payload"] = self._get_sample_payload(followups, sample)
            self._compress_fast()
        programmes = {}
        for visit, id_ in zip(visits, table.new_ids(len(visits)), strict=True):
            visit.columns["id"] = id_
            programmes.setdefault(visit.columns["programme_id"], []).append(visit)
        for group in programmes.values():
            self._seal_visits(group, county.kept[name, "payload"])
            table.insert([visit.columns for visit in group])
        self._link_visits(followups, visits)
        self._keep_dates(followups, visits)
        county.totals[name] += len(visits)

    def _compress_fast(self):
        """Ten gigabytes of signed content are compressed, in the faster way if it is there."""
        self.env.cr.execute(
            SQL(
                "SELECT set_config(name, 'lz4', TRUE) FROM pg_settings "
                "WHERE name = 'default_toast_compression' AND 'lz4' = ANY(enumvals)"
            )
        )

    def _get_sample_payload(self, followups, sample):
        """What would be signed of a visit with nothing in it."""
        with self.env.cr.savepoint() as savepoint:
            payload = followups.create(sample)._seal_payload()
            savepoint.rollback()
        self.env.invalidate_all(flush=False)
        return payload

    def _seal_visits(self, visits, payload):
        template = SealTemplate(payload, [*visits[0].columns, *visits[0].links])
        for columns, links, _row in visits:
            is_open = columns["seal_state"] == "open"
            seal = (None, None) if is_open else template.fill(columns | links)
            columns["seal_content"], columns["seal_hash"] = seal

    def _link_visits(self, followups, visits):
        pairs = {}
        for visit in visits:
            for name, ids in visit.links.items():
                pairs.setdefault(name, []).extend((visit.columns["id"], id_) for id_ in ids)
        for name, rows in pairs.items():
            if rows:
                insert_links(self.env.cr, followups._fields[name], rows)

    def _keep_dates(self, followups, visits):
        """What a mother was asked once stands on her enrolment."""
        mothers = {v.columns["enrolment_id"] for v in visits if "preg_due_date" in v.columns}
        if mothers:
            names = SQL(", ").join(map(SQL.identifier, KEPT))
            self.env.cr.execute(
                SQL(
                    "UPDATE health_enrolment e SET (%(names)s) = (SELECT %(names)s FROM %(table)s v "
                    "WHERE v.enrolment_id = e.id ORDER BY date DESC LIMIT 1) WHERE e.id IN %(ids)s",
                    names=names,
                    table=SQL.identifier(followups._table),
                    ids=tuple(mothers),
                )
            )
