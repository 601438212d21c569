from odoo import api, fields, models
from odoo.tools import split_every

CHECKED_STAGES = ("draft", "review", "signed", "active")


class ProjectProject(models.Model):
    """What does not add up in a contract: checked by rules, decided by people."""

    _inherit = "project.project"

    statement_ids = fields.One2many(
        "billing.statement", "project_id", string="Stated calculations", copy=True
    )
    finding_ids = fields.One2many("billing.finding", "project_id", string="Findings")
    open_finding_count = fields.Integer(compute="_compute_open_finding_count")
    findings_checked_at = fields.Datetime(string="Last checked", readonly=True, copy=False)

    @api.depends("finding_ids.state")
    def _compute_open_finding_count(self):
        counts = dict(
            self.env["billing.finding"]._read_group(
                [("project_id", "in", self.ids), ("state", "=", "open")],
                ["project_id"],
                ["__count"],
            )
        )
        for project in self:
            project.open_finding_count = counts.get(project._origin, 0)

    def action_submit_review(self):
        result = super().action_submit_review()
        self._refresh_findings()
        return result

    def action_refresh_findings(self):
        """Check the contracts against all rules in force today."""
        self.check_access("write")
        self._refresh_findings()

    def action_view_findings(self):
        """Open the findings of this contract, the open ones first."""
        actions = self.env["ir.actions.act_window"]
        action = actions._for_xml_id("contract_billing.billing_finding_action")
        return action | {
            "domain": [("project_id", "in", self.ids)],
            "context": {"search_default_open": 1},
        }

    @api.model
    def _cron_refresh_findings(self):
        """Check all contracts under way every night; texts in the language of the company."""
        lang = self.env.company.partner_id.lang or self.env.lang
        contracts = self.with_context(lang=lang).search(
            [("is_contract", "=", True), ("contract_stage", "in", CHECKED_STAGES)]
        )
        self.env["ir.cron"]._commit_progress(remaining=len(contracts))
        for batch in split_every(50, contracts.ids, contracts.browse):
            batch._refresh_findings()
            self.env["ir.cron"]._commit_progress(len(batch))

    def _refresh_findings(self):
        rules = self.env["billing.finding.rule"]._get_valid(fields.Date.context_today(self))
        for contract in self.filtered("is_contract"):
            found = {
                f"{rule.code}/{item.pop('key', '')}": item | {"rule_id": rule.id}
                for rule in rules
                for item in getattr(contract, f"_find_{rule.check}")()
            }
            contract._store_findings(found)
        # sudo: the time of the check belongs to the system, also on a signed contract
        self.sudo().findings_checked_at = fields.Datetime.now()

    def _store_findings(self, found):
        """Bring the stored findings in line with ``{key: values}`` of the present check."""
        # sudo: only the system writes findings, users decide on them
        findings = self.sudo().finding_ids
        for finding in findings:
            vals = found.pop(finding.key, None)
            if vals is None:
                finding.is_current = False
            else:
                finding._update(vals)
        findings.create(
            [{"project_id": self.id, "key": key, **vals} for key, vals in found.items()]
        )


class BillingFinding(models.Model):
    _inherit = "billing.finding"

    def _update(self, vals):
        """Store what the check found now; other figures than those decided on reopen the case."""
        amount = vals.get("amount", 0.0)
        changed = self.currency_id.compare_amounts(self.amount, amount)
        if self.decision and changed:
            self.project_id.message_post(
                body=self.env._(
                    "%(code)s %(name)s was decided at %(before)s yuan and is open again: now "
                    "%(after)s yuan.",
                    code=self.code,
                    name=self.name,
                    before=f"{self.amount:,.2f}",
                    after=f"{amount:,.2f}",
                )
            )
            vals = vals | {"decision": False, "decision_note": False}
        self.write({"amount": 0.0, "clause": False, **vals, "is_current": True})
