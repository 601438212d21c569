from odoo import api, models


class HealthFollowupMixin(models.AbstractModel):
    """Forms of visits: what is signed can't be typed into, on the form of whichever kind."""

    _inherit = "health.followup.mixin"

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        arch, view = super()._get_view(view_id, view_type, **options)
        if view_type == "form":
            for node in arch.iterfind(".//field"):
                if self._is_typed_in(node):
                    node.set("readonly", "seal_state != 'open'")
        return arch, view

    def _is_typed_in(self, node):
        """Whether a node of a form is a box of the visit itself."""
        if next(node.iterancestors("field"), None) is not None or node.get("readonly"):
            return False
        field = self._fields[node.get("name")]
        return not field.readonly and field.name not in self._seal_exempt_fields
