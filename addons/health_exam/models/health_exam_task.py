from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.health_archive.tools import one_code

from .health_exam_rule import SEVERITIES

KINDS = [
    ("recheck", "Recheck"),
    ("referral", "Referral"),
    ("disease", "Disease to confirm"),
]


class HealthExamTask(models.Model):
    """What follows from a finding of a reported exam, for the doctor of the village to see to.

    A recheck, a referral whose end somebody asks after, or a disease to be confirmed for the
    history. It belongs to the archive: it follows a transfer, and ends with it.
    """

    _name = "health.exam.task"
    _inherit = ["health.archive.part.mixin", "health.coded.mixin"]
    _description = "Task from an Exam"
    _order = "due_date, id"
    _fixed_fields = frozenset({"archive_id", "exam_id", "finding_id", "kind"})
    _server_fields = frozenset({"state", "done_date", "done_by_id"})

    exam_id = fields.Many2one(
        "health.exam", required=True, readonly=True, index=True, ondelete="cascade"
    )
    finding_id = fields.Many2one(
        "health.exam.finding", "Follows from", readonly=True, index=True, ondelete="set null"
    )
    kind = fields.Selection(KINDS, required=True, readonly=True)
    finding = fields.Char(required=True, readonly=True)
    detail = fields.Char(readonly=True)
    severity = fields.Selection(SEVERITIES, required=True, readonly=True)
    advice = fields.Text(readonly=True, help="As it stands in the report.")
    disease_code_id = one_code("disease", "Proposed disease", readonly=True)
    disease_needs_text = fields.Boolean(related="disease_code_id.needs_text")
    disease_name = fields.Char("Which", help="Of a tumour, an occupational or another disease.")
    diagnosed_month = fields.Date("Diagnosed", help="Month of the diagnosis; empty: of the exam.")
    due_date = fields.Date("Until", required=True)
    result = fields.Text(help="What came of it: the numbers, the diagnosis, or why not.")
    state = fields.Selection(
        [("open", "Pending"), ("done", "Done"), ("cancelled", "Cancelled")],
        required=True, readonly=True, default="open",
    )  # fmt: skip
    done_date = fields.Date("Done on", readonly=True)
    done_by_id = fields.Many2one("res.users", "Done by", readonly=True, ondelete="restrict")
    is_overdue = fields.Boolean(
        "Overdue", compute="_compute_is_overdue", search="_search_is_overdue"
    )
    name = fields.Char(related="partner_id.name", string="Name of the resident")
    sex = fields.Selection(related="partner_id.sex")
    age = fields.Integer(related="partner_id.age")
    phone = fields.Char(related="partner_id.phone")
    # stored: lists and groupings of the villages go by them; they follow a transfer
    org_unit_id = fields.Many2one(
        related="archive_id.org_unit_id", string="Managing unit", store=True, index=True
    )
    region_id = fields.Many2one(related="archive_id.region_id", string="Village", store=True)
    doctor_id = fields.Many2one(
        related="archive_id.doctor_id", string="Responsible doctor", store=True, index=True
    )

    _once = models.UniqueIndex(
        "(finding_id, kind) WHERE finding_id IS NOT NULL", "This finding has its task already."
    )
    _due_list = models.Index("(org_unit_id, due_date, id) WHERE state = 'open'")

    @api.depends("due_date", "state")
    def _compute_is_overdue(self):
        today = fields.Date.context_today(self)
        for task in self:
            task.is_overdue = task.state == "open" and bool(task.due_date) and task.due_date < today

    @api.model
    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        late = Domain("state", "=", "open")
        late &= Domain("due_date", "<", fields.Date.context_today(self))
        return Domain.OR(late if item else ~late for item in value)

    @api.depends("partner_id.name", "finding")
    def _compute_display_name(self):
        for task in self:
            task.display_name = f"{task.partner_id.name or ''} · {task.finding or ''}"

    def action_open_exam(self):
        """Show the exam that it follows from."""
        return self.exam_id.get_formview_action()
