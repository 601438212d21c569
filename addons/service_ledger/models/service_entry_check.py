from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_list


class ServiceEntry(models.Model):
    """Whether a row has all that its kind of service asks for, and what is wrong with it."""

    _inherit = "service.entry"

    is_complete = fields.Boolean(
        "Complete", compute="_compute_is_complete", store=True, compute_sudo=True, index=True
    )
    missing = fields.Char(compute="_compute_missing", help="What the row still lacks.")
    photo_note = fields.Char(
        "Photo Used Twice", compute="_compute_photo_note", compute_sudo=True,
        help="The same picture proves another row of this project already.",
    )  # fmt: skip
    member_id = fields.Many2one(
        "service.member", "On the Roster", compute="_compute_member_id", compute_sudo=True,
        help="The row of the roster by which the person was entitled that day.",
    )  # fmt: skip
    is_repeated = fields.Boolean(
        "Second on This Day", compute="_compute_is_repeated", compute_sudo=True
    )

    @api.depends(
        "kind_id.needs_demand", "kind_id.needs_photo", "kind_id.needs_signature",
        "kind_id.needs_outcome", "kind_id.needs_paper", "kind_id.is_rehabilitation", "demand",
        "is_checked", "outcome", "result", "referral_result", "paper_page", "days_late",
        "late_allowed_at", "evidence_ids.requirement_code", "supersedes_id",
    )  # fmt: skip
    def _compute_is_complete(self):
        for entry in self:
            entry.is_complete = not entry._get_gaps()

    @api.depends("is_complete", "paper_page", "evidence_ids.requirement_code", "late_allowed_at")
    @api.depends_context("lang")
    def _compute_missing(self):
        for entry in self:
            gaps = list(entry._get_gaps().values())
            entry.missing = format_list(self.env, gaps) if gaps else False

    @api.depends("evidence_ids.sha256", "state")
    @api.depends_context("lang")
    def _compute_photo_note(self):
        twins = self._find_twins()
        for entry in self:
            twin = twins.get(entry)
            entry.photo_note = twin and self.env._(
                "Photo used already in “%(entry)s”", entry=twin.display_name
            )

    @api.depends("project_id", "partner_id", "date")
    def _compute_member_id(self):
        members = self.env["service.member"].search(
            Domain("project_id", "in", self.project_id.ids)
            & Domain("partner_id", "in", self.partner_id.ids)
        )
        rows = members.grouped(lambda row: (row.project_id.id, row.partner_id.id))
        for entry in self:
            own = rows.get((entry.project_id.id, entry.partner_id.id), members.browse())
            day = entry.date
            entry.member_id = own.filtered(lambda row, day=day: day and row._is_on(day))[:1]

    @api.depends("project_id", "partner_id", "kind_id", "date", "state", "superseded_by_id")
    def _compute_is_repeated(self):
        rows = self._search_same_day()
        first = {}
        for row in rows:
            first.setdefault(row._get_day_key(), row)
        for entry in self:
            counts = entry.kind_id.is_once_a_day and entry._is_valid()
            entry.is_repeated = counts and first.get(entry._get_day_key(), entry) != entry

    def _is_valid(self):
        """Whether the row stands in the ledger as it is."""
        self.ensure_one()
        return self.state == "done" and not self.superseded_by_id

    def _get_day_key(self):
        return self.project_id.id, self.partner_id.id, self.kind_id.id, self.date

    def _search_same_day(self):
        """Valid rows of the same days, people and services as these, these among them."""
        domain = Domain.AND(
            [
                Domain("partner_id", "in", self.partner_id.ids),
                Domain("project_id", "in", self.project_id.ids),
                Domain("kind_id", "in", self.kind_id.ids),
                Domain("date", "in", list(set(self.mapped("date")) - {False})),
                Domain("state", "=", "done") & Domain("superseded_by_id", "=", False),
            ]
        )
        return self.search(domain, order="performed_at, id")

    def _get_gaps(self):
        """``{code: label}`` of what the row lacks, in the order in which it is entered."""
        self.ensure_one()
        kind, given = self.kind_id, set(self._get_proofs().mapped("requirement_code"))
        paper = self.paper_page or "paper" in given
        gaps = {
            "demand": kind.needs_demand and not self.demand,
            "check": kind.is_rehabilitation and not self.is_checked,
            "outcome": kind.needs_outcome and not self.outcome,
            "result": self.outcome in ("referred", "not_done") and not self.result,
            "referral": self.outcome == "referred" and not self.referral_result,
            "photo": kind.needs_photo and "photo" not in given,
            "new_photo": "photo" in given and self.photo_note,
            "signature": kind.needs_signature and "signature" not in given,
            "paper": kind.needs_paper and not paper,
            "late": self.days_late and not self.late_allowed_at,
        }
        labels = self._get_gap_labels()
        return {code: labels[code] for code, lacks in gaps.items() if lacks}

    def _get_gap_labels(self):
        _ = self.env._
        return {
            "demand": _("what was asked for"),
            "check": _("check of contraindications"),
            "outcome": _("outcome"),
            "result": _("result in words"),
            "referral": _("result of the referral"),
            "photo": _("photo"),
            "new_photo": _("another photo (%(why)s)", why=self.photo_note),
            "signature": _("signature"),
            "paper": _("page of the paper ledger or its scan"),
            "late": _("consent of the centre, entered %(days)s days later", days=self.days_late),
        }

    def _evidence_required_kinds(self):
        _ = self.env._
        kinds = [
            ("photo", _("Photo"), self.kind_id.needs_photo),
            ("signature", _("Signature"), self.kind_id.needs_signature),
            ("paper", _("Scan of the paper page"), self.kind_id.needs_paper),
        ]
        return [(code, label) for code, label, is_needed in kinds if is_needed]

    def _get_missing_evidence(self):
        given = set(self._get_proofs().mapped("requirement_code"))
        if self.paper_page:
            given.add("paper")
        return [kind for kind in self._evidence_required_kinds() if kind[0] not in given]

    def _get_proofs(self):
        """Evidence of this row and of those that it corrects: it shows the same service."""
        proofs, former = self.evidence_ids, self.supersedes_id
        while former:
            proofs |= former.evidence_ids
            former = former.supersedes_id
        return proofs

    def _get_versions(self):
        """This row, those that it corrects and those that correct it."""
        versions = self
        for name in ("supersedes_id", "superseded_by_id"):
            other = self[name]
            while other:
                versions |= other
                other = other[name]
        return versions

    def _find_twins(self):
        """``{entry: another entry of the project}`` that the same picture proved before."""
        items = self.evidence_ids.filtered(lambda item: item.kind == "photo")
        others = self.env["evidence.item"].search_fetch(
            Domain("sha256", "in", items.mapped("sha256"))
            & Domain("res_model", "=", self._name)
            & Domain("id", "<", max(items.ids, default=0)),
            ["sha256", "res_id"],
        )
        by_hash = defaultdict(list)
        for other in others:
            by_hash[other.sha256].append(other)
        twins = {}
        for item in items:
            entry = self.browse(item.res_id)
            for other in by_hash.get(item.sha256, ()):
                former = self.browse(other.res_id)
                if other.id < item.id and entry._is_twin(former):
                    twins.setdefault(entry, former)
        return twins

    def _is_twin(self, other):
        if other.state == "void" or other.project_id != self.project_id:
            return False
        return other not in self._get_versions()
