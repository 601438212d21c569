from odoo import fields, models

SIGNED_ANSWERS = {"result", "reading", "note"}
SIGNED_PIECE = {
    "acceptance_id", "model_id", "serial_no", "udi", "using_unit_id", "unit_price", "reject_reason",
}  # fmt: skip
"""What both sides sign: a change before the seal voids their signatures."""


class EquipmentAcceptance(models.Model):
    """Both sides sign at the desk as well, with a mouse or a pen."""

    _name = "equipment.acceptance"
    _inherit = ["equipment.acceptance", "equipment.signature.mixin"]
    _signature_codes = {
        "receiver_signature_image": "receiver_signature",
        "supplier_signature_image": "supplier_signature",
    }

    receiver_signature_image = fields.Binary(
        string="Signature of the receiver",
        compute="_compute_signatures",
        inverse="_inverse_receiver_signature",
        help="Draw it with the mouse or a pen; or upload the signed paper as evidence.",
    )
    supplier_signature_image = fields.Binary(
        string="Signature of the supplier",
        compute="_compute_signatures",
        inverse="_inverse_supplier_signature",
        help="Draw it with the mouse or a pen; or upload the signed paper as evidence.",
    )

    def _inverse_receiver_signature(self):
        self._sign("receiver_signature_image")

    def _inverse_supplier_signature(self):
        self._sign("supplier_signature_image")

    def write(self, vals):
        if "date" in vals:
            self._void_open_signatures()
        return super().write(vals)

    def _void_open_signatures(self):
        """What was sealed keeps the signatures that it was sealed with."""
        self.filtered(lambda acceptance: acceptance.seal_state == "open")._void_signatures()


class EquipmentAcceptanceCheck(models.Model):
    _inherit = "equipment.acceptance.check"

    def write(self, vals):
        if vals.keys() & SIGNED_ANSWERS:
            self.acceptance_id._void_open_signatures()
        return super().write(vals)


class EquipmentDeliveryItem(models.Model):
    _inherit = "equipment.delivery.item"

    def write(self, vals):
        before = self.acceptance_id
        result = super().write(vals)
        if vals.keys() & SIGNED_PIECE:
            (before | self.acceptance_id)._void_open_signatures()
        return result

    def unlink(self):
        self.acceptance_id._void_open_signatures()
        return super().unlink()
