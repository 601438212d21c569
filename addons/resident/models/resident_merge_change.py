from odoo import api, fields, models


class ResidentMergeChange(models.Model):
    """One value, link or row that a merge has changed, as the database held it.

    The values themselves belong to nobody: a manager sees where something changed, not what a
    sensitive record says.
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
    res_table = fields.Char("Table", required=True, readonly=True)
    res_model = fields.Char("Model", readonly=True)
    res_id = fields.Integer("Record id", readonly=True)
    field_name = fields.Char(readonly=True)
    model_label = fields.Char("What", compute="_compute_labels")
    field_label = fields.Char("Field", compute="_compute_labels")
    old_value = fields.Text(readonly=True, groups="resident.group_never")
    new_value = fields.Text(readonly=True, groups="resident.group_never")
    row = fields.Text(readonly=True, groups="resident.group_never")

    @api.depends("res_model", "field_name")
    @api.depends_context("lang")
    def _compute_labels(self):
        for change in self:
            model = self.env.get(change.res_model or "")
            change.model_label = change._get_model_label(model)
            field = model is not None and model._fields.get(change.field_name)
            change.field_label = field._description_string(self.env) if field else change.field_name

    @api.depends("res_model", "res_id", "field_name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for change in self:
            parts = [change.model_label, change.res_id and f"#{change.res_id}", change.field_label]
            change.display_name = " ".join(filter(None, parts))

    def _get_model_label(self, model):
        if model is None:
            return self.env._("Link %(table)s", table=self.res_table)
        # sudo: the name of a model is no secret
        return self.env["ir.model"].sudo()._get(model._name).name

    def _is_computed(self):
        """Whether the value follows from others; then it may change without anybody's doing."""
        self.ensure_one()
        model = self.env.get(self.res_model or "")
        field = model is not None and model._fields.get(self.field_name)
        return bool(field and field.compute and field.readonly)
