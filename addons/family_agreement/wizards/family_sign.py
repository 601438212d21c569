import base64

from odoo import api, fields, models
from odoo.exceptions import UserError

PHOTO = "photo"


class FamilySign(models.TransientModel):
    """The text to be read, and a field to sign in for each side."""

    _name = "family.sign"
    _inherit = ["server.guard.mixin"]
    _description = "Signing"

    agreement_ids = fields.Many2many("family.agreement", required=True)
    agreement_id = fields.Many2one(
        "family.agreement", "Agreement to sign", compute="_compute_agreement_id"
    )
    preview_html = fields.Html(related="agreement_id.preview_html", sanitize=False)
    is_signed_by_resident = fields.Boolean(related="agreement_id.is_signed_by_resident")
    is_signed_by_doctor = fields.Boolean(related="agreement_id.is_signed_by_doctor")
    needs_representative = fields.Boolean(related="agreement_id.needs_representative")
    is_doctor = fields.Boolean(compute="_compute_is_doctor")
    signer_name = fields.Char("Who signs", compute="_compute_signer")
    is_represented = fields.Boolean(compute="_compute_signer")
    has_read = fields.Boolean("The signer has read the agreement")
    signature = fields.Binary("Signature of the resident")
    doctor_signature = fields.Binary("Signature of the family doctor")
    photo = fields.Binary("Photo of the signing")
    photo_name = fields.Char()
    needs_photo = fields.Boolean(compute="_compute_needs_photo")

    @api.depends("agreement_ids")
    def _compute_agreement_id(self):
        for wizard in self:
            wizard.agreement_id = wizard.agreement_ids[:1]

    @api.depends("agreement_id")
    def _compute_is_doctor(self):
        for wizard in self:
            # sudo: to compare users
            doctor = wizard.agreement_id.sudo().doctor_id.user_id
            wizard.is_doctor = doctor == self.env.user

    @api.depends("agreement_id")
    def _compute_signer(self):
        for wizard in self:
            agreement = wizard.agreement_id
            wizard.is_represented = bool(agreement.representative_name)
            wizard.signer_name = agreement._get_representative_text() or agreement.partner_id.name

    @api.depends("agreement_id")
    def _compute_needs_photo(self):
        for wizard in self:
            missing = dict(wizard.agreement_id._get_missing_evidence())
            wizard.needs_photo = PHOTO in missing

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        agreement = self.env["family.agreement"].browse(
            self.env.context.get("default_agreement_ids") or []
        )[:1]
        # sudo: the user's own stored signature
        practitioner = self.env.user.sudo().practitioner_id
        # sudo: to compare users
        if agreement and agreement.sudo().doctor_id == practitioner:
            values["doctor_signature"] = practitioner._get_signature()
        return values

    def action_confirm(self):
        """Keep the signatures that were given; what is left out can be signed later."""
        self.ensure_one()
        agreement = self.agreement_id
        if not agreement.is_signed_by_resident and self.signature:
            role = "representative" if self.is_represented else "resident"
            agreement._sign(role, self.signature, has_read=self.has_read)
        if not agreement.is_signed_by_doctor and self.doctor_signature and self.is_doctor:
            agreement._sign("doctor", self.doctor_signature)
        if self.photo:
            agreement._add_evidence(
                self.photo_name or f"{agreement.number}.jpg",
                base64.b64decode(self.photo),
                requirement_code=PHOTO,
            )
        if not agreement.signature_ids:
            raise UserError(self.env._("Nobody has signed yet. Sign in one of the fields."))

    def action_confirm_submit(self):
        """Keep the signatures and hand the agreement over for review."""
        self.action_confirm()
        self.agreement_id.action_submit()
