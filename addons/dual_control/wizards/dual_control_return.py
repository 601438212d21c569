from odoo import fields, models
from odoo.exceptions import UserError


class DualControlReturn(models.TransientModel):
    _name = "dual.control.return"
    _description = "Return for Correction"

    res_model = fields.Char(required=True, readonly=True, export_string_translation=False)
    res_id = fields.Many2oneReference(
        model_field="res_model",
        required=True,
        readonly=True,
        export_string_translation=False,
    )
    reason = fields.Text(
        required=True,
        help="What has to be corrected before the approval is requested again.",
    )

    def action_confirm(self):
        """Return the document; ``_return_approval`` checks who may."""
        self.ensure_one()
        model = self.env.get(self.res_model)
        # res_model comes from the client: only documents under dual control are reached
        if not isinstance(model, self.env.registry["dual.control.mixin"]):
            raise UserError(self.env._("This kind of document is not under dual control."))
        model.browse(self.res_id)._return_approval(self.reason)
        return {"type": "ir.actions.act_window_close"}
