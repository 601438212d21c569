import base64

from odoo import fields, models
from odoo.exceptions import UserError, ValidationError


class FamilyDuty(models.Model):
    """The resident signs for a unit, whatever record proves it."""

    _inherit = "family.duty"

    def action_open_confirm(self):
        """Let the resident sign for what proves this unit.

        :raise UserError: nothing proves it, or it is confirmed already
        """
        self.ensure_one()
        self.check_access("read")
        self._check_confirmable()
        if service := self._get_service():
            return service.action_open_confirm()
        return self._open_duty_dialog("family.confirm", self.env._("The resident signs"))

    def action_open_confirmation(self):
        """Show the signature of the resident.

        :raise UserError: nobody signed
        """
        self.ensure_one()
        if service := self._get_service():
            return service.get_formview_action()
        if signed := self.env["family.duty.confirmation"]._find(
            self.item_id, self.res_model, self.res_id
        ):
            return signed.get_formview_action() | {"target": "new"}
        raise UserError(self.env._("The resident hasn't signed for this."))

    def _get_service(self):
        """The service record that proves this unit; empty where it is a record of another kind."""
        served = self.res_model == "family.service"
        return self.env["family.service"].browse(self.res_id if served else ())

    def _prepare_match(self, proof, reason=False):
        """Who signed for a record needn't sign again when it counts again."""
        vals = super()._prepare_match(proof, reason)
        if vals["state"] == "unconfirmed":
            found = self.env["family.duty.confirmation"]._find(
                self[:1].item_id, vals["res_model"], vals["res_id"]
            )
            if found:
                vals |= {"state": "done", "confirmed_at": found.signed_at}
        return vals

    def _check_confirmable(self):
        if self.state not in ("unconfirmed", "done"):
            raise UserError(self.env._("Only a service that was done can be confirmed."))
        if self.confirmed_at:
            raise UserError(self.env._("The resident has confirmed this already."))

    def _confirm_by_signature(self, image, name):
        """The resident, or a relative, signs for what was done; the unit counts.

        :param image: base64 of a picture
        """
        self.ensure_one()
        self.check_access("read")
        self._check_confirmable()
        if service := self._get_service():
            return service._confirm_by_signature(image, name)
        if not image or not base64.b64decode(image):
            raise ValidationError(self.env._("Sign in the field first."))
        self.env["family.duty.confirmation"]._take(self, image, name or self.resident_name)
        # sudo: members read duties, and change them by what is done only
        self.sudo()._write_server({"state": "done", "confirmed_at": fields.Datetime.now()})
