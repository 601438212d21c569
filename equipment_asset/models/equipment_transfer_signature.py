from odoo import api, fields, models

from odoo.addons.l10n_cn_civil.tools import to_fen, to_yuan

from .equipment_transfer import CONTENT_FIELDS

SIGNED_ITEM = {"transfer_id", "equipment_id", "kit_id", "note"}
"""What the giver signs in a row: a change of the draft voids the signature."""


class EquipmentTransfer(models.Model):
    """Both hands sign on the screen or on paper; either way the signature is evidence."""

    _name = "equipment.transfer"
    _inherit = ["equipment.transfer", "equipment.signature.mixin"]
    _signature_codes = {
        "handover_signature_image": "handover_signature",
        "receiver_signature_image": "receiver_signature",
    }

    handover_signature_image = fields.Binary(
        string="Signature of the giver",
        compute="_compute_signatures",
        inverse="_inverse_handover_signature",
        help="Handwritten signature as a picture; or upload the signed paper as evidence.",
    )
    receiver_signature_image = fields.Binary(
        string="Signature of the receiver",
        compute="_compute_signatures",
        inverse="_inverse_receiver_signature",
    )

    @api.depends("state")
    def _compute_evidence_missing(self):
        super()._compute_evidence_missing()

    def _inverse_handover_signature(self):
        self._sign("handover_signature_image")

    def _inverse_receiver_signature(self):
        self._sign("receiver_signature_image")

    def write(self, vals):
        if vals.keys() & CONTENT_FIELDS:
            self._void_draft_signatures()
        return super().write(vals)

    def _void_draft_signatures(self):
        """What was handed over keeps the signature that it was handed over with."""
        self.filtered(lambda transfer: transfer.state == "draft")._void_signatures()

    def _evidence_required_kinds(self):
        kinds = [("handover_signature", self.env._("Signature of the giver"))]
        if self.state != "draft":
            kinds.append(("receiver_signature", self.env._("Signature of the receiver")))
        return kinds

    def _get_form_rows(self):
        """``[(item, device), …]`` of the printed form: each device, with the row it goes with."""
        # sudo: who may read the transfer reads what it moves, also before it is his to read
        lines = self.sudo().line_ids
        return [
            (line, device) for line in lines for device in line.device_ids or line._get_devices()
        ]

    def _get_form_total(self):
        values = [device.original_value for _line, device in self._get_form_rows()]
        return to_yuan(sum(map(to_fen, values)))


class EquipmentTransferLine(models.Model):
    _inherit = "equipment.transfer.line"

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.transfer_id._void_draft_signatures()
        return lines

    def write(self, vals):
        before = self.transfer_id
        result = super().write(vals)
        if vals.keys() & SIGNED_ITEM:
            (before | self.transfer_id)._void_draft_signatures()
        return result

    def unlink(self):
        self.transfer_id._void_draft_signatures()
        return super().unlink()
