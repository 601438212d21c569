import base64
import binascii

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.http import request
from odoo.tools.image import image_process

ADULT = "sign_adult_age"


class FamilyAgreement(models.Model):
    """Signing: the resident or who represents him, and the family doctor (domain E.3).

    :meth:`_sign` is what the computer calls now and what tablet and portal will call.
    """

    _inherit = "family.agreement"

    signature_ids = fields.One2many("family.signature", "agreement_id", "Signatures")
    representative_name = fields.Char("Represented by")
    representative_relation_id = fields.Many2one(
        "health.code", "Relation", ondelete="restrict",
        domain="[('list_code', '=', 'sign_relation')]",
    )  # fmt: skip
    representative_phone = fields.Char("Phone of the representative")
    needs_representative = fields.Boolean(
        "Needs a representative", compute="_compute_needs_representative"
    )
    is_signed_by_resident = fields.Boolean(compute="_compute_signed_by")
    is_signed_by_doctor = fields.Boolean(compute="_compute_signed_by")

    def _compute_needs_representative(self):
        for agreement in self:
            agreement.needs_representative = agreement._is_protected()

    @api.depends("signature_ids.state", "signature_ids.role")
    def _compute_signed_by(self):
        for agreement in self:
            valid = agreement.signature_ids.filtered(lambda row: row.state == "valid")
            roles = set(valid.mapped("role"))
            agreement.is_signed_by_resident = bool(roles - {"doctor"})
            agreement.is_signed_by_doctor = "doctor" in roles

    def _is_protected(self):
        """Whether somebody has to sign for the resident: minors and persons under protection.

        Which of these it is isn't told: it may be a sensitive disease.
        """
        self.ensure_one()
        date = self.sign_date or fields.Date.context_today(self)
        born = self.partner_id.birth_date
        age = int(self.env["health.rule"]._get(ADULT, date))
        minor = born and fields.Date.add(born, years=age) > date
        return bool(minor or self._get_tags().filtered("needs_representative"))

    def action_open_sign(self):
        """Let the sides sign: the resident first, then the doctor."""
        self.ensure_one()
        self.check_access("write")
        self._check_before_signing()
        return self._open_wizard("family.sign", self.env._("Sign"))

    def action_sign_as_doctor(self):
        """Sign with the user's own stored signature, as one of the doctors of the team."""
        # sudo: the user's own card
        practitioner = self.env.user.sudo().practitioner_id
        if not practitioner._get_signature():
            raise UserError(
                self.env._(
                    "You have no stored signature. Add it to your card as a practitioner, or sign "
                    "in the dialog."
                )
            )
        for agreement in self:
            agreement._sign("doctor", practitioner._get_signature())

    def _sign(self, role, image, signer_name="", has_read=False, device=""):
        """Put a signature below the agreement; the first one fixes the text.

        :param role: ``resident``, ``representative`` or ``doctor``
        :param image: base64 of the picture of the signature
        :raise AccessError: the doctor's signature by somebody else
        :raise ValidationError: no picture, or not the one who has to sign
        :raise UserError: this agreement isn't to be signed, or that side has signed already
        """
        self.ensure_one()
        self.check_access("write")
        if self.state != "draft":
            raise self._make_state_error()
        signer_name = self._check_signer(role, signer_name, has_read)
        image = self._check_signature(image)
        self._fix_document()
        if self.signature_ids.filtered(lambda row: row.state == "valid" and row.role == role):
            raise UserError(self.env._("This side has signed already."))
        signature = self.env["family.signature"]._take(
            self, role, signer_name, image, has_read, device or self._get_device()
        )
        self.invalidate_recordset(["signature_ids"])
        return signature

    def _check_before_signing(self):
        """:raise UserError: names what is missing before the text can be fixed"""
        if missing := self._get_missing_content():
            raise UserError(
                self.env._(
                    "Before anybody signs, complete agreement %(number)s: %(missing)s.",
                    number=self.number,
                    missing="; ".join(missing),
                )
            )

    def _check_signer(self, role, signer_name, has_read):
        if role == "doctor":
            # sudo: who the doctor's user is, to compare it
            if self.doctor_id.sudo().user_id != self.env.user:
                raise AccessError(
                    self.env._(
                        "%(doctor)s signs this agreement. Nobody signs in the name of another.",
                        doctor=self.doctor_id.name,
                    )
                )
            return self.doctor_id.name
        if not has_read:
            raise ValidationError(
                self.env._("Let the signer read the agreement and tick that he has.")
            )
        if role == "resident":
            if self._is_protected():
                raise ValidationError(
                    self.env._(
                        "A representative signs for minors and for persons under protection: enter "
                        "who it is."
                    )
                )
            return self.partner_id.name
        name = (signer_name or self.representative_name or "").strip()
        if not name or not self.representative_relation_id:
            raise ValidationError(
                self.env._("Enter name and relation of the one who signs for the resident.")
            )
        return name

    def _check_signature(self, image):
        """The picture as it is kept. :raise ValidationError: it is none, or nothing is drawn"""
        try:
            content = image_process(base64.b64decode(image or b""), size=(800, 400))
        except (UserError, ValueError, binascii.Error):
            content = None
        if not content:
            raise ValidationError(self.env._("Sign in the field first."))
        return base64.b64encode(content)

    def _get_device(self):
        return str(request.httprequest.user_agent)[:200] if request else ""

    def action_open_unsign(self):
        """Ask why the signatures are taken back."""
        return self._open_wizard("family.reason", self.env._("Take back"), what="unsign")

    def _unsign(self, reason):
        """Take back the signatures of drafts, so that the text can be changed."""
        self.check_access("write")
        for agreement in self:
            if agreement.state != "draft":
                raise agreement._make_state_error()
        valid = self.signature_ids.filtered(lambda row: row.state == "valid")
        # sudo: nobody writes signatures but by this method
        valid.sudo().write({"state": "void", "void_reason": reason})
        self._write_server(
            {
                "document_html": False,
                "document_data": False,
                "document_hash": False,
                "document_at": False,
            }
        )

    def _open_wizard(self, model, name, **defaults):
        context = {f"default_{key}": value for key, value in defaults.items()}
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "view_mode": "form",
            "target": "new",
            "context": {"default_agreement_ids": self.ids, **context},
        }
