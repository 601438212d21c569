from odoo import api, models

PRINTED = {
    "elder": ("elder_", "adl_", "tcm_"),
    "child": ("child_",),
    "pregnancy": ("preg_",),
}
"""Code of a programme: beginnings of the names of the boxes on its forms."""


class HealthFollowupBlock(models.AbstractModel):
    """Elders, children and mothers on paper: the boxes that were filled in, in their order."""

    _inherit = "health.followup.block"

    def _get_paper_body(self):
        prefixes = PRINTED.get(self.programme_id.code)
        if not prefixes:
            return super()._get_paper_body()
        vitals = ("sbp", "dbp", "height", "weight", "waist", "heart_rate")
        boxes = [*vitals, *self._get_paper_boxes(prefixes)]
        return [self._paper_box(name) for name in boxes if any(visit[name] for visit in self)]

    @api.model
    def _get_paper_boxes(self, prefixes):
        """Stored boxes of these prefixes that the user may read, in the order of the form."""
        found = [
            field
            for name, field in self._fields.items()
            if name.startswith(prefixes)
            and field.store
            and field.type != "boolean"
            and self._has_field_access(field, "read")
        ]
        return [field.name for field in sorted(found, key=lambda field: field._sequence)]

    def _paper_box(self, name):
        field = self._fields[name]
        if getattr(field, "code_list", None):
            return self._paper_code(name)
        if field.type == "selection":
            return self._paper_choice(name)
        return self._paper_value(name)
