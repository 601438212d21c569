from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command


class ServiceAssessment(models.Model):
    """Weights chosen for a month become those of the project."""

    _inherit = "service.assessment"

    def action_keep_weights(self):
        """Make the weights of these lines the template of the project, from this month on.

        :return: the form of that template, where its source is entered
        """
        self.ensure_one()
        self._check_manager()
        if not self.line_ids:
            raise UserError(self.env._("There is nothing to weigh yet."))
        templates = self.env["service.score.template"]
        template = templates.search(
            [("project_id", "=", self.project_id.id), ("valid_from", "=", self.month)], limit=1
        )
        lines = [
            Command.create({"code": line.code, "weight": line.weight}) for line in self.line_ids
        ]
        vals = {"line_ids": [Command.clear(), *lines], "full_score": self.full_score}
        if template:
            template.write(vals)
        else:
            source = self.env._("Set by the centre; not in the tender")
            name = self.env._("Weights of %s", self.project_id.name)
            own = {"name": name, "project_id": self.project_id.id, "valid_from": self.month}
            template = templates.create(vals | own | {"source": source})
        if self.seal_state == "open":
            self.template_id = template
        return template.get_formview_action()
