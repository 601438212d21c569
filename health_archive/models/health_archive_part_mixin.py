from odoo import api, fields, models


class HealthArchivePartMixin(models.AbstractModel):
    """A record that hangs on an archive: it is of the archive's scope and closes with it.

    The scope rule of an inheriting model is::

        [('archive_id.org_unit_id', 'in', user._get_resident_unit_ids())]
    """

    _name = "health.archive.part.mixin"
    _inherit = ["server.guard.mixin", "access.audit.mixin"]
    _description = "Part of an Archive"
    _fixed_fields = frozenset({"archive_id"})

    # A part of the paper form: what happens to its rows goes to the list of changes.
    _part_of_form = False
    _part_is_sensitive = False

    archive_id = fields.Many2one("health.archive", required=True, index=True, ondelete="cascade")
    partner_id = fields.Many2one(related="archive_id.partner_id", string="Resident")

    @api.model_create_multi
    def create(self, vals_list):
        parts = super().create(vals_list)
        parts._check_archive_open()
        parts._log_rows(new=True)
        return parts

    def write(self, vals):
        self._check_archive_open()
        before = self._get_row_texts()
        result = super().write(vals)
        after = self._get_row_texts()
        self._log_texts(
            [(part, before[part], after[part]) for part in before if before[part] != after[part]]
        )
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_closed_archive(self):
        self._check_archive_open()
        self._log_rows(new=False)

    def _check_archive_open(self):
        """:raise UserError: one of the archives is locked or closed"""
        if not self._is_server():
            self.archive_id._check_open()

    def _get_row_texts(self):
        return {part: part.display_name for part in self} if self._part_of_form else {}

    def _log_rows(self, new):
        texts = self._get_row_texts().items()
        self._log_texts([(part, "", text) if new else (part, text, "") for part, text in texts])

    def _log_texts(self, rows):
        self.env["health.archive.change"]._log(
            {
                "archive_id": part.archive_id.id,
                "model": self._name,
                "old_value": old,
                "new_value": new,
                "is_sensitive": self._part_is_sensitive,
            }
            for part, old, new in rows
            if part.archive_id._is_logged()
        )
