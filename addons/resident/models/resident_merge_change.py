from odoo import api, fields, models

from .resident_identity import NOBODY


class ResidentMergeChange(models.Model):
    """One value, link or row that a merge has changed, as the database held it.

    The values themselves belong to nobody: a manager sees where something changed, and of a kind
    of record that he may not read, not even that there is one.
    """

    _name = "resident.merge.change"
    _inherit = ["server.guard.mixin"]
    _description = "Change by a Merge"
    _order = "id"
    _server_fields = frozenset({
        "merge_id", "kind", "res_table", "res_model", "res_id", "field_name", "old_value",
        "new_value", "row",
    })  # fmt: skip

    merge_id = fields.Many2one("resident.merge", required=True, index=True, ondelete="cascade")
    kind = fields.Selection(
        [
            ("value", "Value"),
            ("linked", "Link added"),
            ("deleted", "Row the kept person had already"),
            ("left", "Left with the merged entry"),
        ],
        required=True,
        readonly=True,
    )
    res_table = fields.Char("Table", required=True, readonly=True, groups=NOBODY)
    res_model = fields.Char("Model", readonly=True, groups=NOBODY)
    res_id = fields.Integer("Id", readonly=True, groups=NOBODY)
    field_name = fields.Char(readonly=True, groups=NOBODY)
    number = fields.Integer("Record id", compute="_compute_labels")
    model_label = fields.Char("What", compute="_compute_labels")
    field_label = fields.Char("Field", compute="_compute_labels")
    old_value = fields.Text(readonly=True, groups=NOBODY)
    new_value = fields.Text(readonly=True, groups=NOBODY)
    row = fields.Text(readonly=True, groups=NOBODY)

    @api.depends("res_model", "res_id", "field_name")
    @api.depends_context("uid", "lang")
    def _compute_labels(self):
        # sudo: only the names of what the user may read are shown
        for change, hidden in zip(self, self.sudo(), strict=True):
            model_name, name = hidden._get_place()
            model = self.env.get(model_name or "")
            if model is None or not model.has_access("read"):
                change.model_label = self.env._("Other records")
                change.number = change.field_label = False
                continue
            change.number = hidden.res_id
            # sudo: the name of a model is no secret
            change.model_label = self.env["ir.model"].sudo()._get(model_name).name
            field = model._fields.get(name)
            change.field_label = field._description_string(self.env) if field else name

    @api.depends("model_label", "number", "field_label")
    @api.depends_context("uid", "lang")
    def _compute_display_name(self):
        for change in self:
            number = change.number and f"#{change.number}"
            parts = (change.model_label, number, change.field_label)
            change.display_name = " ".join(filter(None, parts))

    def _get_place(self):
        """Names of the model and of the field that changed; for a link, those of its Many2many."""
        if self.res_model:
            return self.res_model, self.field_name
        return self.env["resident.merge"]._get_relation(self.res_table)

    def _is_computed(self):
        """Whether the value follows from others; then it may change without anybody's doing."""
        self.ensure_one()
        model = self.env.get(self.res_model or "")
        field = model is not None and model._fields.get(self.field_name)
        return bool(field and field.compute and field.readonly)
