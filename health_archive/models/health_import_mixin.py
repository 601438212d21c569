import base64

from odoo import api, fields, models

from odoo.addons.safe_spreadsheet.models.spreadsheet_import_mixin import KEPT

NOBODY = "resident.group_never"
# What the import writes itself.
SEALED = KEPT | {"sealed_file", "sealed_result"}


class HealthImportMixin(models.AbstractModel):
    """Import of a list with whole identity numbers.

    The file is kept sealed, like the rows read from it (``health.import.part.mixin``), by the key
    that lies outside the database; when the import is done it is deleted.
    """

    _name = "health.import.mixin"
    _inherit = ["spreadsheet.import.mixin", "mail.thread", "org.scoped.mixin"]
    _description = "Import of a List with Identity Numbers"
    _kept_fields = SEALED

    file = fields.Binary("List", compute="_compute_file", inverse="_inverse_file", copy=False)
    sealed_file = fields.Binary(groups=NOBODY, copy=False)
    result_file = fields.Binary(compute="_compute_result_file", inverse="_inverse_result_file")
    sealed_result = fields.Binary(groups=NOBODY, copy=False)
    has_result = fields.Boolean(compute="_compute_has_result")
    state = fields.Selection(tracking=True)

    @api.depends("sealed_file")
    def _compute_file(self):
        for document in self:
            # sudo: the sealed columns belong to nobody
            document.file = document._unseal(document.sudo().sealed_file)

    def _inverse_file(self):
        for document in self:
            # sudo: as above
            document.sudo().sealed_file = document._seal(document.file)

    @api.depends("sealed_result")
    def _compute_result_file(self):
        for document in self:
            # sudo: as above
            sealed = document.sudo().sealed_result
            if sealed:
                document._record_download("result_file")
            document.result_file = document._unseal(sealed)

    def _compute_whole_file(self):
        for document in self:
            document._record_download("whole_file")
        return super()._compute_whole_file()

    def _record_download(self, name):
        """Whoever takes the file takes whole identity numbers out of the system."""
        self.env["access.event"]._record("export", self, [name])

    def _inverse_result_file(self):
        for document in self:
            # sudo: as above
            document.sudo().sealed_result = document._seal(document.result_file)

    @api.depends("sealed_result")
    def _compute_has_result(self):
        for document in self:
            # sudo: as above
            document.has_result = bool(document.sudo().with_context(bin_size=True).sealed_result)

    def _seal(self, content):
        """Base64 content as it is kept."""
        if not content:
            return False
        vault = self.env["resident.identity"]._get_vault()
        return base64.b64encode(vault.encrypt(_to_text(content), self._name))

    def _unseal(self, sealed):
        if not sealed:
            return False
        vault = self.env["resident.identity"]._get_vault()
        return vault.decrypt(base64.b64decode(sealed), self._name).encode()

    def _finish(self):
        super()._finish()
        if self.state == "done":
            # personal data of a whole village isn't kept a second time
            self.sealed_file = False

    def _announce(self, body, partner_ids):
        self.message_post(body=body, partner_ids=partner_ids)


def _to_text(content):
    return content.decode() if isinstance(content, bytes) else content
