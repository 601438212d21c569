from odoo import api, models
from odoo.exceptions import UserError

from .billing_request import EDITABLE
from .project_project import LOCKED_STAGES

RELIED_ON = {
    "project.project": lambda contract: contract.contract_stage in LOCKED_STAGES,
    "project.milestone": lambda milestone: milestone.project_id.contract_stage in LOCKED_STAGES,
    "billing.request": lambda request: request.state not in EDITABLE,
    "billing.invoice": lambda invoice: invoice.check_state == "valid",
}
"""When evidence carries a decision: more may be added then, nothing taken away."""


class EvidenceItem(models.Model):
    """A document attached to an instalment may meet its condition."""

    _inherit = "evidence.item"

    @api.model_create_multi
    def create(self, vals_list):
        items = super().create(vals_list)
        items._touch_milestones()
        return items

    def unlink(self):
        milestones = self._get_milestones()
        result = super().unlink()
        self.env.add_to_compute(milestones._fields["payment_state"], milestones)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_relied_on(self):
        for item in self.filtered(lambda item: item.res_model in RELIED_ON):
            # sudo: whether a decision rests on the file does not depend on who asks
            record = self.env[item.res_model].sudo().browse(item.res_id).exists()
            if record and RELIED_ON[item.res_model](record):
                raise UserError(
                    self.env._(
                        "“%(file)s” is proof for “%(record)s” and can no longer be deleted. "
                        "Upload a better file beside it.",
                        file=item.name,
                        record=record.display_name,
                    )
                )

    def _touch_milestones(self):
        milestones = self._get_milestones()
        self.env.add_to_compute(milestones._fields["payment_state"], milestones)

    def _get_milestones(self):
        ids = [item.res_id for item in self if item.res_model == "project.milestone"]
        return self.env["project.milestone"].browse(ids)
