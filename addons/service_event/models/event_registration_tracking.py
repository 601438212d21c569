from collections import defaultdict
from datetime import date as Date
from datetime import timedelta
from typing import NamedTuple

from odoo import api, fields, models

from odoo.addons.service_obligation.tools import Claim
from odoo.addons.service_project.tools import service_today

TRACKING = "clinic_tracking"


class TrackingProof(NamedTuple):
    """That something was done for a person after a free clinic; ``kind`` is ``tracking`` or another
    one that :meth:`EventRegistration._get_tracking_kinds` asks for."""

    kind: str
    date: Date


class EventRegistration(models.Model):
    """Who was served at a free clinic is looked after within the days of the rule."""

    _inherit = "event.registration"

    findings = fields.Text(
        groups="service_project.group_service_physician",
        help="What the examination found; coordinators don't see it.",
    )
    tracking_ids = fields.One2many("service.tracking", "registration_id")
    tracking_due = fields.Date("Look After Until", compute="_compute_tracking", compute_sudo=True)
    tracked_on = fields.Date("Looked After On", compute="_compute_tracking", compute_sudo=True)
    tracking_state = fields.Selection(
        [("open", "Open"), ("overdue", "Overdue"), ("done", "Done"), ("late", "Done too late")],
        "Looked After", compute="_compute_tracking", compute_sudo=True,
    )  # fmt: skip
    tracking_missing = fields.Char(
        "Lacks Afterwards", compute="_compute_tracking", compute_sudo=True
    )

    @api.depends(
        "tracking_ids.date", "partner_id", "state", "event_id.service_state",
        "event_id.service_date", "event_id.service_kind",
    )  # fmt: skip
    @api.depends_context("lang")
    def _compute_tracking(self):
        proofs = self._filter_tracked()._get_tracking_proofs()
        today = service_today()
        for row in self:
            row.tracking_due = row.tracked_on = row.tracking_state = row.tracking_missing = False
            if row not in proofs:
                continue
            kinds, first = row._get_tracking_kinds(), {}
            for proof in proofs[row]:
                first[proof.kind] = min(proof.date, first.get(proof.kind, proof.date))
            lacks = [label for kind, label in kinds if kind not in first]
            row.tracking_due = row._get_tracking_due()
            row.tracking_missing = ", ".join(lacks)
            if not lacks:
                row.tracked_on = max(first[kind] for kind, _label in kinds)
            late = (row.tracked_on or today) > row.tracking_due
            states = {True: ("done", "late"), False: ("open", "overdue")}
            row.tracking_state = states[not lacks][late]

    def _filter_tracked(self):
        """Those of these rows whose people have to be looked after."""
        return self.filtered(
            lambda row: (
                row.service_project_id
                and row.service_kind == "clinic"
                and row.event_id.service_state == "held"
                and row.state == "done"
                and not row.is_guest
            )
        )

    def _get_tracking_kinds(self):
        """Hook: ``[(kind, label), …]`` of what the person has to have afterwards."""
        self.ensure_one()
        return [("tracking", self.env._("tracking"))]

    def _get_tracking_proofs(self):
        """Hook: ``{row: [TrackingProof, …]}`` of each of these rows, in few queries for all."""
        proofs = defaultdict(list)
        for row in self:
            proofs[row] += [TrackingProof("tracking", found.date) for found in row.tracking_ids]
        return proofs

    def _get_tracking_days(self):
        default = self.env["service.rule"]._get("tracking_days", self.service_date)
        return int(self._get_claim_parameter(TRACKING, "tracking_days", default))

    def _get_tracking_due(self):
        return self.service_date + timedelta(days=self._get_tracking_days())

    def _get_claims(self):
        claims = super()._get_claims()
        if not self.tracking_state:
            return claims
        refused, missing = "", ()
        days = self._get_tracking_days()
        if self.tracking_state == "late":
            took = (self.tracked_on - self.service_date).days
            refused = self.env._(
                "Looked after on day %(took)s; at most %(days)s.", took=took, days=days
            )
        elif self.tracking_state == "overdue":
            refused = self.env._(
                "Not looked after within %(days)s days: %(missing)s.",
                days=days, missing=self.tracking_missing,
            )  # fmt: skip
        elif self.tracking_state == "open":
            missing = (self.tracking_missing,)
        claim = Claim(TRACKING, self.service_date, self.partner_id, 1.0, missing, refused)
        return [*claims, claim]

    def action_track(self):
        """Enter that this person was looked after."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Look After"),
            "res_model": "service.tracking",
            "view_mode": "form",
            "context": {"default_registration_id": self.id},
        }
