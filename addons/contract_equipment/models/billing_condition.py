from odoo import models
from odoo.fields import Domain

NAMED = 10
"""So many missing pieces are named one by one; of more only the number is told."""

WAITING = {
    "delivered_quantity": ("expected",),
    "accepted_quantity": ("expected", "arrived"),
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
        # read for all contracts of a list at once: most plan no deliveries and need no query
        if not any(lines.mapped("is_counted")):
            return ""
        pieces = Domain("billing_line_id", "in", lines.ids)
        waiting = pieces & Domain("state", "in", WAITING[field])
        mine = Domain("org_unit_id", "child_of", self.env.user.org_unit_id.ids)
        named = items.search(waiting & mine, order="serial_no, id", limit=NAMED)
        words = [named._get_missing_text()] if named else []
        if others := items.search_count(waiting) - len(named):
            words.append(self.env._("%(count)s more pieces", count=others))
        gone = Domain("state", "=", "rejected") & Domain("replacement_ids", "=", False)
        if rejected := items.search_count(pieces & gone):
            words.append(self.env._("%(count)s rejected without replacement", count=rejected))
        return "; ".join(words) or self._get_unplanned_text(lines)

    def _get_unplanned_text(self, lines):
        names = [
            f"{line.name} × {unplanned}"
            for line in lines
            if line.is_counted and (unplanned := line.sudo()._get_unplanned())  # sudo: counts only
        ]
        return names and self.env._("no delivery planned: %(lines)s", lines=", ".join(names))
