from odoo import models

SITE_KINDS = ("township_hospital", "community_center", "village_clinic")


class ProjectProject(models.Model):
    """Whether what is bought reaches everybody the document promises it to (D7, D8, D10)."""

    _inherit = "project.project"

    def _get_sites(self, kinds=SITE_KINDS):
        """Return the units of ``kinds`` below the purchaser."""
        # sudo: counting the sites of the whole purchaser does not depend on who asks
        return (
            self.env["org.unit"]
            .sudo()
            .search([("id", "child_of", self.org_unit_id.ids), ("kind", "in", kinds)])
        )

    def _find_coverage(self):
        return [
            {
                "key": line.id,
                "clause": line.clause,
                "amount": (line.needed_quantity - line.quantity) * line.unit_price,
                "message": self._describe_coverage(line),
            }
            for line in self.line_ids
            if line.needed_quantity > line.quantity
        ]

    def _describe_coverage(self, line):
        def gap(needed):
            missing = needed - line.quantity
            return {
                "needed": f"{needed:g}",
                "percent": f"{line.quantity / needed * 100:.1f}",
                "missing": f"{missing:g}",
                "cost": f"{missing * line.unit_price:,.2f}",
            }

        message = self.env._(
            "“%(name)s”: %(quantity)s for %(needed)s promised, %(percent)s %%; %(missing)s are "
            "missing, worth %(cost)s yuan.",
            name=line.name,
            quantity=f"{line.quantity:g}",
            **gap(line.needed_quantity),
        )
        sites = len(self._get_sites())
        if sites <= line.needed_quantity:
            return message
        return f"{message}\n" + self.env._(
            "For all %(needed)s sites below the purchaser: %(percent)s %%, %(missing)s missing, "
            "%(cost)s yuan.",
            **gap(sites),
        )

    def _find_indivisible(self):
        owners = len(self.owner_ids)
        return [
            {
                "key": line.id,
                "clause": line.clause,
                "message": self.env._(
                    "“%(name)s”: %(quantity)s pieces over %(owners)s owners are %(each)s each, not "
                    "a whole number. The shares follow the largest remainder; check them.",
                    name=line.name,
                    quantity=f"{line.quantity:g}",
                    owners=owners,
                    each=f"{line.quantity / owners:.2f}",
                ),
            }
            for line in self.line_ids
            if line.nature == "goods" and 1 < owners < line.quantity and line.quantity % owners
        ]

    def _find_unpriced_site(self):
        return [
            {
                "key": unit.id,
                "message": self.env._(
                    "%(unit)s belongs to the purchaser's sites but is no owner: no line is priced "
                    "for it.",
                    unit=unit.name,
                ),
            }
            for unit in self._get_sites(("community_center",)) - self.owner_ids.org_unit_id
        ]
