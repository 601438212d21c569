import base64
import binascii

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import NO_ACCESS

PNG = b"\x89PNG\r\n\x1a\n"


class CarePractitioner(models.Model):
    """The picture of a handwritten signature: seen and changed by its owner and the manager."""

    _inherit = "care.practitioner"

    signature_stored = fields.Image(max_width=800, max_height=400, copy=False, groups=NO_ACCESS)
    signature = fields.Image(
        compute="_compute_signature", inverse="_inverse_signature", copy=False,
        help="PNG picture of the handwritten signature, with a white or no background. "
        "Only its owner and the manager see it.",
    )  # fmt: skip
    has_signature = fields.Boolean("Signature on file", compute="_compute_has_signature")

    @api.depends("signature_stored")
    @api.depends_context("uid")
    def _compute_signature(self):
        shown = self._filter_signature_shown()
        (self - shown).signature = False
        for practitioner in shown:
            practitioner.signature = practitioner._get_signature()

    def _inverse_signature(self):
        if self - self._filter_signature_shown():
            raise AccessError(
                self.env._("A signature is changed by its owner or by the manager of the unit.")
            )
        for practitioner in self:
            practitioner._check_signature()
            # sudo: nobody has this field, so that no path shows a signature to others
            practitioner.sudo().signature_stored = practitioner.signature
            practitioner._message_log(body=practitioner._tell_signature())

    @api.depends("signature_stored")
    def _compute_has_signature(self):
        # sudo: whether there is a picture is no secret, the picture is
        stored = (
            self.env["ir.attachment"]
            .sudo()
            ._read_group(
                [
                    ("res_model", "=", self._name),
                    ("res_field", "=", "signature_stored"),
                    ("res_id", "in", self.ids),
                ],
                ["res_id"],
            )
        )
        signed = {res_id for (res_id,) in stored}
        for practitioner in self:
            practitioner.has_signature = practitioner.id in signed

    def _get_signature(self):
        """The PNG picture in base64, or False; for documents that he signs himself."""
        self.ensure_one()
        # sudo: whoever calls this has found out that he may
        return self.sudo().signature_stored

    def _filter_signature_shown(self):
        if self.env.su:
            return self
        shown = self.filtered(lambda p: p.user_id == self.env.user)
        others = self - shown
        return shown | others._filtered_access("write") if self._is_manager() else shown

    def _check_signature(self):
        """:raise ValidationError: it is no PNG picture, or too large"""
        if not self.signature:
            return
        try:
            content = base64.b64decode(self.signature, validate=True)
        except binascii.Error:
            content = b""
        if not content.startswith(PNG):
            raise ValidationError(
                self.env._("The signature must be a PNG picture. Save it as PNG and try again.")
            )
        limit = self.env["care.rule"]._get("signature.size")
        if len(content) > limit * 1024 * 1024:
            raise ValidationError(
                self.env._(
                    "The picture of the signature is larger than %(limit)s MB. Cut off what "
                    "surrounds the signature, or save it smaller.",
                    limit=limit,
                )
            )

    def _tell_signature(self):
        if self.signature:
            return self.env._("Signature entered or changed.")
        return self.env._("Signature removed.")
