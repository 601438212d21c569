from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

DECISION_FIELDS = {"decision", "decision_note"}


class BillingFinding(models.Model):
    """Something in the contract's documents that does not add up, with the decision taken on it.

    The system finds and updates it; users only decide. ``key`` names the same doubt at every
    check, so that a decision survives the next one.
    """

    _name = "billing.finding"
    _description = "Finding"
    _order = "project_id, severity_rank desc, code, id"
    _rec_name = "name"

    project_id = fields.Many2one(
        "project.project", string="Contract", required=True, index=True, ondelete="cascade"
    )
    org_unit_id = fields.Many2one(related="project_id.org_unit_id", store=True, string="Purchaser")
    rule_id = fields.Many2one(
        "billing.finding.rule", required=True, index=True, ondelete="restrict"
    )
    key = fields.Char(required=True)
    code = fields.Char(related="rule_id.code", store=True)
    name = fields.Char(related="rule_id.name")
    source = fields.Char(related="rule_id.source")
    severity = fields.Selection(related="rule_id.severity", store=True)
    severity_rank = fields.Integer(compute="_compute_severity_rank", store=True)
    clause = fields.Char(help="Where the source document says so.")
    message = fields.Text(required=True)
    amount = fields.Monetary(string="Difference", help="Size of the difference in yuan, if any.")
    currency_id = fields.Many2one(related="project_id.currency_id")
    is_current = fields.Boolean(default=True, help="The last check found it again.")
    decision = fields.Selection(
        [
            ("computed", "The computed value counts"),
            ("stated", "The stated value counts"),
            ("clarified", "Clarified with the issuing body"),
            ("accepted", "Known and accepted"),
            ("dismissed", "Does not apply"),
        ],
    )
    decision_note = fields.Char(help="Reason, document or person the decision rests on.")
    decided_by_id = fields.Many2one("res.users", readonly=True, index="btree_not_null")
    decided_at = fields.Datetime(readonly=True)
    state = fields.Selection(
        [("open", "To decide"), ("decided", "Decided"), ("resolved", "Resolved")],
        compute="_compute_state",
        store=True,
        index=True,
    )

    _key_unique = models.UniqueIndex("(project_id, key)", "This finding is already listed.")

    @api.depends("severity")
    def _compute_severity_rank(self):
        for finding in self:
            finding.severity_rank = ("info", "warning", "error").index(finding.severity or "info")

    @api.depends("decision", "is_current")
    def _compute_state(self):
        for finding in self:
            current = "decided" if finding.decision else "open"
            finding.state = current if finding.is_current else "resolved"

    @api.constrains("decision", "decision_note")
    def _check_decision_note(self):
        for finding in self.filtered("decision"):
            if not (finding.decision_note or "").strip():
                raise ValidationError(
                    self.env._(
                        "Say in a note what the decision on “%(name)s” rests on.", name=finding.name
                    )
                )

    def write(self, vals):
        if not self.env.su and not vals.keys() <= DECISION_FIELDS:
            raise AccessError(
                self.env._("The system writes the findings; enter your decision and its note.")
            )
        if "decision" in vals:
            vals = vals | self._prepare_decision(vals["decision"])
        result = super().write(vals)
        if vals.get("decision"):
            self._log_decision()
        return result

    def _prepare_decision(self, decision):
        return {
            "decided_by_id": decision and self.env.uid,
            "decided_at": decision and fields.Datetime.now(),
        }

    def _log_decision(self):
        labels = dict(self._fields["decision"]._description_selection(self.env))
        for finding in self:
            finding.project_id.message_post(
                body=self.env._(
                    "%(code)s %(name)s: %(decision)s (%(note)s)",
                    code=finding.code,
                    name=finding.name,
                    decision=labels[finding.decision],
                    note=finding.decision_note,
                )
            )

    def action_open_contract(self):
        """Open the contract this finding is about."""
        return self.project_id.get_formview_action()
