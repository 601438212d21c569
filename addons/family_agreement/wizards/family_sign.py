from odoo import api, fields, models
from odoo.exceptions import UserError


class FamilySign(models.TransientModel):
    """The text to be read, and a field to sign in for each side."""

    _name = "family.sign"
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
    by_representative = fields.Boolean("A representative signs")
    signer_name = fields.Char("Name of the signer")
    has_read = fields.Boolean("The signer has read the agreement")
    signature = fields.Binary("Signature of the resident")
    doctor_signature = fields.Binary("Signature of the family doctor")

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
        values["signer_name"] = agreement.representative_name or agreement.partner_id.name
        values["by_representative"] = bool(agreement.representative_name)
        return values

    def action_confirm(self):
        """Keep the signatures that were given; what is left out can be signed later."""
        self.ensure_one()
        agreement = self.agreement_id
        if not agreement.is_signed_by_resident and self.signature:
            role = "representative" if self.by_representative else "resident"
            agreement._sign(role, self.signature, self.signer_name, self.has_read)
        if not agreement.is_signed_by_doctor and self.doctor_signature and self.is_doctor:
            agreement._sign("doctor", self.doctor_signature)
        if not agreement.signature_ids:
            raise UserError(self.env._("Nobody has signed yet. Sign in one of the fields."))

    def action_confirm_submit(self):
        """Keep the signatures and hand the agreement over for review."""
        self.action_confirm()
        self.agreement_id.action_submit()
