from odoo import models
from odoo.fields import Domain

NAMED = 10
"""So many missing pieces are named one by one; of more only the number is told."""

WAITING = {
    "delivered_quantity": ("expected", "rejected"),
    "accepted_quantity": ("expected", "arrived", "rejected"),
}


class BillingCondition(models.Model):
    """“All delivered / all accepted” names the pieces it still waits for."""

    _inherit = "billing.condition"

    def _check_quantities(self, field):
        met, text = super()._check_quantities(field)
        missing = not met and self._get_missing_pieces(field)
        return met, f"{text}; {missing}" if missing else text

    def _get_missing_pieces(self, field):
        """Name the pieces of the user's own scope that are missing, and how many others are."""
        # sudo: who may read the contract is told which piece blocks its payment, but only of
        # units in his own scope
        items = self.env["equipment.delivery.item"].sudo()
        lines = self.project_id.line_ids.filtered(lambda line: line.nature != "service")
        waiting = Domain("billing_line_id", "in", lines.ids) & items._get_waiting_domain(
            WAITING[field]
        )
        mine = Domain("org_unit_id", "child_of", self.env.user.org_unit_id.ids)
        total = items.search_count(waiting)
        if not total:
            return self._get_unplanned_text(lines)
        named = items.search(waiting & mine, limit=NAMED)
        text = named._get_missing_text() if named else ""
        others = total - len(named)
        if not others:
            return text
        more = self.env._("%(count)s more pieces", count=others)
        return f"{text}; {more}" if text else more

    def _get_unplanned_text(self, lines):
        names = [
            f"{line.name} × {unplanned}"
            for line in lines
            if line.is_counted and (unplanned := line.sudo()._get_unplanned())  # sudo: counts only
        ]
        return names and self.env._("no delivery planned: %(lines)s", lines=", ".join(names))
