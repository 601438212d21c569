from odoo import api, fields, models
from odoo.fields import Domain

from ..tools import service_today


class ServiceMember(models.Model):
    """A person on the roster of a service project, from the entry to the exit."""

    _name = "service.member"
    _inherit = ["server.guard.mixin", "access.audit.mixin"]
    _description = "Person on a Roster"
    _order = "project_id, id"
    _rec_name = "partner_id"
    _rec_names_search = ["partner_id.name", "external_ref"]
    _fixed_fields = frozenset({"project_id", "partner_id"})

    project_id = fields.Many2one(
        "project.project", required=True, index=True, ondelete="restrict",
        domain=[("is_service", "=", True)],
    )  # fmt: skip
    partner_id = fields.Many2one(
        "res.partner", string="Person", required=True, index=True, ondelete="restrict",
        domain=[("is_resident", "=", True)],
    )  # fmt: skip
    category_id = fields.Many2one(
        "service.category", required=True, index=True, ondelete="restrict"
    )
    certificate_number = fields.Char(copy=False)
    disability_grade = fields.Integer(
        aggregator=None, help="1 (most severe) to 10; 0 or empty: no disability certified."
    )
    entry_date = fields.Date(
        required=True, default=lambda self: service_today(), help="First day on the roster."
    )
    exit_date = fields.Date(copy=False, help="Last day on the roster; empty while the person is.")
    exit_reason = fields.Selection(
        [
            ("deceased", "Deceased"),
            ("moved", "Registered residence moved away"),
            ("not_entitled", "No longer entitled"),
            ("declined", "Declines the service"),
            ("error", "Entered by mistake"),
            ("other", "Other"),
        ],
        copy=False,
    )
    external_ref = fields.Char(
        "Number elsewhere", copy=False, index="btree_not_null",
        help="Number of the person in another platform, such as 龙岗家医.",
    )  # fmt: skip
    is_priority = fields.Boolean(
        "Has priority", compute="_compute_priority", store=True, compute_sudo=True
    )
    priority_reason = fields.Selection(
        [("disabled", "Disabled"), ("category", "By category"), ("very_old", "Very old")],
        compute="_compute_priority", store=True, compute_sudo=True,
    )  # fmt: skip

    _open_unique = models.UniqueIndex(
        "(project_id, partner_id) WHERE exit_date IS NULL",
        "This person is on the roster of the project already.",
    )
    _external_unique = models.UniqueIndex(
        "(project_id, external_ref) WHERE exit_date IS NULL AND external_ref IS NOT NULL",
        "Another person on the roster has this number elsewhere.",
    )
    _roster_idx = models.Index("(project_id, entry_date, exit_date)")
    _dates = models.Constraint(
        "CHECK (exit_date IS NULL OR exit_date >= entry_date)",
        "Nobody leaves a roster before being entered.",
    )
    _exit_has_reason = models.Constraint(
        "CHECK ((exit_date IS NULL) = (exit_reason IS NULL))",
        "An exit needs its last day and its reason.",
    )
    _grade_range = models.Constraint(
        "CHECK (disability_grade BETWEEN 0 AND 10)", "Disability grades are 1 to 10."
    )

    @api.depends("disability_grade", "category_id.is_priority", "partner_id.birth_date")
    def _compute_priority(self):
        today = service_today()
        age = self.env["service.rule"]._get("very_old_age", today)
        for member in self:
            member.priority_reason = member._find_priority_reason(today, age)
            member.is_priority = bool(member.priority_reason)

    def _find_priority_reason(self, date, age):
        if self.disability_grade:
            return "disabled"
        if self.category_id.is_priority:
            return "category"
        return "very_old" if self.partner_id._get_age(date) >= age else False

    @api.model
    def _on(self, date=None):
        """Domain of the rows on the roster on ``date`` (default: today)."""
        date = date or service_today()
        return (
            Domain("entry_date", "<=", date)
            & (Domain("exit_date", "=", False) | Domain("exit_date", ">=", date))
            & Domain("exit_reason", "!=", "error")
        )
