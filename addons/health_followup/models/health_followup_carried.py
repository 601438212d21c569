from odoo import api, models


class HealthFollowupCarried(models.AbstractModel):
    """Boxes that the special archive keeps: a visit takes them from it and brings them up to date."""

    _name = "health.followup.carried"
    _inherit = ["health.followup.block"]
    _description = "Visit with Boxes of the Special Archive"

    @api.depends("enrolment_id")
    def _compute_carried(self):
        names = [name for names in self._get_carried_boxes().values() for name in names]
        for followup in self:
            for name in names:
                followup[name] = followup[name] or followup.enrolment_id[name]

    def _inverse_carried(self):
        boxes = self._get_carried_boxes()
        for followup in self:
            enrolment = followup.enrolment_id
            names = boxes.get(followup.programme_code, ())
            if changed := [name for name in names if followup[name] != enrolment[name]]:
                enrolment.write(_get_values(followup, changed))

    @api.model
    def _complete_vals(self, vals):
        """A box that is given keeps those computed with it from being computed: take them here."""
        vals = super()._complete_vals(vals)
        enrolment = self.env[self._enrolment_model].browse(vals.get("enrolment_id"))
        names = self._get_carried_boxes().get(enrolment.programme_code, ())
        return _get_values(enrolment, names) | vals

    @api.model
    def _get_carried_boxes(self):
        """Hook: ``{code of the programme: boxes that the enrolment keeps for the next visit}``."""
        return {}


def _get_values(record, names):
    return record._convert_to_write({name: record[name] for name in names})
