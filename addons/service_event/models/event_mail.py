from odoo import api, models
from odoo.exceptions import ValidationError


class EventMail(models.Model):
    _inherit = "event.mail"

    @api.constrains("event_id")
    def _check_no_service_event(self):
        # sudo: nobody plans mails to these people, whether he sees the event or not
        if self.sudo().event_id.service_project_id:
            raise ValidationError(
                self.env._("Events of a service project send no mails. Call the people instead.")
            )
