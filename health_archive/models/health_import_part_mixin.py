import base64
import zlib

from odoo import models


class HealthImportPartMixin(models.AbstractModel):
    """Some hundred rows of a list with whole identity numbers: kept sealed, like its file."""

    _name = "health.import.part.mixin"
    _inherit = ["spreadsheet.import.part.mixin"]
    _description = "Part of a List with Identity Numbers"

    def _pack_lines(self, text):
        packed = base64.b64encode(zlib.compress(text.encode(), 1)).decode()
        vault = self.env["resident.identity"]._get_vault()
        return base64.b64encode(vault.encrypt(packed, self._name)).decode()

    def _unpack_lines(self, packed):
        vault = self.env["resident.identity"]._get_vault()
        opened = vault.decrypt(base64.b64decode(packed), self._name)
        return zlib.decompress(base64.b64decode(opened)).decode()
