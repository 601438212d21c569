import base64

from odoo import api, fields, models

from odoo.addons.l10n_cn_civil.tools import to_fen, to_yuan

SIGNATURES = {
    "handover_signature_image": "handover_signature",
    "receiver_signature_image": "receiver_signature",
}
"""Field to sign in: code of the evidence it makes."""


class EquipmentTransfer(models.Model):
    """Both hands sign on the screen or on paper; either way the signature is evidence."""

    _inherit = "equipment.transfer"

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

    @api.depends("evidence_ids.requirement_code")
    def _compute_signatures(self):
        for transfer in self:
            for name, code in SIGNATURES.items():
                transfer[name] = transfer._get_signature(code)[-1:].display_image

    @api.depends("state")
    def _compute_evidence_missing(self):
        super()._compute_evidence_missing()

    def _inverse_handover_signature(self):
        self._sign("handover_signature_image")

    def _inverse_receiver_signature(self):
        self._sign("receiver_signature_image")

    def _evidence_required_kinds(self):
        kinds = [("handover_signature", self.env._("Signature of the giver"))]
        if self.state != "draft":
            kinds.append(("receiver_signature", self.env._("Signature of the receiver")))
        return kinds

    def _get_signature(self, code):
        return self.evidence_ids.filtered(lambda item: item.requirement_code == code)

    def _sign(self, name):
        code = SIGNATURES[name]
        for transfer in self:
            drawn = transfer[name]
            transfer._get_signature(code).filtered(
                lambda item: item.kind == "signature" and item.uploaded_by_id == self.env.user
            ).unlink()
            if drawn:
                transfer._add_evidence(
                    f"{code}.png", base64.b64decode(drawn), kind="signature", requirement_code=code
                )

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
