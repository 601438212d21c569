from odoo import models
from odoo.fields import Domain
from odoo.tools import format_list


class ServiceObligation(models.Model):
    """Next steps of what the kinds of this add-on claim."""

    _inherit = "service.obligation"

    def _get_next_steps(self, figures, date=None):
        steps = super()._get_next_steps(figures, date)
        for row in self:
            if row.kind_id.code == "incident":
                steps[row.id] = self._join_steps([row._get_pledge_step(date), steps[row.id]])
            elif row.kind_id.code == "smart_case":
                steps[row.id] = self._join_steps([row._get_case_step(), steps[row.id]])
        return steps

    def _get_case_step(self):
        """Which cases the centre returned that were not handed in anew."""
        cases = self.env["service.case"].search(
            [("project_id", "=", self.project_id.id), ("seal_state", "=", "sealed")]
        )
        returned = cases.filtered(lambda case: case.state == "returned")
        if not returned:
            return ""
        names = format_list(self.env, returned.mapped("name"))
        return self.env._("Returned, to be handed in anew: %(names)s.", names=names)

    def _get_pledge_step(self, date):
        """Who works on the project without having pledged confidentiality."""
        staff = self.env["service.assignment"]
        rows = staff.search(
            staff._on(date)
            & Domain("project_id", "=", self.project_id.id)
            & Domain("has_pledge", "=", False)
        )
        names = list(dict.fromkeys(rows.user_id.mapped("name")))
        if not names:
            return ""
        return self.env._(
            "No confidentiality pledge yet of: %(names)s.", names=format_list(self.env, names)
        )
