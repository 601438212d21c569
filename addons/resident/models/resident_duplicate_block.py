from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

HOSPITAL_KINDS = ("township_hospital", "community_center")


class ResidentDuplicateBlock(models.Model):
    """One township of the search for duplicates: its residents are compared with everybody.

    The search of a county goes township by township and keeps what it has found after each.
    """

    _name = "resident.duplicate.block"
    _inherit = ["server.guard.mixin"]
    _description = "Search for Duplicates"
    _order = "searched_at desc, id"
    _rec_name = "org_unit_id"
    _server_fields = frozenset({"org_unit_id", "searched_at", "resident_count", "pair_count"})

    org_unit_id = fields.Many2one(
        "org.unit", "Unit", required=True, readonly=True, index=True, ondelete="cascade"
    )
    searched_at = fields.Datetime("Last search", readonly=True)
    resident_count = fields.Integer("Residents", readonly=True)
    pair_count = fields.Integer("Pairs found", readonly=True)

    _unit_unique = models.UniqueIndex("(org_unit_id)", "This unit is searched already.")

    def action_search(self):
        """Search these units again within the next minutes."""
        self._write_server({"searched_at": False})
        # sudo: only the system starts scheduled work
        self.env.ref("resident.resident_duplicate_cron").sudo()._trigger()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("The search has started; new pairs appear in the queue."),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    @api.model
    def _cron_search(self):
        """Search the townships that were not searched for some days, the oldest first."""
        days = self.env["resident.duplicate.rule"]._get("search_days")
        before = fields.Datetime.now() - timedelta(days=days)
        units = self._sync_blocks()
        due = self.search(
            Domain("searched_at", "=", False) | Domain("searched_at", "<", before),
            order="searched_at nulls first, id",
        )
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=len(due))
        for block in due:
            block._search_units(units.get(block.org_unit_id.id, []))
            if not cron._commit_progress(1):
                break

    @api.model
    def _sync_blocks(self):
        """One block for each township with residents.

        :return: ``{unit of the block: ids of the units whose residents belong to it}``
        """
        groups = self.env["res.partner"]._read_group(
            [("is_resident", "=", True)], ["resident_unit_id"]
        )
        units = {}
        for (unit,) in groups:
            units.setdefault(self._get_township(unit).id, []).append(unit.id)
        known = self.search([("org_unit_id", "in", list(units))]).org_unit_id.ids
        self.create([{"org_unit_id": unit_id} for unit_id in units if unit_id not in known])
        return units

    def _get_township(self, unit):
        above = unit
        while above and above.kind not in HOSPITAL_KINDS:
            above = above.parent_id
        return above or unit

    def _search_units(self, unit_ids):
        self.ensure_one()
        pairs = self.env["resident.duplicate"]
        people = Domain("resident_unit_id", "in", unit_ids) & Domain("is_resident", "=", True)
        count = pairs._check_people(SQL("resident_unit_id = ANY(%s)", list(unit_ids)))
        self.write(
            {
                "searched_at": fields.Datetime.now(),
                "resident_count": self.env["res.partner"].search_count(people),
                "pair_count": count,
            }
        )
