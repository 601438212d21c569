import base64

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_list


class EvidenceMixin(models.AbstractModel):
    """Records that carry evidence and may require some kinds of it.

    Override :meth:`_evidence_required_kinds`; call :meth:`_check_required_evidence` where
    the record may not go on without its proofs.
    """

    _name = "evidence.mixin"
    _description = "Carries Evidence"

    evidence_ids = fields.One2many("evidence.item", "res_id", bypass_search_access=True, copy=False)
    evidence_count = fields.Integer(compute="_compute_evidence_count")
    evidence_missing = fields.Char(
        "Missing Evidence", compute="_compute_evidence_missing",
        help="The required proofs for which nothing was uploaded yet.",
    )  # fmt: skip

    @api.depends("evidence_ids")
    def _compute_evidence_count(self):
        groups = self.env["evidence.item"]._read_group(
            [("res_model", "=", self._name), ("res_id", "in", self.ids)], ["res_id"], ["__count"]
        )
        count_by_id = dict(groups)
        for record in self:
            record.evidence_count = count_by_id.get(record._origin.id, 0)

    @api.depends("evidence_ids.requirement_code")
    def _compute_evidence_missing(self):
        for record in self:
            labels = [label for _code, label in record._get_missing_evidence()]
            record.evidence_missing = format_list(self.env, labels) if labels else False

    def unlink(self):
        # sudo: evidence goes with its record, also what colleagues uploaded; the rights on
        # the record and the seal are checked first, and no foreign key does it
        self.check_access("unlink")
        self.sudo().evidence_ids.unlink()
        return super().unlink()

    def action_open_evidence(self):
        """Gallery of this record's evidence, with upload."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("evidence.evidence_item_action")
        title = self.env._("Evidence: %(record)s", record=self.display_name)
        return action | {
            "name": title,
            "display_name": title,
            "domain": [("res_model", "=", self._name), ("res_id", "=", self.id)],
            "context": {
                "default_res_model": self._name,
                "default_res_id": self.id,
                "evidence_upload": not self._evidence_is_locked(),
            },
        }

    def action_open_evidence_package(self):
        """Hand-over package of the evidence of these records."""
        action = self.env["ir.actions.act_window"]._for_xml_id("evidence.evidence_package_action")
        return action | {"context": {"active_model": self._name, "active_ids": self.ids}}

    def _evidence_required_kinds(self):
        """Hook: ``[(code, label), …]`` of the proofs this record must have, labels translated."""
        return []

    def _evidence_is_locked(self):
        """Whether evidence may no longer be added, corrected or deleted: the record is sealed."""
        self.ensure_one()
        return "seal_state" in self._fields and self._is_sealed("evidence_ids")

    def _get_missing_evidence(self):
        given = set(self.evidence_ids.mapped("requirement_code"))
        return [kind for kind in self._evidence_required_kinds() if kind[0] not in given]

    def _check_required_evidence(self):
        """:raise ValidationError: naming the proofs that are missing, record by record."""
        lines = [
            self.env._(
                "“%(record)s” still lacks: %(missing)s.",
                record=record.display_name, missing=record.evidence_missing,
            )
            for record in self
            if record.evidence_missing
        ]  # fmt: skip
        if lines:
            raise ValidationError("\n".join(lines))

    def _add_evidence(self, name, raw, **vals):
        """Attach bytes as evidence: ``record._add_evidence("a.jpg", raw, requirement_code=…)``.

        :return: the ``evidence.item``; ``kind``, ``note``, ``taken_at``, ``latitude`` and
            ``longitude`` may be given as well.
        :raise ValidationError: the file is refused; the message says why.
        """
        self.ensure_one()
        # Before it is encoded: a film that is refused anyway must not take twice its size
        # of the server's memory.
        self.env["evidence.file.rules"]._check_size(name, len(raw))
        content = base64.b64encode(raw)
        target = {"res_model": self._name, "res_id": self.id}
        return self.env["evidence.item"].create(vals | target | {"name": name, "content": content})
