from odoo import models
from odoo.tools import SQL

from .equipment_stocktake_line import DIFFERENCES, PRESENT

# Result: kind of the proposal it leads to.
PROPOSALS = {
    "wrong_place": "place",
    "wrong_unit": "unit",
    "not_found": "missing",
    "unknown_tag": "surplus",
}
SAW = (*PRESENT, "disposed_found")


class EquipmentStocktake(models.Model):
    """What the signed result says, and what it proposes."""

    _inherit = "equipment.stocktake"

    def _create_proposals(self):
        """Write down what each difference asks for; nothing is changed yet."""
        domain = [("stocktake_id", "=", self.id), ("result", "in", list(PROPOSALS))]
        lines = self.env["equipment.stocktake.line"].search(domain)
        # A device of a unit outside has no card here that could be corrected.
        lines = lines.filtered(lambda line: line.equipment_id or line.result == "unknown_tag")
        # sudo: proposals come from the signature only, nobody may add one by hand
        proposals = self.env["equipment.stocktake.proposal"].sudo()
        # Nothing to tell yet: the decision on each will be logged, not that it exists.
        proposals.with_context(mail_create_nolog=True, tracking_disable=True).create(
            [
                {
                    "stocktake_id": self.id,
                    "line_id": line.id,
                    "equipment_id": line.equipment_id.id,
                    "kind": PROPOSALS[line.result],
                }
                for line in lines
            ]
        )

    def _get_differences(self):
        """Lines that need an explanation and that the user may see, by result."""
        domain = [("stocktake_id", "=", self.id), ("result", "in", DIFFERENCES)]
        groups = self.env["equipment.stocktake.line"].search(domain).grouped("result")
        return [
            (groups[result][0]._get_result_label(), groups[result])
            for result in DIFFERENCES
            if result in groups
        ]

    def _compare_with_previous(self):
        """``[(label, lines)]``: newly missing, found again and moved since the previous one."""
        if not self.previous_id:
            return []
        missing = SQL("now.result = 'not_found' AND last.result IN %s", SAW)
        again = SQL("now.result IN %s AND last.result = 'not_found'", SAW)
        # A place that nobody entered says nothing about a move.
        moved = SQL(
            """now.result IN %(saw)s AND last.result IN %(saw)s
            AND (now.found_unit_id <> last.found_unit_id
                OR NULLIF(now.found_place, '') <> NULLIF(last.found_place, ''))""",
            saw=SAW,
        )
        return [
            (self.env._("Newly missing"), self._compare(missing)),
            (self.env._("Found again"), self._compare(again)),
            (self.env._("Moved"), self._compare(moved)),
        ]

    def _compare(self, condition):
        lines = self.env["equipment.stocktake.line"]
        lines.flush_model()
        rows = self.env.execute_query(
            SQL(
                """SELECT now.id
                FROM equipment_stocktake_line now
                JOIN equipment_stocktake_line last USING (equipment_id)
                WHERE now.stocktake_id = %s AND last.stocktake_id = %s AND %s""",
                self.id,
                self.previous_id.id,
                condition,
            )
        )
        # searched again, so that the rules of access apply
        return lines.search([("id", "in", [line_id for (line_id,) in rows])])

    def _get_signatures(self):
        """``[(role, name of the signer, when, picture)]`` in the order they signed."""
        roles = dict(self._evidence_required_kinds())
        return [
            (roles[item.requirement_code], item.uploaded_by_id.name, item.received_at, item)
            for item in self.evidence_ids.sorted("id")
            if item.requirement_code in roles and item.kind == "signature"
        ]
