from odoo import api, fields, models


class HealthFollowupSensitiveDrugMixin(models.AbstractModel):
    """A line of drugs of a sensitive follow-up; some are given once or twice a month."""

    _name = "health.followup.sensitive.drug.mixin"
    _inherit = ["health.sensitive.mixin", "health.followup.drug.mixin"]
    _description = "Line of Drugs of a Sensitive Follow-up"

    per = fields.Selection("_selection_per", required=True, default="day")

    @api.model
    def _selection_per(self):
        return list({"day": self.env._("Day"), "month": self.env._("Month")}.items())

    @api.depends("per")
    def _compute_display_name(self):
        super()._compute_display_name()
        units = dict(self._fields["unit"]._description_selection(self.env))
        for line in self.filtered(lambda line: line.per == "month"):
            line.display_name = self.env._(
                "%(name)s %(amount)s %(unit)s × %(times)s a month",
                name=line.name or "",
                amount=f"{line.amount:g}",
                unit=units.get(line.unit, ""),
                times=line.times_a_day,
            )


class HealthFollowupSensitiveDrug(models.Model):
    """A line of drugs that are taken: drugs tell the disease."""

    _name = "health.followup.sensitive.drug"
    _inherit = ["health.followup.sensitive.drug.mixin"]
    _description = "Drug of a Sensitive Follow-up"

    followup_id = fields.Many2one(
        "health.followup.sensitive", "Follow-up", required=True, index=True, ondelete="cascade"
    )


class HealthFollowupSensitiveGuidance(models.Model):
    """A line of guidance on drugs (用药指导): what is to be taken from this visit on."""

    _name = "health.followup.sensitive.guidance"
    _inherit = ["health.followup.sensitive.drug.mixin"]
    _description = "Guidance on Drugs"

    followup_id = fields.Many2one(
        "health.followup.sensitive", "Follow-up", required=True, index=True, ondelete="cascade"
    )
