from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..tools import service_today

MANAGER = "service_project.group_service_manager"
SCOPE_FIELDS = frozenset({"user_id", "project_id", "date_from", "date_to"})


class ServiceAssignment(models.Model):
    """From when to when somebody of the supplier works on a project, and so sees it."""

    _name = "service.assignment"
    _inherit = ["server.guard.mixin", "evidence.mixin"]
    _description = "Staff of a Supplier"
    _order = "project_id, role desc, date_from desc, id"
    _rec_name = "user_id"
    _fixed_fields = frozenset({"project_id", "user_id"})

    project_id = fields.Many2one(
        "project.project", required=True, index=True, ondelete="restrict",
        domain=[("is_service", "=", True)],
    )  # fmt: skip
    user_id = fields.Many2one(
        "res.users", string="Person", required=True, index=True, ondelete="restrict",
        domain=[("share", "=", False)],
    )  # fmt: skip
    role = fields.Selection(
        [("physician", "Physician on duty"), ("coordinator", "Coordinator of the supplier")],
        required=True,
        default="physician",
    )
    date_from = fields.Date(
        "First day", required=True, compute="_compute_dates", store=True, readonly=False,
        precompute=True,
    )  # fmt: skip
    date_to = fields.Date(
        "Last day", required=True, compute="_compute_dates", store=True, readonly=False,
        precompute=True, help="The day after, the person sees nothing of the project any more.",
    )  # fmt: skip
    licence_number = fields.Char(help="Number of the practice licence; its scan is evidence.")

    _dates = models.Constraint(
        "CHECK (date_to >= date_from)", "Somebody cannot leave a project before joining it."
    )

    @api.depends("project_id")
    def _compute_dates(self):
        today = service_today()
        for row in self:
            project = row.project_id
            first = project.date_start or today
            row.date_from = row.date_from or max(first, min(today, project.date or today))
            row.date_to = row.date_to or project.date

    @api.constrains("project_id", "date_from", "date_to")
    def _check_period(self):
        for row in self:
            project = row.project_id
            if row.date_from < project.date_start or row.date_to > project.date:
                raise ValidationError(
                    self.env._(
                        "The staff of “%(project)s” works from %(start)s to %(end)s at most, "
                        "the period of the project.",
                        project=project.name,
                        start=project.date_start,
                        end=project.date,
                    )
                )

    @api.constrains("user_id")
    def _check_not_manager(self):
        for row in self.filtered(lambda row: row.user_id.has_group(MANAGER)):
            raise ValidationError(
                self.env._(
                    "%(name)s manages services for the centre, and so is not staff of a supplier.",
                    name=row.user_id.name,
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        # sudo: who gives somebody work on a project doesn't keep users; it takes rights away only
        rows.sudo().user_id.is_supplier_staff = True
        self.env.registry.clear_cache()
        return rows

    def write(self, vals):
        result = super().write(vals)
        if not SCOPE_FIELDS.isdisjoint(vals):
            self.env.registry.clear_cache()
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result

    def _evidence_required_kinds(self):
        if self.role != "physician":
            return []
        return [("licence", self.env._("Scan of the practice licence"))]

    @api.model
    def _on(self, date=None):
        """Domain of the assignments that run on ``date`` (default: today)."""
        date = date or service_today()
        running = Domain("date_from", "<=", date) & Domain("date_to", ">=", date)
        return running & Domain("project_id.date", ">=", date)
