from dateutil.relativedelta import relativedelta

from odoo import api, fields, models

SCOPE_FIELDS = frozenset({"is_service", "service_unit_id", "date", "date_start"})
"""Who sees a service project follows from these."""


class ProjectProject(models.Model):
    """A service that a centre buys for a group of people, for a period and a total price."""

    _inherit = "project.project"

    is_service = fields.Boolean("Is a service project", index=True)
    service_unit_id = fields.Many2one(
        "org.unit",
        string="Centre",
        index="btree_not_null",
        ondelete="restrict",
        default=lambda self: (
            self.env.user.org_unit_id if self.env.context.get("default_is_service") else False
        ),
        help="The unit that buys the service and owns its data.",
    )
    supplier_id = fields.Many2one(
        "res.partner", index="btree_not_null", ondelete="restrict", tracking=True
    )
    lump_sum = fields.Monetary("Total price", help="All costs are included; nothing is added.")
    people_planned = fields.Integer("People planned", help="As the source document counts them.")
    source = fields.Char("Source document", help="Tender, plan or contract with its clause.")
    evaluation_days = fields.Integer(
        "Days for the hand-over",
        default=lambda self: (
            self._get_handover_days() if self.env.context.get("default_is_service") else 0
        ),
        help="Days after the last day within which the centre evaluates the service and takes "
        "over its records.",
    )

    _service_has_unit = models.Constraint(
        "CHECK (is_service IS NOT TRUE OR service_unit_id IS NOT NULL)",
        "A service project needs the centre that buys the service.",
    )
    _service_has_period = models.Constraint(
        "CHECK (is_service IS NOT TRUE OR (date_start IS NOT NULL AND date IS NOT NULL))",
        "A service project needs its first and its last day.",
    )
    _service_amounts = models.Constraint(
        "CHECK (lump_sum >= 0 AND people_planned >= 0 AND evaluation_days >= 0)",
        "Total price, people planned and days for the hand-over cannot be negative.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("is_service", self.env.context.get("default_is_service")):
                # record rules decide who sees it, not an invitation
                vals["privacy_visibility"] = "employees"
                vals.setdefault("evaluation_days", self._get_handover_days())
        projects = super().create(vals_list)
        projects._forget_scope(SCOPE_FIELDS)
        return projects

    def write(self, vals):
        result = super().write(vals)
        self._forget_scope(vals)
        if "service_unit_id" in vals:
            # the record rule looks at the unit a project comes from; this at the one it goes to
            self.check_access("write")
        return result

    @api.model
    def _get_only_running(self):
        """The service project that runs, if the user sees only one that does; else nothing."""
        running = self.search([("service_phase", "=", "running")], limit=2)
        return running if len(running) == 1 else running.browse()

    def copy(self, default=None):
        """Make the projects of the following period; rosters and staff don't come along."""
        services = self.filtered("is_service")
        if self.env.su:
            return super().copy(default)
        # not everybody who copies another project may read what a service has
        without = dict.fromkeys(self._get_service_rows(), []) | (default or {})
        if not services:
            return super().copy(without)
        services.check_access("read")
        services.check_access("create")
        # sudo: a project also has rows of other roles, which a service leaves empty; what the
        # user asks for is written with the user's rights
        copies = super(ProjectProject, services.sudo()).copy().with_env(self.env)
        copies.write(default or {})
        others = self - services
        return copies + (super(ProjectProject, others).copy(without) if others else others)

    def copy_data(self, default=None):
        """A copy of a service project is that of the following period, of the same length."""
        rows = super().copy_data(default)
        for project, vals in zip(self, rows, strict=True):
            if project.is_service and "date" not in (default or {}):
                vals |= project._prepare_next_period()
        return rows

    @api.model
    def _get_service_rows(self):
        """Names of the fields with rows that only a service has, and that are copied with it."""
        return ["qualification_ids"]

    @api.model
    def _get_handover_days(self):
        return int(self.env["service.rule"]._get("handover_days"))

    def _prepare_next_period(self):
        self.ensure_one()
        start = self.date + relativedelta(days=1)
        years = start.year - self.date_start.year
        if start == self.date_start + relativedelta(years=years):
            end = start + relativedelta(years=years, days=-1)
        else:
            end = start + (self.date - self.date_start)
        return {"date_start": start, "date": end}

    def _forget_scope(self, names):
        """Record rules are kept with the ids of the projects that a user sees."""
        if not SCOPE_FIELDS.isdisjoint(names) and any(project.is_service for project in self):
            self.env.registry.clear_cache()
