from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import UserError

from .health_exam_flag import CRITICAL
from .health_exam_state import WORKING


class CriticalValue(NamedTuple):
    """What somebody has to be called about."""

    field_name: str
    value_key: str
    text: str
    rule_id: int | bool


class HealthExam(models.Model):
    """Critical values raise an alert at once, whoever writes them; no report while one is open."""

    _inherit = "health.exam"

    alert_ids = fields.One2many("health.exam.alert", "exam_id", "Critical values")
    alert_text = fields.Char("Critical, to be called", compute="_compute_alert_text")
    open_alert_count = fields.Integer("Critical values to call", compute="_compute_alert_text")

    @api.depends("alert_ids.state", "alert_ids.name")
    @api.depends_context("uid")
    def _compute_alert_text(self):
        for exam in self:
            waiting = exam.alert_ids.filtered(lambda alert: alert.state == "open")
            exam.open_alert_count = len(waiting)
            exam.alert_text = "；".join(waiting.mapped("name"))

    @api.model_create_multi
    def create(self, vals_list):
        exams = super().create(vals_list)
        for exam, vals in zip(exams, vals_list, strict=True):
            exam._raise_alerts(vals)
        return exams

    def write(self, vals):
        result = super().write(vals)
        self._raise_alerts(vals)
        return result

    def action_open_alerts(self):
        """The critical values of this exam."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "health_exam.health_exam_alert_action"
        )
        return action | {"domain": [("exam_id", "in", self.ids)], "context": {}}

    def action_report_critical(self):
        """Report a critical value that no rule knows, such as one of an image."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Report a critical value"),
            "res_model": "health.exam.alert",
            "view_mode": "form",
            "target": "new",
            "context": {"default_exam_id": self.id},
        }

    def _raise_alerts(self, names):
        """Raise an alert for each critical value in the sections that were just written to."""
        sections = {self._get_section_of(name) for name in names} - {None}
        if not sections:
            return
        exams = self._in_words().filtered(lambda exam: exam.state in WORKING)
        found = {exam: values for exam, values in exams._find_critical(sections).items() if values}
        if not found:
            return
        known = exams._get_known_alerts()
        # sudo: raised by the system, whoever entered the number
        self.env["health.exam.alert"].sudo().create(
            [
                self._prepare_alert(exam, value)
                for exam, values in found.items()
                for value in values
                if (exam.id, value.field_name, value.value_key) not in known
            ]
        )

    def _get_known_alerts(self):
        # sudo: also those of other stations
        alerts = self.env["health.exam.alert"].sudo()
        found = alerts.search([("exam_id", "in", self.ids), ("state", "!=", "withdrawn")])
        return {(alert.exam_id.id, alert.field_name, alert.value_key) for alert in found}

    def _prepare_alert(self, exam, value):
        section = self._get_section_of(value.field_name)
        return {
            "exam_id": exam.id,
            "section_id": self.env["health.exam.section"].search([("code", "=", section)]).id,
            "name": value.text,
            "rule_id": value.rule_id,
            "field_name": value.field_name,
            "value_key": value.value_key,
            "found_by_id": self.env.uid,
        }

    def _find_critical(self, sections=None):
        """``{exam: [CriticalValue]}`` by rules and by critical limits, in some sections or in all."""
        found = {}
        for date, exams in self.grouped("date").items():
            rules = self.env["health.exam.rule"]._get_critical(date, sections)
            # sudo: a rule of one section may look at another, such as the symptoms
            for exam, groups in exams.sudo()._get_held_groups(rules).items():
                values = [exam._as_critical(rules_of_one) for rules_of_one in groups]
                covered = set(rules.mapped("field_name"))
                values += exam._get_beyond_limits(sections, covered)
                found[exam.with_env(self.env)] = values
        return found

    def _as_critical(self, rules):
        return CriticalValue(
            rules[0].field_name,
            "|".join(rule._get_value_key(self) for rule in rules),
            f"{rules[0].name}：{'、'.join(rule._describe(self) for rule in rules)}",
            rules[0].id,
        )

    def _get_beyond_limits(self, sections, covered):
        """Numbers beyond a critical limit that no rule looks at."""
        return [
            CriticalValue(name, f"{self[name]:g}", self._show_flagged(name, kind, flag), False)
            for name, kind in self._get_reference_kinds().items()
            if name not in covered
            and (not sections or self._get_section_of(name) in sections)
            and (flag := self._get_box_flag(name, kind)) in CRITICAL
        ]

    def _check_can_report(self):
        super()._check_can_report()
        # sudo: one that the chief examiner may not see would hold the report up, too
        for alert in self.sudo().alert_ids.filtered(lambda alert: alert.state == "open"):
            raise UserError(
                self.env._(
                    "Exam %(number)s has a critical value that nobody was called about yet: "
                    "%(alert)s. Call, and write down the answer under “Critical values”.",
                    number=alert.exam_number,
                    alert=alert.name,
                )
            )
