from odoo import api, models


class DeviceReason(models.AbstractModel):
    """Why something a device sent waits for a person: a short code and a sentence for the user.

    The sentences name no code, number or person, so that a list can be grouped by them.
    """

    _name = "device.reason"
    _description = "Reason of Being Parked"

    @api.model
    def _explain(self, fault):
        """The sentence of a fault, for the user at work, or else in the language of the company."""
        lang = self.env.context.get("lang") or self.env.company.partner_id.lang
        return self.with_context(lang=lang)._get_sentences()[fault]

    @api.model
    def _get_sentences(self):
        """Hook: ``{fault: sentence}``."""
        return self._get_message_sentences() | self._get_result_sentences()

    @api.model
    def _get_message_sentences(self):
        _ = self.env._
        return {
            "unknown_source": _(
                "No device with this sender is registered. Register it under Devices, "
                "then try again."
            ),
            "ambiguous_source": _(
                "Several devices have this sender. Enter the address each of them sends from, "
                "then try again."
            ),
            "wrong_address": _(
                "The device is registered with another address. Compare the addresses, "
                "then try again."
            ),
            "not_hl7": _("This is not an HL7 message. Check what is connected to this port."),
            "not_astm": _("This is not an ASTM message. Check what is connected to this port."),
            "wrong_type": _("Only result messages (ORU^R01) are taken."),
            "wrong_version": _("Only HL7 version 2 is taken."),
            "test_message": _("The device marked this as a test or training message."),
            "too_large": _("Too large. Only the beginning is kept; the device has to send less."),
            "interrupted": _("The transmission broke off. Have the device send it again."),
            "garbled": _(
                "Several messages in one, or a broken one. Have the device send it again."
            ),
            "too_many_parts": _("Far too many fields for a result message."),
            "no_results": _("The message holds no result."),
            "failed": _("The program could not read this message. Report it to the supplier."),
        }

    @api.model
    def _get_result_sentences(self):
        _ = self.env._
        return {
            "unknown_code": _(
                "The device has no item for this code. Add it to its codes, then try again."
            ),
            "ignored": _("The codes of the device say that this is not taken."),
            "no_sample": _("No sample number, or one that cannot be read."),
            "no_value": _("No value."),
            "not_a_number": _("The item needs a number."),
            "unknown_value": _(
                "The code has no meaning for this value. Add it to the values of the code, "
                "then try again."
            ),
            "wrong_unit": _(
                "Not the unit that the codes of the device expect. Correct the device or the code, "
                "then try again."
            ),
            "clock": _("The time lies in the future: check the clock of the device."),
            "preliminary": _("Preliminary; the final result is still to come."),
            "not_final": _("The device withdrew it or could not measure."),
            "older": _("Older than what is known already."),
            "repeated": _("Says again what is known already."),
            "nobody": _("Nobody takes results of this kind or with this sample number."),
            "failed_delivery": _("The program could not hand it on. Report it to the supplier."),
        }
