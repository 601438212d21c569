from odoo import models
from odoo.exceptions import UserError

from ..tools.archive import ZIP_MAGIC, check_archive, count_cells

# The stock reader keeps every cell in memory (about 0.8 kB each).
MAX_CELLS = 500_000


class BaseImportImport(models.TransientModel):
    _inherit = "base_import.import"

    def _read_file(self, options):
        """Refuse dangerous or oversized files before the stock reader unpacks them."""
        if (self.file or b"").startswith(ZIP_MAGIC):
            archive = check_archive(self.env, self.file)
            cells = count_cells(archive)
            if cells > MAX_CELLS:
                raise UserError(
                    self.env._(
                        "The file has %(count)s cells; at most %(limit)s are accepted at a time. "
                        "Please split it into several files.",
                        count=cells,
                        limit=MAX_CELLS,
                    ),
                )
        return super()._read_file(options)
