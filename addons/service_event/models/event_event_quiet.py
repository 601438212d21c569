from datetime import timedelta

from odoo import api, fields, models


class EventEvent(models.Model):
    """What Odoo's events do for visitors of a website is not done for people of a service."""

    _inherit = "event.event"

    # after the record is made, by the system: service roles have nothing to do with questions
    question_ids = fields.Many2many(precompute=False)

    @api.model
    def default_get(self, fields):
        """From the menu of services: the project that runs, and two hours instead of a day."""
        values = super().default_get(fields)
        if self.env.context.get("service_event"):
            if "service_project_id" in fields and not values.get("service_project_id"):
                values["service_project_id"] = self.env["service.entry"]._default_project().id
            if "date_end" in values and "date_begin" in values:
                values["date_end"] = values["date_begin"] + timedelta(hours=2)
        return values

    @api.model
    def _prepare_service_event(self, vals):
        project = vals.get("service_project_id", self.env.context.get("default_service_project_id"))
        if not project:
            return vals
        defaults = {"description": False, "address_id": False, "date_tz": "Asia/Shanghai"}
        if vals.get("date_begin") and not vals.get("date_end"):
            defaults["date_end"] = vals["date_begin"]
        return defaults | vals

    @api.depends("event_type_id", "service_project_id")
    def _compute_event_mail_ids(self):
        """Nobody gets a mail."""
        own = self.filtered("service_project_id")
        own.event_mail_ids = False
        super(EventEvent, self - own)._compute_event_mail_ids()

    @api.depends("event_type_id", "service_project_id")
    def _compute_event_ticket_ids(self):
        """Nobody buys a ticket."""
        own = self.filtered("service_project_id")
        own.event_ticket_ids = False
        super(EventEvent, self - own)._compute_event_ticket_ids()

    @api.depends("event_type_id", "service_project_id")
    def _compute_question_ids(self):
        """Nobody is asked for an e-mail address."""
        own = self.filtered("service_project_id")
        own.question_ids = False
        super(EventEvent, self - own)._compute_question_ids()
