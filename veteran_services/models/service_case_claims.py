from odoo import api, fields, models

from odoo.addons.service_obligation.tools import Claim


class ServiceCase(models.Model):
    """What a case must contain, and what it claims."""

    _inherit = "service.case"

    former_evidence_count = fields.Integer(
        "Evidence of Earlier Versions", compute="_compute_former_evidence_count",
        help="It counts for this version too, and stands there.",
    )  # fmt: skip

    def _evidence_required_kinds(self):
        labels = {
            "report": self.env._("Report"),
            "data_sample": self.env._("Sample of the data"),
            "photo": self.env._("Photo"),
        }
        return list(labels.items())

    def _get_missing_evidence(self):
        """What was handed in with the version before needn't be brought again."""
        proofs = self.evidence_ids | self._get_former_evidence()
        given = set(proofs.mapped("requirement_code"))
        return [kind for kind in self._evidence_required_kinds() if kind[0] not in given]

    def _get_former_evidence(self):
        """What was handed in with the versions before."""
        proofs, former = self.env["evidence.item"], self.supersedes_id
        while former:
            proofs |= former.evidence_ids
            former = former.supersedes_id
        return proofs

    @api.depends("supersedes_id")
    def _compute_former_evidence_count(self):
        for case in self:
            case.former_evidence_count = len(case._get_former_evidence())

    def _get_gaps(self):
        """What the case lacks beside its evidence."""
        _ = self.env._
        gaps = [
            not (self.mode_text or "").strip() and _("how people are looked after"),
            not self.device_ids and _("list of devices"),
        ]
        return [label for label in gaps if label]

    def _get_claims(self):
        self.ensure_one()
        if self.seal_state == "superseded":
            return []
        missing = [*self._get_gaps(), *(label for _code, label in self._get_missing_evidence())]
        if self.seal_state == "open":
            missing.append(self.env._("handing in"))
        return [Claim("smart_case", self.date, missing=tuple(missing))]
