import base64

from odoo import Command, api, fields, models

from odoo.addons.l10n_cn_civil.tools import to_fen, to_yuan


class MaintenanceRequest(models.Model):
    """What was done on a work order: checks, report, parts, cost and signature."""

    _inherit = "maintenance.request"

    checklist_id = fields.Many2one(
        "equipment.checklist", index="btree_not_null", ondelete="restrict"
    )
    check_ids = fields.One2many(
        "maintenance.request.check",
        "request_id",
        string="Checks",
        compute="_compute_check_ids",
        store=True,
        readonly=False,
        copy=False,
    )
    part_ids = fields.One2many(
        "maintenance.request.part", "request_id", string="Spare parts", copy=False
    )
    work_report = fields.Text(help="What was found and what was done.", copy=False, tracking=True)
    worked_by = fields.Selection(
        [("own", "Own staff"), ("supplier", "Supplier or repair firm")],
        compute="_compute_worked_by",
        store=True,
        readonly=False,
        tracking=True,
        help="Proposed from who pays. The using unit signs for the work of others.",
    )
    labour_cost = fields.Monetary(copy=False)
    part_cost = fields.Monetary(
        string="Cost of parts", compute="_compute_cost", store=True, help="Without warranty parts."
    )
    cost_total = fields.Monetary(string="Total cost", compute="_compute_cost", store=True)
    signature = fields.Binary(
        string="Customer signature",
        compute="_compute_signature",
        inverse="_inverse_signature",
        attachment=False,
    )

    _labour_positive = models.Constraint("CHECK (labour_cost >= 0)", "A cost cannot be negative.")

    @api.depends("checklist_id")
    def _compute_check_ids(self):
        """Another checklist replaces what nobody worked on yet."""
        for request in self:
            keep = request.check_ids.filtered(lambda check: check.done or check.note)
            lines = request.checklist_id.line_ids
            request.check_ids = [
                *[Command.delete(check.id) for check in request.check_ids - keep],
                *[Command.create(line._prepare_check_vals()) for line in lines],
            ]

    @api.depends("labour_cost", "part_ids.amount", "part_ids.is_warranty")
    def _compute_cost(self):
        for request in self:
            paid = request.part_ids.filtered(lambda part: not part.is_warranty)
            parts = sum(to_fen(part.amount) for part in paid)
            request.part_cost = to_yuan(parts)
            request.cost_total = to_yuan(parts + to_fen(request.labour_cost))

    @api.depends("cover")
    def _compute_worked_by(self):
        for request in self:
            promised = request.cover in ("warranty", "paid_maintenance")
            request.worked_by = "supplier" if promised else "own"

    @api.depends("checklist_id", "worked_by", "reopened_at")
    def _compute_evidence_missing(self):
        super()._compute_evidence_missing()

    @api.depends("evidence_ids.requirement_code", "reopened_at")
    def _compute_signature(self):
        for request in self:
            request.signature = request._get_signature().display_image

    def _inverse_signature(self):
        """A drawn signature becomes evidence, which cannot be changed afterwards."""
        name = self.env._("Customer signature")
        for request in self.filtered("signature"):
            request._add_evidence(
                f"{name}.png",
                base64.b64decode(request.signature),
                requirement_code="signature",
                kind="signature",
            )

    def _get_signature(self):
        """The last signature; one given before the order was reopened is for another record."""
        signatures = self.evidence_ids.filtered(
            lambda item: (
                item.requirement_code == "signature"
                and (not self.reopened_at or item.received_at >= self.reopened_at)
            )
        )
        return signatures.sorted("id")[-1:]

    def _evidence_required_kinds(self):
        kinds = []
        if self.checklist_id.needs_photo:
            kinds.append(("photo", self.env._("Photo of the work done")))
        if self.checklist_id.needs_signature or self._needs_using_unit_signature():
            kinds.append(("signature", self.env._("Customer signature")))
        return kinds

    def _get_missing_evidence(self):
        missing = super()._get_missing_evidence()
        if self._get_signature():
            return missing
        kinds = self._evidence_required_kinds()
        return missing + [kind for kind in kinds if kind[0] == "signature" and kind not in missing]

    def _needs_using_unit_signature(self):
        """Whether the using unit signs for the work of the supplier, by the rule of that day."""
        if self.worked_by != "supplier":
            return False
        date = self._get_report_date() if self.reported_at else fields.Date.context_today(self)
        return bool(self.env["equipment.rule"]._find("supplier_work_signature", date).value)
