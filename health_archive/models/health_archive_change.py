from odoo import api, fields, models


class HealthArchiveChange(models.Model):
    """One change of an archive in use (动态更新): what it said before and since, and who changed it.

    Only the system writes here; nobody edits or deletes a row.
    """

    _name = "health.archive.change"
    _inherit = ["access.audit.mixin"]
    _description = "Change of an Archive"
    _order = "id desc"
    _rec_name = "field_label"

    archive_id = fields.Many2one("health.archive", required=True, index=True, ondelete="cascade")
    date = fields.Datetime(required=True, default=fields.Datetime.now)
    user_id = fields.Many2one(
        "res.users", "By", required=True, default=lambda self: self.env.user, ondelete="restrict"
    )
    model = fields.Char(required=True, default="health.archive")
    field_name = fields.Char("Technical name")
    field_label = fields.Char("What", compute="_compute_field_label")
    old_value = fields.Char("Before")
    new_value = fields.Char("After")
    reason = fields.Char()
    is_sensitive = fields.Boolean()

    @api.depends("model", "field_name")
    @api.depends_context("lang")
    def _compute_field_label(self):
        for change in self:
            model = self.env.get(change.model)
            field = model is not None and model._fields.get(change.field_name)
            if field:
                change.field_label = field._description_string(self.env)
            else:
                change.field_label = self._get_model_label(change.model)

    @api.model
    def _get_model_label(self, name):
        # sudo: the name of a form part is no secret
        return self.env["ir.model"].sudo()._get(name).name or name

    @api.model
    def _log(self, vals_list):
        """Keep the changes ``vals_list``; ``user_id`` and ``date`` are now and the user's."""
        if vals_list := list(vals_list):
            # sudo: nobody may write the list himself
            self.sudo().create(vals_list)
