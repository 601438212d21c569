from odoo import models
from odoo.exceptions import UserError

from ..tools.allocation import exact_quota, split_capped


class EquipmentAllocation(models.Model):
    """The proposal: largest remainder over the hospitals, then who gets one below each."""

    _inherit = "equipment.allocation"

    def action_propose(self):
        """Share out the quantity anew; entered population and need are kept, shares are not."""
        self.check_access("write")
        for plan in self:
            plan._check_approval_unlocked()
            plan._load_lines()
            plan._share_out()

    def _load_lines(self):
        """One line per hospital with sites below it and one per site; what was entered stays."""
        sites_of = self._group_sites()
        hospitals = self.line_ids.filtered(lambda line: not line.parent_id)
        hospitals.filtered(lambda line: line.unit_id not in sites_of).unlink()
        known = {line.unit_id: line for line in hospitals.exists()}
        Line = self.env["equipment.allocation.line"]
        fresh = Line.create(
            [
                {"allocation_id": self.id, "unit_id": unit.id, "sequence": number}
                for number, unit in enumerate(sites_of, 1)
                if unit not in known
            ]
        )
        known |= {line.unit_id: line for line in fresh}
        for unit, sites in sites_of.items():
            gone = known[unit].child_ids.unit_id - sites
            known[unit].child_ids.filtered_domain([("unit_id", "in", gone.ids)]).unlink()
        Line.create(
            [
                {"allocation_id": self.id, "parent_id": line.id, "unit_id": site.id, "need": 1}
                for unit, line in known.items()
                if unit in sites_of
                for site in sites_of[unit] - line.child_ids.unit_id
            ]
        )
        self.invalidate_recordset(["line_ids", "hospital_line_ids"])

    def _group_sites(self):
        """``{hospital: sites below it}``; a hospital that needs one is a site of its own."""
        sites = self._get_sites()
        hospitals = self._get_hospitals()
        above = dict.fromkeys(hospitals, sites.browse())
        for site in sites:
            path = [int(unit_id) for unit_id in site.parent_path.split("/") if unit_id]
            hospital = next((unit for unit in hospitals if unit.id in path), None)
            if not hospital:
                raise UserError(
                    self.env._(
                        "%(site)s is below no hospital. Give it a superior unit first.",
                        site=site.name,
                    )
                )
            above[hospital] |= site
        return {hospital: below for hospital, below in above.items() if below}

    def _share_out(self):
        lines = self.line_ids.filtered(lambda line: not line.parent_id).sorted("sequence")
        weights = [line._get_weight() for line in lines]
        caps = [line.need for line in lines]
        if self.quantity > sum(caps):
            raise UserError(
                self.env._(
                    "%(count)s pieces for a need of %(need)s: reduce the quantity or enter a higher "
                    "need.",
                    count=self.quantity,
                    need=sum(caps),
                )
            )
        if not any(weights):
            raise UserError(
                self.env._("Enter or import the population first, or share out another way.")
            )
        parts = split_capped(self.quantity, weights, caps)
        for line, weight, part in zip(lines, weights, parts, strict=True):
            quota = exact_quota(self.quantity, weight, sum(weights))
            line._write_server({"quota": quota, "allotted": part})


class EquipmentAllocationLine(models.Model):
    _inherit = "equipment.allocation.line"

    def _get_weight(self):
        """Weight of this hospital in the method of its plan."""
        below = self.child_ids
        return {
            "equal": 1,
            "sites": len(below),
            "population": self.population or sum(below.mapped("population")),
            "need": self.need,
        }[self.allocation_id.method]

    def _allot_sites(self):
        """Give the pieces of each hospital to its sites, and let the others share with them.

        Who uses one already comes first, then the larger population, then the order of the units;
        a second piece goes round only when each site has one.
        """
        for line in self.filtered("child_ids"):
            ranked = line._rank_sites()
            each, rest = divmod(line.allotted, len(ranked))
            ranked[:rest].write({"allotted": each + 1})
            ranked[rest:].write({"allotted": each})

    def _pair_sites(self):
        """Each site without a piece shares with one of its hospital's sites that has one, in turn."""
        for line in self:
            ranked = line._rank_sites()
            holders = ranked.filtered("allotted")
            holders.shares_with_id = False
            for number, site in enumerate(ranked - holders):
                site.shares_with_id = holders[number % len(holders)] if holders else False

    def _rank_sites(self):
        return self.child_ids.sorted(
            lambda site: (not site.already_held, -site.population, site.unit_id.code)
        )
