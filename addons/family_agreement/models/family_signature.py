import base64
import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError


class FamilySignature(models.Model):
    """A signature below the text of an agreement; it is never changed, only taken back.

    A picture of handwriting (手写签名图像), no reliable electronic signature in the sense of
    电子签名法; what binds it to the text is the fingerprint of the document beside it.
    """

    _name = "family.signature"
    _inherit = ["server.guard.mixin"]
    _description = "Signature"
    _order = "signed_at, id"
    _rec_name = "signer_name"

    agreement_id = fields.Many2one(
        "family.agreement", required=True, index=True, ondelete="restrict"
    )
    role = fields.Selection(
        [
            ("resident", "Resident"),
            ("representative", "Representative"),
            ("doctor", "Family doctor"),
        ],
        required=True,
    )
    signer_name = fields.Char("Signed by", required=True)
    image = fields.Binary("Signature", attachment=True, required=True)
    image_sha256 = fields.Char("Picture (SHA-256)", size=64, required=True)
    document_hash = fields.Char("Document (SHA-256)", size=64, required=True)
    signed_at = fields.Datetime(required=True)
    user_id = fields.Many2one(
        "res.users", "Taken by", required=True, ondelete="restrict",
        help="Who was logged in on the device on which it was signed.",
    )  # fmt: skip
    device = fields.Char(help="What the device says of itself.")
    has_read = fields.Boolean("Agreement read", help="The signer said that he has read the text.")
    state = fields.Selection(
        [("valid", "Valid"), ("void", "Taken back")], required=True, default="valid"
    )
    void_reason = fields.Char("Taken back because")

    _one_per_role = models.UniqueIndex(
        "(agreement_id, role) WHERE state = 'valid'", "This side has signed already."
    )

    def write(self, vals):
        """:raise UserError: always, except for the system itself"""
        if not self._is_server():
            raise UserError(self.env._("A signature isn't changed. Take it back and sign again."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Signatures are never deleted. Take it back instead."))

    @api.model
    def _take(self, agreement, role, signer_name, image, has_read, device):
        """Keep a signature below ``agreement``, whose text is fixed.

        :param image: base64 of a picture
        """
        # sudo: signatures are made by signing only, which was checked
        return self.sudo().create(
            {
                "agreement_id": agreement.id,
                "role": role,
                "signer_name": signer_name,
                "image": image,
                "image_sha256": self._get_hash(image),
                "document_hash": agreement.document_hash,
                "signed_at": fields.Datetime.now(),
                "user_id": self.env.uid,
                "device": device,
                "has_read": has_read,
            }
        )

    @api.model
    def _get_hash(self, image):
        return hashlib.sha256(base64.b64decode(image)).hexdigest()

    def _is_genuine(self):
        """Whether picture and document still are what was signed."""
        self.ensure_one()
        image = self.with_context(bin_size=False).image
        same_document = self.document_hash == self.agreement_id.document_hash
        return bool(image) and same_document and self._get_hash(image) == self.image_sha256
