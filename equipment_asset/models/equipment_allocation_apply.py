from collections import defaultdict

from odoo import Command, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class EquipmentAllocation(models.Model):
    """Carrying a confirmed plan out: draft transfers of what is there already."""

    _inherit = "equipment.allocation"

    def action_apply(self):
        """Make draft transfers to the sites that still lack what was allotted to them.

        Pieces come from their hospital's store, then from sites of the same hospital that have
        more than allotted, then from the county's store. What is not delivered yet is waited for;
        press again after the delivery.
        """
        self.ensure_one()
        self.check_access("write")
        if self.state != "confirmed":
            raise UserError(self.env._("The plan must be confirmed first."))
        routes = self._plan_routes()
        if not routes:
            return self._notify_nothing_to_move()
        self.env["equipment.transfer"].create(
            [self._prepare_transfer(route, items) for route, items in routes.items()]
        )
        return self.action_open_transfers()

    def _plan_routes(self):
        """``{(owner, from, to): pieces}``"""
        free = self._get_free_pieces()
        routes = defaultdict(lambda: free[self.org_unit_id].browse())
        for hospital in self.line_ids.filtered(lambda line: not line.parent_id):
            sites = hospital.child_ids
            sources = [hospital.unit_id, *(sites.unit_id - hospital.unit_id), self.org_unit_id]
            for site in sites.filtered("waiting_count"):
                for piece in self._take(free, sources, site):
                    routes[piece.org_unit_id, piece.using_unit_id, site.unit_id] |= piece
        return routes

    def _take(self, free, sources, site):
        taken = []
        for unit in sources:
            while unit != site.unit_id and free[unit] and len(taken) < site.waiting_count:
                taken.append(free[unit][0])
                free[unit] = free[unit][1:]
        return taken

    def _get_free_pieces(self):
        """``{unit: pieces it uses beyond what it was allotted}``, without those in a transfer."""
        model, domain = self._get_stock()
        name = "kit_id" if model._name == "equipment.kit" else "equipment_id"
        moving = self.env["equipment.transfer.line"].search([("is_open", "=", True)])[name]
        pieces = model.search(domain & Domain("id", "not in", moving.ids))
        allotted = {line.unit_id: line.allotted for line in self.line_ids if line.parent_id}
        free = defaultdict(model.browse)
        for unit, there in pieces.grouped("using_unit_id").items():
            free[unit] = there[allotted.get(unit, 0) :]
        return free

    def _prepare_transfer(self, route, items):
        owner, source, target = route
        name = "kit_id" if items._name == "equipment.kit" else "equipment_id"
        within = target.parent_path.startswith(owner.parent_path)
        return {
            "allocation_id": self.id,
            "kind": "assignment" if within else "gratis",
            "org_unit_id": owner.id,
            "from_unit_id": source.id,
            "to_unit_id": target.id,
            "reason": self.name,
            "line_ids": [Command.create({name: item.id}) for item in items],
        }

    def _notify_nothing_to_move(self):
        hospitals = self.line_ids.filtered(lambda line: not line.parent_id)
        waiting = sum(hospitals.mapped("waiting_count"))
        text = (
            self.env._("%(count)s pieces are waiting for delivery.", count=waiting)
            if waiting
            else self.env._("Every site has what was allotted to it, or it is on the way.")
        )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {"message": text, "type": "warning" if waiting else "success"},
        }
