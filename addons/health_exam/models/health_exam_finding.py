from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.health_archive.tools import many_codes, one_code

from .health_exam_rule import SEVERITIES

COPIED = (
    "name", "sequence", "severity", "evaluation_text", "guidance_text", "guidance_ids",
    "risk_control_ids", "is_referral", "disease_code_id",
)  # fmt: skip
"""What a finding takes over from its rule, as it is worded on that day."""


class HealthExamFinding(models.Model):
    """What is abnormal in an exam and where it leads: found by a rule, or by the chief examiner.

    Those of rules are the system's; the chief dismisses them with a reason, which lasts.
    """

    _name = "health.exam.finding"
    _inherit = ["server.guard.mixin", "access.audit.mixin", "health.coded.mixin"]
    _description = "Finding of an Exam"
    _order = "exam_id, sequence, id"
    _fixed_fields = frozenset({"exam_id"})
    _server_fields = frozenset({"rule_id", "state", "dismiss_reason", "dismissed_by_id"})

    exam_id = fields.Many2one("health.exam", required=True, index=True, ondelete="cascade")
    rule_id = fields.Many2one(
        "health.exam.rule", readonly=True, index=True, ondelete="restrict",
        help="Empty: added by the chief examiner.",
    )  # fmt: skip
    sequence = fields.Integer(default=300)
    name = fields.Char("Finding", required=True)
    detail = fields.Char(help="What was measured or seen, beside its limit.")
    severity = fields.Selection(SEVERITIES, required=True, default="abnormal")
    evaluation_text = fields.Text(help="Proposed for the evaluation.")
    guidance_text = fields.Text("Advice", help="In words the resident understands.")
    guidance_ids = many_codes("exam_guidance", "Guidance", "health_exam_finding_guidance")
    risk_control_ids = many_codes(
        "exam_risk_control", "Control of risks", "health_exam_finding_risk_control"
    )
    is_referral = fields.Boolean("Refer")
    recheck_date = fields.Date("Recheck until")
    disease_code_id = one_code("disease", "Proposes the disease")
    state = fields.Selection(
        [("open", "Holds"), ("dismissed", "Dismissed")], required=True, readonly=True,
        default="open",
    )  # fmt: skip
    dismiss_reason = fields.Char("Dismissed because", readonly=True)
    dismissed_by_id = fields.Many2one(
        "res.users", "Dismissed by", readonly=True, ondelete="restrict"
    )
    exam_state = fields.Selection(related="exam_id.state", string="State of the exam")
    exam_number = fields.Char(related="exam_id.exam_number")
    person_name = fields.Char(related="exam_id.name", string="Name of the resident")
    # stored: statistics group a year of them by these
    date = fields.Date(related="exam_id.date", string="Examined on", store=True)
    org_unit_id = fields.Many2one(
        related="exam_id.org_unit_id", string="Examined by", store=True, index=True
    )
    region_id = fields.Many2one(related="exam_id.region_id", string="Village", store=True)

    _once = models.UniqueIndex(
        "(exam_id, name) WHERE rule_id IS NOT NULL", "The system found this already."
    )
    _by_date = models.Index("(date DESC, severity) WHERE state = 'open'")

    @api.depends("name", "detail")
    def _compute_display_name(self):
        for finding in self:
            finding.display_name = " ".join(part for part in (finding.name, finding.detail) if part)

    @api.model_create_multi
    def create(self, vals_list):
        findings = super().create(vals_list)
        findings._check_may_write()
        return findings

    def write(self, vals):
        self._check_may_write()
        self._check_is_own()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_system(self):
        if not self._is_server():
            raise UserError(self.env._("A finding is dismissed, with a reason, not deleted."))

    def action_dismiss(self):
        """Ask why these don't hold for the person."""
        action = self.exam_id._ask_reason("dismiss", self.env._("Dismiss"))
        return action | {"context": action["context"] | {"default_finding_ids": self.ids}}

    def action_reopen(self):
        """These hold again."""
        self._check_may_write()
        self._write_server({"state": "open", "dismiss_reason": False, "dismissed_by_id": False})

    def action_open_exam(self):
        """Show the exam."""
        return self.exam_id.get_formview_action()

    def _dismiss(self, reason):
        """The chief examiner has looked: this isn't one.

        :raise ValidationError: there is no reason
        """
        self._check_may_write()
        self.check_access("write")
        reason = self.exam_id._clean_reason(reason)
        self._write_server(
            {"state": "dismissed", "dismiss_reason": reason, "dismissed_by_id": self.env.uid}
        )

    def _check_may_write(self):
        """:raise UserError: the exam is fixed. :raise AccessError: not a chief examiner"""
        if not self._is_server():
            self.exam_id._check_working()
            self.exam_id._check_role_of("group_exam_chief")

    def _check_is_own(self):
        """:raise UserError: one of these was found by a rule"""
        if not self._is_server() and (found := self.filtered("rule_id")):
            raise UserError(
                self.env._(
                    "“%(finding)s” was found by a rule and follows the numbers. Dismiss it, with a "
                    "reason, and add a finding of your own.",
                    finding=found[0].name,
                )
            )

    @api.model
    def _refresh(self, groups):
        """Make, change and withdraw the findings of rules.

        :param groups: ``{exam: [rules that make one finding together, …]}``
        """
        known = self._get_known(groups)
        fresh = []
        for exam, groups_of_exam in groups.items():
            for rules in groups_of_exam:
                vals = self._prepare_vals(exam, rules)
                if finding := known.pop((exam.id, vals["name"]), None):
                    finding._write_changed(vals)
                else:
                    fresh.append(vals)
        gone = self.browse().union(*known.values())
        gone = gone.filtered(lambda finding: finding.state == "open")
        gone.unlink()
        return self.create(fresh)

    def _get_known(self, exams):
        found = self.search([("exam_id", "in", [e.id for e in exams]), ("rule_id", "!=", False)])
        return {(finding.exam_id.id, finding.name): finding for finding in found}

    def _prepare_vals(self, exam, rules):
        rule = rules[0]
        return {
            "exam_id": exam.id,
            "rule_id": rule.id,
            "detail": "、".join(row._describe(exam) for row in rules),
            "recheck_date": exam._get_recheck_date(rule.recheck_code),
            **{name: _as_plain(rule, name) for name in COPIED},
        }

    def _write_changed(self, vals):
        """Write what differs only: most of a form is as it was."""
        changed = {name: value for name, value in vals.items() if _as_plain(self, name) != value}
        if changed:
            self.write(changed)


def _as_plain(record, name):
    """A value as it is written: the id or the ids of what is linked."""
    value, field = record[name], record._fields[name]
    return (value.id if field.type == "many2one" else value.ids) if field.relational else value
