import base64
from contextlib import suppress

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from odoo.addons.l10n_cn_civil.tools import check_identity_number
from odoo.addons.l10n_cn_civil.tools.normalize import normalize

from ..tools import KeyFileError, Vault, mask_identity_number

SELF = "self"
NOBODY = "resident.group_never"


class ResidentIdentity(models.Model):
    """An identity document of a resident; its number is stored encrypted (security 4.3).

    ``number`` takes a number and gives back only its mask. Who needs the whole one reveals it,
    which is recorded. It is found by the exact number alone, through the blind index.
    """

    _name = "resident.identity"
    _inherit = ["server.guard.mixin", "access.audit.mixin"]
    _description = "Identity Document"
    _order = "id"
    _rec_name = "kind_id"
    _server_fields = frozenset(
        {"ciphertext", "blind_index", "is_identity_number", "resident_unit_id"}
    )
    _fixed_fields = frozenset({"partner_id"})

    partner_id = fields.Many2one(
        "res.partner", string="Resident", required=True, index=True, ondelete="cascade",
        domain="[('is_resident', '=', True)]",
    )  # fmt: skip
    resident_unit_id = fields.Many2one(
        related="partner_id.resident_unit_id", store=True, index=True, related_sudo=True
    )
    kind_id = fields.Many2one(
        "resident.identity.kind", string="Kind of document", required=True, index=True,
        ondelete="restrict", default=lambda self: self._get_default_kind(),
    )  # fmt: skip
    owner = fields.Selection(
        [(SELF, "The resident"), ("father", "Father"), ("mother", "Mother")],
        "Whose number",
        required=True,
        default=SELF,
        help="A child without a number of its own is entered with the number of a parent.",
    )
    number = fields.Char(compute="_compute_number", search="_search_number", readonly=False)
    # text, because a Binary column is read row by row
    ciphertext = fields.Char(groups=NOBODY, copy=False)
    blind_index = fields.Char(groups=NOBODY, copy=False)
    is_identity_number = fields.Boolean(readonly=True, help="It is a resident identity number.")
    active = fields.Boolean(default=True, help="Archived: an old document, kept as history.")

    _number_unique = models.UniqueIndex(
        "(blind_index) WHERE active AND owner = 'self'",
        "Another resident has this number already. Look the person up by the number; perhaps "
        "another village keeps the archive.",
    )
    _number_search = models.Index("(blind_index)")

    def _get_default_kind(self):
        return self.env.ref("resident.identity_kind_01", raise_if_not_found=False)

    @api.depends("ciphertext")
    def _compute_number(self):
        for document in self:
            document.number = mask_identity_number(document._decrypt())

    @api.model
    def _search_number(self, operator, value):
        if operator != "in":
            raise UserError(self.env._("A number is only found as a whole."))
        indexes = {self._get_index(number) for number in value if number}
        # sudo: which documents have this number; the scope is applied to the documents found
        found = self.sudo().with_context(active_test=False)
        return Domain("id", "in", found._search([("blind_index", "in", list(indexes))]))

    @api.constrains("active", "owner")
    def _check_agrees(self):
        self.partner_id._check_identity_agrees()

    @api.model_create_multi
    def create(self, vals_list):
        if not self._is_server():
            self._check_not_entered({name for vals in vals_list for name in vals})
            partner_ids = {vals.get("partner_id") for vals in vals_list} - {None, False}
            self.env["res.partner"].browse(partner_ids).check_access("write")
        prepared = [self._prepare_vals(vals) for vals in vals_list]
        # sudo: the encrypted columns belong to nobody
        documents = super(ResidentIdentity, self.sudo()).create(prepared).with_env(self.env)
        documents.check_access("create")
        for document in documents.filtered(lambda d: d.active and d._is_own_identity()):
            document.partner_id._follow_identity_number(document._decrypt())
        return documents

    def write(self, vals):
        vals = dict(vals)
        number = vals.pop("number", False)
        result = super().write(vals)
        for document in self:
            if number:
                document._set_number(number)
            elif "kind_id" in vals:
                document._set_number(document._decrypt())
        return result

    def _prepare_vals(self, vals):
        vals = dict(vals)
        number = vals.pop("number", False)
        if number:
            kind = self.env["resident.identity.kind"].browse(vals.get("kind_id"))
            vals |= self._prepare_number_vals(kind or self._get_default_kind(), number)
        return vals

    def _set_number(self, number):
        """Replace the number; the former one stays as an archived document and is found by."""
        self.ensure_one()
        self.check_access("write")
        if "*" in number:
            self.partner_id._check_mask(number, {self.number})
            return
        vals = self._prepare_number_vals(self.kind_id, number)
        # sudo: the encrypted columns belong to nobody
        document = self.sudo()
        former = document._decrypt_identity()
        if document.blind_index not in (False, vals["blind_index"]):
            document._keep_history()
        document._write_server(vals)
        self.invalidate_recordset(["number"])
        if self._is_own_identity():
            self.partner_id._follow_identity_number(self._decrypt(), former)
            self.partner_id._check_identity_agrees()

    def _is_own_identity(self):
        return self.owner == SELF and self.is_identity_number

    def _keep_history(self):
        history = {name: self[name] for name in ("ciphertext", "blind_index", "is_identity_number")}
        history |= {"partner_id": self.partner_id.id, "kind_id": self.kind_id.id}
        self._as_server().create(history | {"owner": self.owner, "active": False})

    def _prepare_number_vals(self, kind, number):
        """Columns of a number, checked by its kind.

        :raise ValidationError: the number doesn't pass the check of its kind
        """
        number, is_identity = kind._check_number(number)
        vault = self._get_vault()
        index = vault.blind_index(number)
        return {
            "ciphertext": base64.b64encode(vault.encrypt(number, index)).decode(),
            "blind_index": index,
            "is_identity_number": is_identity,
        }

    def _get_index(self, value):
        """Blind index of a number as somebody types it, of whatever kind it is."""
        number = normalize(value)
        with suppress(ValidationError):  # another kind of document, or nothing that can be found
            number = check_identity_number(self.env, number)
        return self._get_vault().blind_index(number)

    def _decrypt(self):
        """The whole number, for the system alone."""
        # sudo: the encrypted columns belong to nobody; callers mask the number or record who sees it
        document = self.sudo()
        if not document.ciphertext:
            return ""
        stored = base64.b64decode(document.ciphertext)
        try:
            return self._get_vault().decrypt(stored, document.blind_index)
        except KeyFileError as error:
            raise self._make_key_error() from error

    def _decrypt_identity(self):
        """The whole resident identity number; empty for other documents and for none."""
        return self._decrypt() if self.is_identity_number else ""

    def _get_vault(self):
        try:
            return Vault.load()
        except KeyFileError as error:
            raise self._make_key_error() from error

    def _make_key_error(self):
        return UserError(
            self.env._(
                "Identity numbers can't be read or written: the key file of this machine is "
                "missing or damaged. Please tell the administrator; nothing was changed."
            )
        )
