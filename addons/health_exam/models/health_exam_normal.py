from odoo import models
from odoo.exceptions import UserError


class HealthExam(models.Model):
    """“All normal” (全部正常): one press for what nine of ten people have."""

    _inherit = "health.exam"

    def action_fill_normal(self):
        """Answer every empty coded box that the user's stations are asked for as normal.

        Only boxes of items asked for: what no package asks for, or was refused, stays empty.

        :raise UserError: the user works at no station of these exams
        """
        self._check_working()
        for exam in self:
            names = exam._get_own_asked_boxes()
            if not names:
                raise UserError(
                    self.env._("Your stations have no coded boxes on this form; nothing to fill.")
                )
            values = exam._get_normal_values(names)
            if values:
                exam.write(values)

    def _get_own_asked_boxes(self):
        """Coded boxes of the items asked for and not refused, in the sections that the user writes."""
        self.ensure_one()
        coded = self._get_code_fields()
        return [
            name
            for item in self.item_ids - self.gap_ids.item_id
            for name in item._get_all_field_names()
            if name in coded and self._may_write_section(self._get_section_of(name))
        ]

    def _get_normal_values(self, names):
        lists = self._get_code_fields()
        codes = self.env["health.code"]
        found = {name: codes._get_normal_id(lists[name]) for name in names if not self[name]}
        return {
            name: [code_id] if self._fields[name].type == "many2many" else code_id
            for name, code_id in found.items()
            if code_id
        }
