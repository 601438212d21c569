from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import CAUSES, STATES


class ServiceClaim(models.Model):
    """That a record counts towards an obligation, doesn't yet, or won't, and why.

    Only the system writes claims, from what the records say (``service.claim.mixin``), and the
    centre decides on them.
    """

    _name = "service.claim"
    _description = "Claim"
    _order = "date desc, id desc"

    project_id = fields.Many2one(
        "project.project", required=True, readonly=True, index=True, ondelete="restrict"
    )
    obligation_id = fields.Many2one(
        "service.obligation", required=True, readonly=True, ondelete="cascade"
    )
    res_model = fields.Char("Record Model", required=True, readonly=True)
    res_id = fields.Many2oneReference(
        "Record ID", model_field="res_model", required=True, readonly=True, aggregator=None
    )
    res_name = fields.Char("Record", compute="_compute_res_name")
    partner_id = fields.Many2one(
        "res.partner", string="Person", readonly=True, index=True, ondelete="restrict",
        help="Empty where nobody in particular was served.",
    )  # fmt: skip
    date = fields.Date(required=True, readonly=True)
    value = fields.Float(required=True, readonly=True, digits=(12, 2), aggregator="sum")
    state = fields.Selection(STATES, required=True, readonly=True)
    cause = fields.Selection(CAUSES, "Why Not", readonly=True)
    reason = fields.Char(readonly=True, help="Why it doesn't count, or doesn't count yet.")
    decision = fields.Selection(
        [("accepted", "Accepted"), ("rejected", "Rejected")],
        "Decision of the Centre",
        readonly=True,
    )
    decided_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    decided_at = fields.Datetime(readonly=True)
    decision_reason = fields.Char(readonly=True)

    _claimed_once = models.UniqueIndex(
        "(obligation_id, res_model, res_id, partner_id) NULLS NOT DISTINCT",
        "Somebody else has just entered the same. Try again.",
    )
    _figures_idx = models.Index("(obligation_id, state, date)")
    _record_idx = models.Index("(res_model, res_id)")
    _reason_given = models.Constraint(
        "CHECK ((state = 'accepted') = (cause IS NULL) AND (cause IS NULL) = (reason IS NULL))",
        "A claim that doesn't count says why.",
    )

    @api.depends("obligation_id", "partner_id", "date")
    def _compute_display_name(self):
        for claim in self:
            parts = [claim.obligation_id.code, claim.partner_id.name, str(claim.date)]
            claim.display_name = " · ".join(filter(None, parts))

    @api.depends("res_model", "res_id")
    @api.depends_context("uid", "lang")
    def _compute_res_name(self):
        for name, claims in self.grouped("res_model").items():
            known = {}
            if name in self.env:
                records = self.env[name].browse(claims.mapped("res_id")).exists()
                known = {row.id: row.display_name for row in records._filtered_access("read")}
            for claim in claims:
                claim.res_name = known.get(claim.res_id)

    @api.readonly
    def action_open_record(self):
        """Open the record that claims.

        :raise UserError: there is no such record any more
        """
        self.ensure_one()
        self.check_access("read")
        record = self._get_record()
        if not record:
            raise UserError(self.env._("The record that claimed this was deleted."))
        record.check_access("read")
        return record.get_formview_action()

    def _get_record(self):
        """The record that claims, or an empty recordset where it is gone."""
        self.ensure_one()
        if self.res_model not in self.env:
            return self.browse()
        return self.env[self.res_model].browse(self.res_id).exists()
