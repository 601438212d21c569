from odoo import api, models


class EvidenceSealLineMixin(models.AbstractModel):
    """Rows that are signed with their record: closed, for everyone, when it is sealed.

    Name the link in ``_seal_parent_field`` and the One2many in the record's
    ``_seal_line_fields``.
    """

    _name = "evidence.seal.line.mixin"
    _description = "Sealed With Its Record"

    _seal_parent_field = None
    # Stored fields of the row that may change after sealing; they aren't signed.
    _seal_exempt_fields = ()

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._check_record_open()
        return lines

    def write(self, vals):
        if vals.keys() <= set(self._seal_exempt_fields):
            return super().write(vals)
        # whoever may not write it isn't told whose record is sealed
        self.check_access("write")
        # Before and after: neither out of a sealed record nor into one.
        self._check_record_open()
        result = super().write(vals)
        self._check_record_open()
        return result

    # Always, also when a forged ``_force_unlink`` context pretends an uninstallation.
    @api.ondelete(at_uninstall=True)
    def _unlink_except_sealed(self):
        self._check_record_open()

    def _check_record_open(self):
        """:raise UserError: the record of one of these rows is sealed."""
        # sudo: the seal binds whoever writes, also where he can't read the record
        records = self.sudo()[self._seal_parent_field]
        for record in records.filtered(lambda record: record._is_sealed()):
            raise record._make_sealed_error(record._seal_line_fields)
