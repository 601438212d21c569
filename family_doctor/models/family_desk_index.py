from odoo import models


class FamilyDuty(models.Model):
    """What the work desk counts of a user is found by index."""

    _inherit = "family.duty"

    _done_by = models.Index("(done_by_id, done_date) WHERE done_date IS NOT NULL")
    _unconfirmed = models.Index("(user_id) WHERE state = 'unconfirmed'")


class FamilyService(models.Model):
    _inherit = "family.service"

    _user_list = models.Index("(user_id, date)")
    _user_drafts = models.Index("(user_id) WHERE state = 'draft'")
