from odoo import api, fields, models


class ServiceCare(models.Model):
    """What the health side says of a person on a roster, and what of it counts.

    One row for each row of a roster, made and kept by the system. It stands apart from the roster,
    because coordinators see that one and nothing clinical: a claim names a person and what is
    missing in general words, never a disease, a number measured or how often somebody is visited.
    """

    _name = "service.care"
    _inherit = ["service.claim.mixin"]
    _description = "Health of a Person on a Roster"
    _order = "project_id, member_id"
    _rec_name = "partner_id"
    _claim_fields = frozenset({"member_id"})
    # goes with its row of the roster when two records of one person are merged
    _is_derived = True

    member_id = fields.Many2one(
        "service.member", "On the roster", required=True, readonly=True, ondelete="cascade"
    )
    project_id = fields.Many2one(related="member_id.project_id", store=True, index=True)
    partner_id = fields.Many2one(
        related="member_id.partner_id", string="Person", store=True, index=True
    )
    category_id = fields.Many2one(related="member_id.category_id")
    is_priority = fields.Boolean(related="member_id.is_priority")

    _member_unique = models.UniqueIndex("(member_id)", "This person has such a row already.")

    @api.model
    def _add_missing(self, projects):
        """Rows for everybody on the rosters of ``projects`` who has none yet."""
        # sudo: made by the system, whoever enters people or applies a template
        rows = self.sudo()
        known = rows.search([("project_id", "in", projects.ids)]).member_id
        # sudo: as above
        members = self.env["service.member"].sudo()
        missing = members.search([("project_id", "in", projects.ids)]) - known
        return rows.create([{"member_id": member.id} for member in missing])

    @api.model
    def _claim_projects(self, projects):
        self._add_missing(projects)
        return super()._claim_projects(projects)

    def action_open_archive(self):
        """Open the archive of this person."""
        self.ensure_one()
        self.check_access("read")
        archive = self.env["health.archive"].search(
            [("partner_id", "=", self.partner_id.id)], order="id desc", limit=1
        )
        if archive:
            return archive.get_formview_action()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Health Archive"),
            "res_model": "health.archive",
            "views": [[False, "form"]],
            "context": {"default_partner_id": self.partner_id.id},
        }
