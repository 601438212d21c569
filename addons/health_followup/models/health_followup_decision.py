from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.health_archive.tools import one_code


class HealthFollowupMixin(models.AbstractModel):
    """The class of a visit and the day of the next: by rule, and overruled only with a reason."""

    _inherit = "health.followup.mixin"

    decision_id = fields.Many2one(
        "health.decision.rule", "Decided by", compute="_compute_decision", store=True,
        ondelete="restrict", help="The row of the decision table that fits.",
    )  # fmt: skip
    finding_text = fields.Text(
        "What decides it", compute="_compute_decision", store=True,
        help="Each finding with its limit and the source of that.",
    )  # fmt: skip
    proposed_class_id = one_code(
        "followup_class", "Class by rule", related="decision_id.class_id", store=True, index=False
    )
    class_id = one_code(
        "followup_class", "Class of this visit", compute="_compute_class_id", store=True,
        readonly=False, index=True, copy=True,
    )  # fmt: skip
    latest_next_date = fields.Date(
        "Next at the latest", compute="_compute_latest_next_date", store=True
    )
    next_date = fields.Date(
        "Next visit", compute="_compute_next_date", store=True, readonly=False, copy=True
    )
    overrule_reason = fields.Char(help="Why the class or a later day differs from the rule.")
    is_overruled = fields.Boolean(compute="_compute_is_overruled")
    is_referral = fields.Boolean(related="decision_id.is_referral")
    is_urgent = fields.Boolean(related="decision_id.is_urgent")
    allowed_class_ids = fields.Many2many("health.code", compute="_compute_allowed_class_ids")
    target_text = fields.Text("Targets", compute="_compute_target_text")

    @api.depends(lambda self: self._get_deciding_fields())
    def _compute_decision(self):
        rules, rows = self.env["health.finding.rule"], self.env["health.decision.rule"]
        by_programme = {}
        # the earliest first: its class may decide the next
        for followup in self.sorted(lambda followup: str(followup.date or "")):
            if followup.seal_state != "open":
                # what was signed stays, whatever is corrected elsewhere
                followup.decision_id, followup.finding_text = (
                    followup.decision_id,
                    followup.finding_text,
                )
                continue
            if not followup._is_measured():
                followup.decision_id = followup.finding_text = False
                continue
            key = followup.programme_id, followup.date
            if key not in by_programme:
                by_programme[key] = rules._get_in_force(*key), rows._get_table(*key)
            limits, table = by_programme[key]
            held = limits.filtered(lambda rule: rule._holds(followup, followup.age))  # noqa: B023
            findings = held.finding_id | followup._get_other_findings()
            followup.decision_id = table._decide(findings, followup._get_previous_class())
            followup.finding_text = followup._describe_decision(held)
        # looking for the visit before flushes: what follows may have been computed without it
        self.modified(["decision_id"])

    def _describe_decision(self, held):
        lines = [
            f"{finding.name}：{'、'.join(rule._describe(self) for rule in rules)}（{source}）"
            for (finding, source), rules in held.grouped(_get_origin).items()
        ]
        if row := self.decision_id:
            lines.append(f"{row.name}（{row.source}）")
        return "\n".join(lines)

    @api.depends("proposed_class_id")
    def _compute_class_id(self):
        for followup in self:
            followup.class_id = followup.proposed_class_id

    @api.depends("decision_id", "date", "programme_id")
    def _compute_latest_next_date(self):
        for followup in self:
            row, date, programme = followup.decision_id, followup.date, followup.programme_id
            if row and date:
                followup.latest_next_date = row._get_latest_next_date(date)
            else:
                followup.latest_next_date = date and programme and programme._get_next_due(date)

    @api.depends("latest_next_date")
    def _compute_next_date(self):
        for followup in self:
            followup.next_date = followup.latest_next_date

    @api.depends("programme_id", "date")
    def _compute_allowed_class_ids(self):
        for followup in self:
            rows = self.env["health.decision.rule"]
            if followup.programme_id and followup.date:
                rows = rows._get_table(followup.programme_id, followup.date)
            followup.allowed_class_ids = rows.class_id

    @api.depends("programme_id", "date", "birth_date")
    def _compute_target_text(self):
        for followup in self:
            rules = self.env["health.finding.rule"]
            if followup.programme_id and followup.date:
                rules = rules._get_in_force(followup.programme_id, followup.date)
            targets = rules.filtered(
                lambda rule, age=followup.age: rule.finding_id.is_target and rule._is_for_age(age)
            )
            followup.target_text = "\n".join(
                f"{finding.name}：{'、'.join(rule._describe_limit() for rule in of_finding)}"
                f"（{'；'.join(sorted(set(of_finding.mapped('source'))))}）"
                for finding, of_finding in targets.grouped("finding_id").items()
            )

    @api.depends("class_id", "proposed_class_id", "next_date", "latest_next_date")
    def _compute_is_overruled(self):
        for followup in self:
            latest = followup.latest_next_date
            is_later = latest and followup.next_date and followup.next_date > latest
            other_class = followup.class_id != followup.proposed_class_id
            followup.is_overruled = bool(is_later or (followup.decision_id and other_class))

    @api.constrains("class_id", "next_date", "overrule_reason", "date")
    def _check_decision(self):
        for followup in self:
            if followup.next_date and followup.next_date <= followup.date:
                raise ValidationError(
                    self.env._("The next visit comes after this one, not on %(date)s.",
                               date=followup.next_date)
                )  # fmt: skip
            if followup.is_overruled and not (followup.overrule_reason or "").strip():
                raise ValidationError(
                    self.env._(
                        "By rule the class is “%(name)s” and the next visit at the latest on "
                        "%(date)s. Give the reason for deciding otherwise.",
                        name=followup.proposed_class_id.name,
                        date=followup.latest_next_date,
                    )
                )

    @api.model
    def _get_deciding_fields(self):
        """Hook: what the class depends on; the boxes of the blocks are added by them."""
        return ["date", "way", "enrolment_id"]

    def _is_measured(self):
        """Hook: whether enough was found for a class; a call without numbers gives none."""
        self.ensure_one()
        return bool(self.programme_id and self.date)

    def _get_other_findings(self):
        """Hook: health.finding that no single box tells."""
        return self.env["health.finding"]

    def _get_previous_class(self):
        """Class of the last visit before this one that had one, whatever time ago."""
        self.ensure_one()
        # not searched by class: that would compute the class of this visit before its decision
        before = self.search(
            [
                ("enrolment_id", "=", self.enrolment_id._origin.id),
                ("date", "<", self.date),
                ("seal_state", "!=", "superseded"),
                ("id", "!=", self._origin.id),
            ],
            order="date desc, id desc",
        )
        return next((visit.class_id for visit in before if visit.class_id), self.env["health.code"])


def _get_origin(rule):
    return rule.finding_id, rule.source
