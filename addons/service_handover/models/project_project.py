from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from odoo.addons.service_project.tools import service_today

from .service_handover import MANAGER


class ProjectProject(models.Model):
    _inherit = "project.project"

    handover_ids = fields.One2many("service.handover", "project_id", "Hand-overs")
    handover_count = fields.Integer("Number of Hand-overs", compute="_compute_handover_count")

    @api.depends("handover_ids")
    def _compute_handover_count(self):
        handovers = self.env["service.handover"]
        counts = {}
        if handovers.has_access("read"):
            own = Domain("project_id", "in", self.ids)
            counts = dict(handovers._read_group(own, ["project_id"], ["__count"]))
        for project in self:
            project.handover_count = counts.get(project, 0)

    @api.readonly
    def action_open_handovers(self):
        """List the hand-overs of this project."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "service_handover.service_handover_action"
        )
        return action | {"domain": [("project_id", "=", self.id)]}

    def _get_open_assignments(self):
        """Staff of the supplier who would see something tomorrow."""
        later = Domain("date_to", ">", service_today())
        rows = self.env["service.assignment"].search(
            later & Domain("project_id", "in", self.ids), order="role, date_from, id"
        )
        return rows.filtered(lambda row: row.project_id.date > service_today())

    def _end_supplier_access(self):
        """Today is the last day of the supplier's staff: from midnight it sees nothing of this.

        :return: lines that name who loses the access, empty where nobody had any
        :raise AccessError: the user is no manager of the centre
        """
        self.ensure_one()
        self.check_access("write")
        if not self.env.user.has_group(MANAGER):
            raise AccessError(self.env._("Only a manager of the centre does this."))
        rows = self._get_open_assignments()
        lines = [row._describe_access() for row in rows]
        begun = rows.filtered(lambda row: row.date_from <= service_today())
        begun.write({"date_to": service_today()})
        # sudo: managers delete no assignments; of these nobody ever made use
        (rows - begun).sudo().unlink()
        if lines:
            note = self.env._(
                "The access of the supplier ends today: %(who)s", who="; ".join(lines)
            )
            self.message_post(body=note)
        return lines


class ServiceAssignment(models.Model):
    _inherit = "service.assignment"

    def _describe_access(self):
        """Whose access it is, and until when it would last."""
        self.ensure_one()
        roles = dict(self._fields["role"]._description_selection(self.env))
        return self.env._(
            "%(name)s (%(role)s, until %(last)s)",
            name=self.user_id.name, role=roles[self.role], last=self.date_to,
        )  # fmt: skip
