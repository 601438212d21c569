from odoo import models

from ..tools import to_fen, to_yuan

SECURITIES = ("performance", "retention")


class ProjectProject(models.Model):
    """What the document leaves open about bonds, free year and maintenance (D18–D20)."""

    _inherit = "project.project"

    def _find_bond_unnamed(self):
        if not self.milestone_ids or self.bond_ids.filtered(lambda bond: bond.kind in SECURITIES):
            return []
        rules = self.env["billing.rule"]
        return [
            {
                "message": self.env._(
                    "Neither a performance bond (at most %(bond)s %%) nor a retention (at most "
                    "%(retention)s %%) is named: nothing secures the warranty once everything is "
                    "paid.",
                    bond=f"{rules._get('performance_bond_ceiling'):g}",
                    retention=f"{rules._get('retention_ceiling'):g}",
                )
            }
        ]

    def _find_warranty_start(self):
        return [
            {"key": agreement.id, "message": agreement._describe_start()}
            for agreement in self.maintenance_ids
            if agreement.free_months and agreement._is_start_assumed()
        ]

    def _find_maintenance_undefined(self):
        found = []
        for agreement in self.maintenance_ids:
            missing = agreement._get_undefined()
            if missing:
                fee = agreement.yearly_fee or agreement._get_fee_of(self.contract_amount)
                found.append(
                    {
                        "key": agreement.id,
                        "amount": fee,
                        "message": agreement._describe_undefined(missing, fee),
                    }
                )
        return found


class BillingMaintenance(models.Model):
    _inherit = "billing.maintenance"

    def _is_start_assumed(self):
        """Return whether the start is open, or only taken over from the acceptance."""
        accepted = [day for day in self.project_id.line_ids.mapped("accepted_date") if day]
        return not self.start_date or self.start_date == max(accepted, default=None)

    def _describe_start(self):
        if not self.start_date:
            return self.env._(
                "“%(name)s”: %(months)s months are free, but the document does not say from when. "
                "The system will start on the day of the last acceptance.",
                name=self.name,
                months=self.free_months,
            )
        return self.env._(
            "“%(name)s”: the document does not say when the %(months)s free months start. The "
            "system takes the last acceptance, %(start)s: free until %(end)s, fee from %(fee)s on.",
            name=self.name,
            months=self.free_months,
            start=self.start_date,
            end=self.warranty_end,
            fee=self.first_fee_date,
        )

    def _get_undefined(self):
        """Return what the agreement leaves open, in the user's words."""
        _ = self.env._
        open_points = [
            (not self.base_kind, _("what the fee is taken of")),
            (not self.end_date, _("how long it is paid")),
            (not self.fund_id, _("which fund pays it")),
        ]
        return [point for is_open, point in open_points if is_open]

    def _get_fee_of(self, amount):
        """Return the yearly fee of ``amount`` yuan, in yuan."""
        return to_yuan(to_fen(amount * self.rate / 100))

    def _describe_undefined(self, missing, fee):
        lines = self.project_id.line_ids
        others = "; ".join(f"{line.name} {self._get_fee_of(line.amount):,.2f}" for line in lines)
        message = self.env._(
            "“%(name)s” leaves open: %(missing)s. At %(rate)g %% of the contract amount it costs "
            "%(fee)s yuan a year, not contained in the contract.",
            name=self.name,
            missing=self.env._(", ").join(missing),
            rate=self.rate,
            fee=f"{fee:,.2f}",
        )
        if self.base_kind:
            return message
        return f"{message}\n" + self.env._("Of single lines: %(others)s.", others=others)
