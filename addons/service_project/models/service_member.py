from odoo import api, fields, models
from odoo.exceptions import ValidationError
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

    @api.depends("partner_id.name")
    def _compute_display_name(self):
        for member in self:
            member.display_name = member.partner_id.name

    @api.constrains("project_id", "entry_date")
    def _check_project(self):
        for member in self:
            project = member.project_id
            if not project.is_service:
                raise ValidationError(self.env._("Only a service project has a roster."))
            if member.entry_date > project.date:
                raise ValidationError(
                    self.env._(
                        "%(name)s: the project “%(project)s” ends on %(end)s, before this entry.",
                        name=member.partner_id.name,
                        project=project.name,
                        end=project.date,
                    )
                )

    @api.constrains("project_id", "partner_id", "entry_date", "exit_date", "exit_reason")
    def _check_overlap(self):
        """Nobody is counted twice on a day."""
        rows = self.search(
            Domain("project_id", "in", self.project_id.ids)
            & Domain("partner_id", "in", self.partner_id.ids)
            & Domain("exit_reason", "!=", "error"),
            order="entry_date, id",
        )
        for periods in rows.grouped(lambda row: (row.project_id, row.partner_id)).values():
            for former, later in zip(periods, periods[1:], strict=False):
                if not former.exit_date or former.exit_date >= later.entry_date:
                    raise ValidationError(
                        self.env._(
                            "%(name)s is on this roster since %(date)s already.",
                            name=former.partner_id.name,
                            date=former.entry_date,
                        )
                    )

    @api.model_create_multi
    def create(self, vals_list):
        if not self._is_server():
            # a row shows the name of its person: nobody enters whom he can't see
            ids = {vals.get("partner_id") for vals in vals_list} - {None, False}
            self.env["res.partner"].browse(ids).check_access("read")
        # who left and comes back in one step has left before the database looks for doubles
        self.flush_model(["exit_date"])
        return super().create(vals_list)

    @api.model
    def _on(self, date=None):
        """Domain of the rows on the roster on ``date`` (default: today)."""
        date = date or service_today()
        return (
            Domain("entry_date", "<=", date)
            & (Domain("exit_date", "=", False) | Domain("exit_date", ">=", date))
            & Domain("exit_reason", "!=", "error")
        )
