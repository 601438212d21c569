from odoo import api, models


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

    def _touch_milestones(self):
        milestones = self._get_milestones()
        self.env.add_to_compute(milestones._fields["payment_state"], milestones)

    def _get_milestones(self):
        ids = [item.res_id for item in self if item.res_model == "project.milestone"]
        return self.env["project.milestone"].browse(ids)
