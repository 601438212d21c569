from dataclasses import dataclass, field

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.family_agreement.models.family_agreement_state import VALID
from odoo.addons.health_exam.models.health_exam_reporting import REPORTED

ENDED = ("renewed", "expired", "terminated", "transferred")
HELD = (*VALID, *ENDED)
"""States of agreements that were reviewed."""

AGREEMENT = {
    "unit": "org_unit_id", "team": "team_id", "doctor": "doctor_id", "group": "tag_ids",
    "group_key": "tag_key", "tag": "tag_ids",
}  # fmt: skip
DUTY = {
    "unit": "org_unit_id", "team": "team_id", "doctor": "doctor_id", "tag": "agreement_id.tag_ids",
}  # fmt: skip
REFUSAL = {"unit": "org_unit_id", "team": "team_id", "tag": "archive_id.partner_id"}
ARCHIVE = {"unit": "org_unit_id", "doctor": "doctor_id", "tag": "partner_id"}
FOLLOWUP = {
    "unit": "org_unit_id", "doctor": "doctor_id", "group": "programme_id",
    "tag": "archive_id.partner_id",
}  # fmt: skip
EXAM = {
    "unit": "archive_unit_id", "doctor": "doctor_id", "group": "package_ids",
    "tag": "archive_id.partner_id",
}  # fmt: skip


@dataclass(frozen=True)
class Column:
    """What a column counts: records of ``model``, or the sum of their field ``measure``.

    ``paths`` are the fields by which it is told apart; ``date`` is that of what happened in the
    period, empty where a column says what stands at its end; ``group_key`` holds the ids of a
    Many2many. The list behind a sum is of the model
    ``listed``, with the records of these agreements that meet ``listed_domain``. Columns that differ
    by what they sum up, or by the values of ``splits`` alone, are counted together.
    """

    label: str
    model: str
    domain: Domain
    paths: dict = field(repr=False)
    date: str = ""
    measure: str = ""
    splits: dict = field(default_factory=dict, repr=False)
    listed: str = ""
    listed_domain: tuple = ()


class FamilyStatistic(models.AbstractModel):
    """What the five tables count."""

    _inherit = "family.statistic"

    @api.model
    def _get_columns(self, kind, span):
        """``{key: Column}`` of a table in a span, in the order of its columns."""
        return getattr(self, f"_get_{kind}_columns")(span)

    def _get_sign_columns(self, span):
        _ = self.env._
        valid = self._get_valid_domain(span)

        def agreements(label, domain, date="", model="family.agreement", paths=None, **splits):
            if date:
                domain &= span.domain(self.env[model]._fields[date], "within")
            return Column(label, model, domain, paths or AGREEMENT, date, splits=splits)

        whole = Domain("ended_on", "=", False)
        return {
            "valid": agreements(_("In force"), valid),
            "paid": agreements(
                _("In force, paid"), valid, has_paid_package=[True]
            ),
            "signed": agreements(_("Signed"), Domain.TRUE, "sign_date", state=HELD),
            "waiting": agreements(_("To be reviewed"), Domain.TRUE, "sign_date", state=["submitted"]),
            "ending": agreements(_("Term over"), whole, "end_date", state=HELD),
            "renewed": agreements(_("Renewed"), whole, "end_date", state=["renewed"]),
            "terminated": agreements(
                _("Terminated"), Domain.TRUE, "ended_on", state=["terminated"]
            ),
            "transferred": agreements(
                _("Transferred"), Domain.TRUE, "ended_on", state=["transferred"]
            ),
            "refused": agreements(
                _("Refused"), Domain.TRUE, "date", "family.refusal", REFUSAL
            ),
        }  # fmt: skip

    def _get_valid_domain(self, span):
        """Agreements in force on the last day counted."""
        return (
            Domain("state", "in", HELD)
            & Domain("start_date", "<=", span.cut_off)
            & Domain("end_date", ">=", span.cut_off)
            & (Domain("ended_on", "=", False) | Domain("ended_on", ">", span.cut_off))
        )

    def _get_perform_columns(self, span):
        _ = self.env._
        valid = self._get_valid_domain(span)
        late = Domain("units_done", "=", 0) & Domain("units_planned", ">", 0)
        done = span.domain(self.env["family.duty"]._fields["done_date"], "within")
        overdue = Domain("state", "=", "open") & Domain("date_due", "<", span.cut_off)
        units = ("family.duty", (("state", "!=", "cancelled"),))
        served = ("family.duty", (("state", "=", "done"),))

        def agreements(label, domain, measure="", listed=("", ()), **splits):
            return Column(
                label, "family.agreement", domain, AGREEMENT, "", measure, splits, *listed
            )

        return {
            "valid": agreements(_("Agreements in force"), valid),
            "units": agreements(_("Services signed"), valid, "units_planned", units),
            "done": agreements(_("Of these done"), valid, "units_done", served),
            "performed": agreements(
                _("Fully performed"), valid, is_performed=[True]
            ),
            "unserved": agreements(
                _("Not served"), valid & late & Domain("half_date", "<", span.cut_off)
            ),
            "served": Column(
                _("Done in the period"), "family.duty", done & Domain("state", "=", "done"), DUTY,
                "done_date",
            ),
            "overdue": Column(_("Overdue"), "family.duty", overdue, DUTY, "date_due"),
        }  # fmt: skip

    def _get_archive_columns(self, span):
        _ = self.env._
        archives = self.env["health.archive"]
        built = span.domain(archives._fields["archive_date"], "within")
        closed = span.domain(archives._fields["closed_date"], "within")
        reviewed = Domain("state", "not in", ("draft", "submitted"))
        held = reviewed & Domain("archive_date", "<=", span.cut_off) & (
            Domain("closed_date", "=", False) | Domain("closed_date", ">", span.cut_off)
        )  # fmt: skip

        def column(label, domain, date="", **splits):
            return Column(label, "health.archive", domain, ARCHIVE, date, splits=splits)

        return {
            "held": column(_("Archives"), held),
            "complete": column(_("Standardised"), held, is_complete=[True]),
            "built": column(_("Built"), reviewed & built, "archive_date"),
            "closed": column(_("Closed"), closed, "closed_date"),
        }

    def _get_followup_columns(self, span):
        _ = self.env._
        followups = self.env["health.followup"]
        within = span.domain(followups._fields["date"], "within")
        sealed = {"seal_state": ["sealed"]}

        def column(label, **splits):
            return Column(label, "health.followup", within, FOLLOWUP, "date", splits=splits)

        return {
            "visits": column(_("Visits"), **sealed),
            "met": column(_("Face to face"), **sealed, is_face_to_face=[True]),
            "remote": column(_("In other ways"), **sealed, is_face_to_face=[False]),
            "unsigned": column(_("Not signed"), seal_state=["open"]),
        }

    def _get_exam_columns(self, span):
        _ = self.env._
        within = span.domain(self.env["health.exam"]._fields["date"], "within")
        held = Domain("state", "!=", "void")

        def column(label, **splits):
            return Column(label, "health.exam", within & held, EXAM, "date", splits=splits)

        return {
            "exams": column(_("Exams")),
            "reported": column(_("Reported"), state=REPORTED),
            "complete": column(_("Reported complete"), state=REPORTED, is_complete=[True]),
        }
