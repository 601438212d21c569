from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.health_archive.tools import one_code

ABOVE_TARGET = "above_target"
"""The finding that decides whether a disease counts as controlled."""
DECIDED = ("decision_id", "finding_text", "is_on_target", "proposed_class_id")


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
    is_on_target = fields.Boolean(
        "On target", compute="_compute_decision", store=True,
        help="Measured, and not above the assessed target.",
    )  # fmt: skip
    # not related: who edits a rule, or an upgrade that loads it again, changes no visit
    proposed_class_id = one_code(
        "followup_class", "Class by rule", compute="_compute_decision", store=True, index=False
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
        given, by_programme = self._get_given(), {}
        undecided, before = self._get_undecided(), self._get_earlier_visits()
        # the earliest first: its class may decide the next
        for followup in self.sorted(lambda followup: str(followup.date or "")):
            if not followup._is_measured():
                followup.update(dict.fromkeys(DECIDED, False))
                continue
            key = followup.programme_id, followup.date
            if key not in by_programme:
                by_programme[key] = rules._get_in_force(*key), rows._get_table(*key)
            limits, table = by_programme[key]
            held = limits.filtered(lambda rule: rule._holds(followup, followup.age))  # noqa: B023
            findings = held.finding_id | followup._get_other_findings()
            previous_class = followup._get_previous_class(before, undecided)
            followup.decision_id = table._decide(findings, previous_class)
            followup.proposed_class_id = followup.decision_id.class_id
            followup.finding_text = followup._describe_decision(held)
            has_target = ABOVE_TARGET in limits.finding_id.mapped("code")
            followup.is_on_target = has_target and ABOVE_TARGET not in findings.mapped("code")
        # looking for the visit before flushes: what follows may have been computed without it
        with self.env.protecting(given):
            self.modified(["decision_id", "proposed_class_id"])

    def _get_given(self):
        """``[([field], visits)]`` where somebody decided himself; the rule doesn't replace that."""
        boxes = [self._fields[name] for name in ("class_id", "next_date")]
        return [([field], self - self.env.records_to_compute(field)) for field in boxes]

    def _describe_decision(self, held):
        return "\n".join([*held._describe_held(self), *self.decision_id._describe()])

    @api.depends("proposed_class_id")
    def _compute_class_id(self):
        for followup in self:
            followup.class_id = followup.proposed_class_id

    @api.depends("decision_id", "date", "programme_id")
    def _compute_latest_next_date(self):
        for followup in self:
            row, date, programme = followup.decision_id, followup.date, followup.programme_id
            enrolled = followup.enrolment_id.enrolled_date
            if not date or not programme or (enrolled and date < enrolled):
                # a mistyped day, for which there may be no rule: it is named on saving
                followup.latest_next_date = False
            elif row:
                followup.latest_next_date = row._get_latest_next_date(date)
            else:
                followup.latest_next_date = programme._get_next_due(date)

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
            followup.is_overruled = bool(is_later or other_class)

    @api.constrains("class_id", "next_date", "overrule_reason", "date")
    def _check_decision(self):
        for followup in self:
            if followup.next_date and followup.next_date <= followup.date:
                raise ValidationError(
                    self.env._("The next visit comes after this one, not on %(date)s.",
                               date=followup.next_date)
                )  # fmt: skip
            if followup.is_overruled and not (followup.overrule_reason or "").strip():
                raise ValidationError(followup._ask_overrule_reason())

    def _ask_overrule_reason(self):
        """What the rule says, and that a reason is missing for deciding otherwise."""
        if self.class_id and not self.decision_id:
            return self.env._(
                "Without the numbers the form asks for, a visit gets no class. Enter them, empty "
                "the class, or give the reason for it."
            )
        if not self.proposed_class_id:
            return self.env._(
                "By rule the next visit is at the latest on %(date)s. Give the reason for deciding "
                "otherwise.",
                date=self.latest_next_date,
            )
        return self.env._(
            "By rule the class is “%(name)s” and the next visit at the latest on %(date)s. Give "
            "the reason for deciding otherwise.",
            name=self.proposed_class_id.name,
            date=self.latest_next_date,
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
