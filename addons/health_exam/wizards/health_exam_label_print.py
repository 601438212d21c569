from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from odoo.addons.report_weasyprint.tools import code_128
from odoo.addons.resident.tools import mask_name

MAX_LABELS = 2_000


class HealthExamLabelPrint(models.TransientModel):
    """Dialog: print the labels of persons and samples, one behind the other or on sheets."""

    _name = "health.exam.label.print"
    _inherit = ["server.guard.mixin"]
    _description = "Print Labels"

    exam_ids = fields.Many2many("health.exam", string="Exams", required=True)
    format_id = fields.Many2one(
        "health.exam.label.format", "Paper", required=True,
        default=lambda self: self.env["health.exam.label.format"]._get_default(
            self.env.user.org_unit_id
        ),
    )  # fmt: skip
    with_person = fields.Boolean("Person label", default=True)
    with_samples = fields.Boolean("Sample labels", default=True)
    copies = fields.Integer("Copies of the person label", default=1)
    start_position = fields.Integer(
        "First free label", default=1,
        help="On a sheet that was used before: 1 is the label at the top left.",
    )  # fmt: skip
    label_count = fields.Integer("Labels", compute="_compute_label_count")

    _copies_range = models.Constraint(
        "CHECK (copies BETWEEN 1 AND 20)", "Print 1 to 20 copies at a time."
    )
    _start_range = models.Constraint(
        "CHECK (start_position BETWEEN 1 AND 300)", "The first free label is 1 or more."
    )

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        if self.env.context.get("active_model") == "health.exam" and "exam_ids" in fields:
            ids = self.env.context.get("active_ids", [])
            # search: what the user may not see is no choice of his
            found = self.env["health.exam"].search([("id", "in", ids), ("state", "!=", "void")])
            values.setdefault("exam_ids", [Command.set(found.ids)])
        return values

    @api.depends("exam_ids", "with_person", "with_samples", "copies")
    def _compute_label_count(self):
        for wizard in self:
            persons = wizard.copies * len(wizard.exam_ids) if wizard.with_person else 0
            wizard.label_count = persons + (
                len(wizard._get_samples()) if wizard.with_samples else 0
            )

    @api.model
    def _open(self, exams):
        """Action that opens the dialog for these exams."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Print labels"),
            "res_model": self._name,
            "view_mode": "form",
            "target": "new",
            "context": {"default_exam_ids": exams.ids},
        }

    def action_print(self):
        """Make the PDF."""
        self.ensure_one()
        if not self.label_count:
            raise UserError(self.env._("There is nothing to print: choose exams and labels."))
        if self.label_count > MAX_LABELS:
            raise UserError(
                self.env._(
                    "These are %(count)s labels; at most %(limit)s are printed at a time. Choose "
                    "fewer exams.",
                    count=self.label_count,
                    limit=MAX_LABELS,
                )
            )
        return self.env.ref("health_exam.health_exam_label_report").report_action(self)

    def _get_samples(self, exams=None):
        exams = self.exam_ids if exams is None else exams
        return exams.sample_ids.filtered(lambda sample: sample.state == "planned")

    def _get_sheets(self):
        """Labels of each sheet: ``[[(left, top, label), …], …]``."""
        paper = self.format_id
        per_sheet = paper.columns * paper.rows
        first = (self.start_position - 1) % per_sheet
        sheets = []
        for position, label in enumerate(self._get_labels(), first):
            if not sheets or position % per_sheet == 0:
                sheets.append([])
            sheets[-1].append((*paper._place(position % per_sheet), label))
        return sheets

    def _get_labels(self):
        """What stands on each label: person by person, his samples behind him."""
        labels = []
        for exam in self.exam_ids.sorted("exam_number"):
            if self.with_person:
                labels += [self._prepare_label(exam, exam.exam_number)] * self.copies
            if self.with_samples:
                labels += [
                    self._prepare_label(exam, sample.number, sample.kind_id)
                    for sample in self._get_samples(exam)
                ]
        return labels

    def _prepare_label(self, exam, number, kind=None):
        sexes = dict(exam._fields["sex"]._description_selection(self.env))
        kinds = self.env["health.exam.sample.kind"]
        return {
            "name": mask_name(exam.name) if self.format_id.is_masked else exam.name,
            "person": f"{sexes.get(exam.sex, '')} {exam.age}",
            "kind": (kind or kinds).name or self.env._("In person"),
            "tube": (kind or kinds).tube or "",
            "number": number,
            "time": exam._get_registered_time(),
            "unit": exam.org_unit_id.name,
            "bars": code_128(number),
        }
