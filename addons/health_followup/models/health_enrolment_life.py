from odoo import fields, models

CHILD, PREGNANCY = {"prefetch": "child"}, {"prefetch": "pregnancy"}


class HealthEnrolment(models.Model):
    """What a child or a mother is asked once; the visits take it from here, and bring it here."""

    _inherit = "health.enrolment"

    child_weeks = fields.Integer("Weeks of pregnancy at birth", aggregator="avg", **CHILD)
    child_discharge_date = fields.Date("Newborn discharged on", **CHILD)
    preg_period_date = fields.Date("Last menstrual period", **PREGNANCY)
    preg_due_date = fields.Date("Expected delivery", **PREGNANCY)
    preg_delivery_date = fields.Date("Delivered on", **PREGNANCY)
    preg_discharge_date = fields.Date("Discharged on", **PREGNANCY)
