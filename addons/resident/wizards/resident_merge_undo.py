from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError


class ResidentMergeUndo(models.TransientModel):
    """What undoing a merge can put back, what it can't, and what stays with the kept person."""

    _name = "resident.merge.undo"
    _description = "Undo a Merge"

    merge_id = fields.Many2one("resident.merge", required=True, readonly=True, ondelete="cascade")
    reason = fields.Char()
    broken_html = fields.Html("Can't be put back", compute="_compute_html")
    later_html = fields.Html("Stays with the kept person", compute="_compute_html")

    @api.constrains("merge_id")
    def _check_visible(self):
        self.merge_id.check_access("read")

    @api.depends("merge_id")
    @api.depends_context("lang")
    def _compute_html(self):
        for wizard in self:
            broken = wizard.merge_id._get_broken_changes()
            later = wizard.merge_id._get_later_counts()
            wizard.broken_html = self._make_list(broken.mapped("display_name"))
            wizard.later_html = self._make_list(f"{k}: {n}" for k, n in later.items())

    def action_undo(self):
        """Put everything back; refused when something was changed since."""
        return self._undo(force=False)

    def action_undo_untouched(self):
        """Put back what nobody has changed since."""
        return self._undo(force=True)

    def _undo(self, force):
        self.ensure_one()
        if not (self.reason or "").strip():
            raise UserError(self.env._("Give the reason for undoing the merge."))
        self.merge_id._undo(self.reason, force=force)
        return self.merge_id.lost_id.get_formview_action()

    @staticmethod
    def _make_list(lines):
        items = Markup().join(Markup("<li>%s</li>") % line for line in lines)
        return items and Markup("<ul>%s</ul>") % items
