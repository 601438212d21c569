from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.resident.tools import mask_name

from .health_exam_access import CHIEF_SECTION

REVIEWED_FROM = ("in_progress", "station_done")
NO_ABNORMALITY, ABNORMAL = "1", "2"


class HealthExam(models.Model):
    """The final review (总检): one physician sees the whole form and evaluates it."""

    _inherit = "health.exam"

    suggested_text = fields.Text(
        "Suggestion", compute="_compute_suggested_text",
        help="What the rules found, the gravest first, with the advice that belongs to it.",
    )  # fmt: skip

    @api.depends("state")
    def _compute_suggested_text(self):
        for exam in self:
            found = exam._get_suggested_evaluation()
            exam.suggested_text = "\n".join(
                filter(None, (found["abnormal_text"], found["guidance_text"]))
            )

    def write(self, vals):
        # found before: writing takes the exam on
        reviewed = self.filtered(lambda exam: exam.state == "final")
        result = super().write(vals)
        sections = {self._get_section_of(name) for name in vals} - {None, CHIEF_SECTION}
        if sections and not self._is_server():
            reviewed._return_to_stations()
        return result

    def action_review(self):
        """Begin the final review of these exams.

        :raise UserError: an item is neither done nor settled, or the exam is elsewhere
        """
        self._check_role_of("group_exam_chief")
        self.check_access("write")
        exams = self.filtered(lambda exam: exam.state != "final")
        for exam in exams:
            exam._check_can_review()
        self._evaluate()
        exams._write_server({"state": "final"})
        return self._open_review() if len(self) == 1 else None

    def action_return_to_stations(self):
        """Let the stations work on these exams again."""
        self._check_role_of("group_exam_chief")
        self.check_access("write")
        self.filtered(lambda exam: exam.state == "final")._return_to_stations()

    def action_take_suggestion(self):
        """Take the suggested texts over; what stands there already stays."""
        self._check_role_of("group_exam_chief")
        self._evaluate()
        for exam in self:
            exam.write(exam._get_taken_over(exam._get_suggested_evaluation()))

    def _open_review(self):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "health_exam.health_exam_review_action"
        )
        form = self.env.ref("health_exam.health_exam_view_form_review")
        return action | {"res_id": self.id, "view_mode": "form", "views": [(form.id, "form")]}

    def _return_to_stations(self):
        self._write_server({"state": "in_progress"})
        self._follow_stations()

    def _check_can_review(self):
        """:raise UserError: says what has to be done first"""
        self.ensure_one()
        if self.state not in REVIEWED_FROM:
            raise UserError(
                self.env._(
                    "Exam %(number)s is %(state)s: nothing is to be reviewed.",
                    number=self.exam_number,
                    state=self._get_state_name(),
                )
            )
        self._check_settled()

    def _check_settled(self):
        """:raise UserError: an item is missing, or deferred to another day"""
        if undone := self._get_undone():
            raise UserError(
                self.env._(
                    "%(name)s, exam %(number)s: not done yet %(items)s. Have the stations do it, or "
                    "enter under “Not done” that it was refused or doesn't apply.",
                    name=mask_name(self.name),
                    number=self.exam_number,
                    items="、".join(undone.mapped("name")),
                )
            )

    def _get_suggested_evaluation(self):
        """Values of the evaluation that follow from the findings of one exam."""
        self.ensure_one()
        findings = list(self._get_review_findings())
        codes = self.env["health.code"]
        return {
            "evaluation_id": codes._get(
                "exam_evaluation", ABNORMAL if findings else NO_ABNORMALITY
            ).id,
            "abnormal_text": _join_lines(finding.evaluation_text for finding in findings),
            "guidance_text": _join_lines(finding.guidance_text for finding in findings),
            "guidance_ids": codes.union(*(finding.guidance_ids for finding in findings)).ids,
        }

    def _get_taken_over(self, suggested):
        """Values that add what is suggested to what the chief examiner wrote."""
        self.ensure_one()
        abnormal = _join_lines([self.abnormal_text, suggested["abnormal_text"]])
        found = bool(abnormal) and self.env["health.code"]._get("exam_evaluation", ABNORMAL).id
        return {
            "evaluation_id": found or suggested["evaluation_id"],
            "abnormal_text": abnormal,
            "guidance_text": _join_lines([self.guidance_text, suggested["guidance_text"]]),
            "guidance_ids": [*self.guidance_ids.ids, *suggested["guidance_ids"]],
        }


def _join_lines(texts):
    """All lines of ``texts``, each once."""
    lines = [line.strip() for text in texts if text for line in text.splitlines()]
    return "\n".join(dict.fromkeys(filter(None, lines)))
