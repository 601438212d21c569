from odoo import models
from odoo.exceptions import UserError


class ServiceMember(models.Model):
    """People of the roster are invited from the list of those whom no event has reached."""

    _inherit = "service.member"

    def action_invite(self):
        """Invite these people to the event whose list this is; who is on it already stays.

        :raise UserError: no event, or one that is over
        """
        self.check_access("read")
        event = self.env["event.event"].browse(self.env.context.get("invite_event_id")).exists()
        if not event or event.service_state != "planned":
            raise UserError(
                self.env._("Open a planned event, press “Whom to invite” and choose people there.")
            )
        event.check_access("write")
        event._invite(self.partner_id)
        return event.get_formview_action()
