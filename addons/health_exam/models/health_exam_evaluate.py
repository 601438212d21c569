from typing import NamedTuple

from odoo import fields, models

from .health_exam_state import WORKING


class RulePerson(NamedTuple):
    """What rules ask about a person, beside what stands in the boxes."""

    has_symptom: bool
    programme_ids: frozenset


class HealthExam(models.Model):
    """Rules make findings: those of the system come and go with the numbers, the chief's stay."""

    _inherit = "health.exam"

    def _write_server(self, vals):
        result = super()._write_server(vals)
        if vals.get("state") == "station_done":
            self._evaluate()
        return result

    def _evaluate(self):
        """Bring the findings of the system up to date, of exams that still change.

        What the chief examiner added or dismissed stays.
        """
        super()._evaluate()
        # sudo: rules look at the whole form, whoever asks, and nobody writes their findings
        working = self._in_words().sudo().filtered(lambda exam: exam.state in WORKING)
        for date, exams in working.grouped("date").items():
            rules = self.env["health.exam.rule"]._get_in_force(date)
            groups = exams._get_held_groups(rules)
            self.env["health.exam.finding"].sudo()._refresh(groups)  # sudo: see above

    def _in_words(self):
        """In the language of who asks; of who examines, where a job or a device does."""
        return self if self.env.lang else self.with_context(lang=self.doctor_id[:1].lang)

    def _get_held_groups(self, rules):
        """``{exam: [rules that make one finding together, …]}`` of those that hold."""
        persons = self._get_rule_persons(rules)
        self._read_answers(rules)
        return {
            exam: rules._get_groups(rules.filtered(lambda r, e=exam: r._holds(e, persons[e])))
            for exam in self
        }

    def _read_answers(self, rules):
        """Read the codes of all boxes that rules look at together, not one by one."""
        names = {rule.field_name for rule in rules if rule.comparison == "in"}
        answers = [exam[name] for exam in self for name in names]
        self.env["health.code"].union(*answers).fetch(["code", "name"])

    def _get_rule_persons(self, rules):
        """``{exam: RulePerson}``, asking only for what ``rules`` want to know."""
        programmes = rules.only_programme_id | rules.unless_programme_id
        known = self._get_known_programmes(programmes) if programmes else {}
        needs_symptom = any(rule.needs_symptom for rule in rules)
        return {
            exam: RulePerson(
                needs_symptom and not all(exam.symptom_ids.mapped("is_exclusive")),
                known.get(exam.archive_id, frozenset()),
            )
            for exam in self
        }

    def _get_known_programmes(self, programmes):
        """``{archive: ids of programmes}``: who is enrolled, or has the disease in his history."""
        enrolled = self.env["health.enrolment"]._read_group(
            [
                ("archive_id", "in", self.archive_id.ids),
                ("programme_id", "in", programmes.ids),
                ("state", "!=", "closed"),
            ],
            ["archive_id"],
            ["programme_id:array_agg"],
        )
        enrolled = dict(enrolled)
        of_disease = programmes.filtered("disease_code_id").grouped("disease_code_id")
        return {
            archive: frozenset(
                [
                    *enrolled.get(archive, ()),
                    *(
                        of_disease[code].id
                        for code in archive.disease_ids.code_id
                        if code in of_disease
                    ),
                ]
            )
            for archive in self.archive_id
        }

    def _get_recheck_date(self, code):
        """The day by which something is looked at again, by the ``health.rule`` of this code."""
        self.ensure_one()
        days = code and int(self.env["health.rule"]._get(code, self.date))
        return fields.Date.add(self.date, days=days) if days else False
