from odoo import models
from odoo.tools import SQL

from odoo.addons.resident.tools.bulk_table import insert_links

from .health_exam_review import ABNORMAL

_EVALUATED = ("station_done", "final", "reported", "synced")


class SyntheticCounty(models.AbstractModel):
    """Findings of the synthetic exams, by the rules in force on their days."""

    _inherit = "synthetic.county"

    def _write_exams(self, county, hospital, exams):
        ids = super()._write_exams(county, hospital, exams)
        done = [
            id_ for id_, exam in zip(ids, exams, strict=True) if exam.columns["state"] in _EVALUATED
        ]
        if done:
            self._write_exam_findings(county, done)
            self._evaluate_abnormal(done)
        return ids

    def _write_exam_findings(self, county, ids):
        findings = self.env["health.exam.finding"]
        rows, links = [], []
        for vals in self._get_exam_findings(ids):
            several = {name: vals.pop(name) for name in ("guidance_ids", "risk_control_ids")}
            rows.append({name: value or None for name, value in vals.items()})
            links.append(several)
        if not rows:
            return
        sample = {name: rows[0][name] for name in ("exam_id", "name")}
        written = county.insert("health.exam.finding", rows, sample)
        for name in ("guidance_ids", "risk_control_ids"):
            pairs = [
                (id_, code_id)
                for id_, several in zip(written, links, strict=True)
                for code_id in several[name]
            ]
            insert_links(self.env.cr, findings._fields[name], pairs)

    def _get_exam_findings(self, ids):
        """Columns of all findings, as the rules make them."""
        exams, findings = self.env["health.exam"].browse(ids), self.env["health.exam.finding"]
        for date, of_day in exams.grouped("date").items():
            rules = self.env["health.exam.rule"]._get_in_force(date)
            for exam, groups in of_day._get_held_groups(rules).items():
                place = {
                    "date": date,
                    "org_unit_id": exam.org_unit_id.id,
                    "region_id": exam.region_id.id,
                }
                for rules_of_one in groups:
                    yield findings._prepare_vals(exam, rules_of_one) | place
        # read for this only; nobody needs so many of them in memory
        exams.invalidate_recordset()

    def _evaluate_abnormal(self, ids):
        """Who has findings and a report was evaluated so."""
        self.env.cr.execute(
            SQL(
                """
                UPDATE health_exam e SET evaluation_id = %s, abnormal_text = f.text
                  FROM (SELECT exam_id, string_agg(
                                   coalesce(evaluation_text, name), chr(10) ORDER BY sequence, id
                               ) AS text
                          FROM health_exam_finding WHERE exam_id = ANY(%s) GROUP BY exam_id) f
                 WHERE e.id = f.exam_id AND e.evaluation_id IS NOT NULL
                """,
                self.env["health.code"]._get("exam_evaluation", ABNORMAL).id,
                ids,
            )
        )
