import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .health_consent_text import CONSENT, LEGAL_BASES, PURPOSES

AGE_OF_CONSENT = 14
"""Below it a guardian consents (个人信息保护法 art. 31)."""


class HealthConsent(models.Model):
    """What a resident agreed to, or was told of, and when he took it back (个人信息保护法).

    Each purpose is agreed to separately. A record is never changed or deleted: a consent that
    ends is withdrawn. The picture of a signature is not a reliable electronic signature.
    """

    _name = "health.consent"
    _inherit = ["health.archive.part.mixin"]
    _description = "Consent"
    _order = "date desc, id desc"
    _rec_name = "purpose"
    _server_fields = frozenset(
        {"withdrawn_date", "withdrawal_reason", "content_hash", "witness_id"}
    )

    purpose = fields.Selection(PURPOSES, required=True, default="archive")
    date = fields.Date(required=True, default=fields.Date.context_today)
    text_id = fields.Many2one(
        "health.consent.text", compute="_compute_text_id", store=True,
        precompute=True, ondelete="restrict",
    )  # fmt: skip
    version = fields.Char(compute="_compute_scope_text", store=True, precompute=True)
    scope_text = fields.Text(
        "What is agreed to", compute="_compute_scope_text", store=True, precompute=True
    )
    legal_basis = fields.Selection(
        LEGAL_BASES, compute="_compute_scope_text", store=True, precompute=True
    )
    signer = fields.Selection(
        [("resident", "The resident"), ("guardian", "A guardian")],
        "Signed by",
        required=True,
        default="resident",
    )
    signer_name = fields.Char(
        "Name of the signer", compute="_compute_signer_name", store=True, readonly=False
    )
    signature = fields.Binary(
        help="Picture of the handwritten signature (手写签名图像), no reliable electronic signature."
    )
    witness_id = fields.Many2one(
        "res.users", "Taken by", required=True, readonly=True, default=lambda self: self.env.uid,
        ondelete="restrict",
    )  # fmt: skip
    content_hash = fields.Char(
        "Checksum", readonly=True, help="SHA-256 of the text and the signature as signed."
    )
    withdrawn_date = fields.Date("Withdrawn on", readonly=True)
    withdrawal_reason = fields.Char(readonly=True)
    is_in_force = fields.Boolean("In force", compute="_compute_is_in_force")

    _one_in_force = models.UniqueIndex(
        "(archive_id, purpose) WHERE withdrawn_date IS NULL",
        "A consent for this purpose is in force already. Withdraw it first.",
    )

    @api.depends("purpose", "date")
    def _compute_text_id(self):
        for consent in self:
            date = consent.date or fields.Date.context_today(self)
            consent.text_id = self.env["health.consent.text"]._get(consent.purpose, date)

    @api.depends("text_id")
    def _compute_scope_text(self):
        for consent in self:
            text = consent.text_id
            consent.version = text.version
            consent.scope_text = text.body
            consent.legal_basis = text.legal_basis

    @api.depends("signer", "archive_id")
    def _compute_signer_name(self):
        for consent in self:
            if consent.signer == "resident":
                consent.signer_name = consent.partner_id.name

    @api.depends("withdrawn_date")
    def _compute_is_in_force(self):
        for consent in self:
            consent.is_in_force = not consent.withdrawn_date

    @api.depends("purpose", "date")
    def _compute_display_name(self):
        purposes = dict(self._fields["purpose"]._description_selection(self.env))
        for consent in self:
            consent.display_name = f"{purposes.get(consent.purpose, '')} {consent.date or ''}"

    @api.constrains("text_id", "signature", "signer", "signer_name", "date")
    def _check_signed(self):
        today = fields.Date.context_today(self)
        for consent in self:
            if not consent.text_id:
                raise ValidationError(
                    self.env._("No text is in force for this purpose. Ask your manager to add it.")
                )
            if consent.legal_basis == CONSENT and not consent.signature:
                raise ValidationError(self.env._("Let the person sign first."))
            if consent.date > today:
                raise ValidationError(self.env._("A consent cannot be given in the future."))
            consent._check_signer()

    def _check_signer(self):
        if self.signer == "guardian" and not self.signer_name:
            raise ValidationError(self.env._("Enter the name of the guardian."))
        born = self.partner_id.birth_date
        adult_from = born and fields.Date.add(born, years=AGE_OF_CONSENT)
        if self.signer == "resident" and adult_from and self.date < adult_from:
            raise ValidationError(
                self.env._(
                    "%(name)s is under %(age)s: a guardian signs.",
                    name=self.partner_id.name,
                    age=AGE_OF_CONSENT,
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        consents = super().create(vals_list)
        for consent in consents:
            consent._write_server({"content_hash": consent._get_content_hash()})
        return consents

    def write(self, vals):
        """:raise UserError: always, except for the system itself"""
        if not self._is_server():
            raise UserError(
                self.env._("A consent stays as it was signed. Withdraw it and take a new one.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Consents are never deleted. Withdraw it instead."))

    def action_open_withdrawal(self):
        """Ask why this consent is taken back."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Withdraw"),
            "res_model": "health.consent.withdrawal",
            "view_mode": "form",
            "target": "new",
            "context": {"default_consent_id": self.id},
        }

    def _withdraw(self, reason, date=None):
        """Take the consent back; the right to do so outlives the archive.

        :raise UserError: it is withdrawn already
        """
        self.check_access("write")
        date = date or fields.Date.context_today(self)
        for consent in self:
            if consent.withdrawn_date:
                raise UserError(self.env._("This consent is withdrawn already."))
            if date < consent.date:
                raise UserError(self.env._("A consent isn't withdrawn before it was given."))
        self._write_server({"withdrawn_date": date, "withdrawal_reason": reason})
        # at once: the database lets the next consent for the purpose in only after this one ended
        self.flush_recordset(["withdrawn_date"])

    def _merge_into(self, target, journal):
        """One consent for a purpose is in force: the latest; see ``resident.merge``.

        :return: none of them: all go to the archive ``target``
        """
        in_force = [("withdrawn_date", "=", False)]
        mine = self.search([("archive_id", "=", target.id), *in_force]).grouped("purpose")
        for consent in self.filtered_domain(in_force):
            if other := mine.get(consent.purpose):
                earlier = min(consent, other, key=lambda row: (row.date, row.id))
                journal.write(earlier, "withdrawn_date", fields.Date.context_today(self))
                reason = self.env._("Two entries were merged; the later consent holds.")
                journal.write(earlier, "withdrawal_reason", reason)
        return self.browse()

    def _get_content_hash(self):
        content = "\n".join(
            [self.scope_text or "", self.signer_name or "", fields.Date.to_string(self.date)]
        )
        return hashlib.sha256(content.encode() + (self.signature or b"")).hexdigest()
