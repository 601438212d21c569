from odoo import api, fields, models
from odoo.exceptions import UserError


class FamilyDutyMatch(models.TransientModel):
    """Choose the record that proves a signed service, where the system can't know it."""

    _name = "family.duty.match"
    _description = "Match by Hand"

    duty_id = fields.Many2one("family.duty", required=True)
    item_id = fields.Many2one(related="duty_id.item_id")
    resident_name = fields.Char(related="duty_id.resident_name", string="Resident")
    line_ids = fields.One2many("family.duty.match.line", "wizard_id", "Records")
    reason = fields.Char(required=True)

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        duty = self.env["family.duty"].browse(values.get("duty_id") or ())
        if duty and "line_ids" in fields_list:
            lines = [self._prepare_line(proof) for proof in duty._get_candidates()]
            values["line_ids"] = [(0, 0, line) for line in lines]
        return values

    @api.model
    def _prepare_line(self, proof):
        return {
            "res_model": proof.record._name,
            "res_id": proof.record.id,
            "date": proof.date,
            "user_id": proof.user_id,
        }

    def action_confirm(self):
        """Serve the unit with the chosen record."""
        self.ensure_one()
        chosen = self.line_ids.filtered("is_chosen")
        if len(chosen) != 1:
            raise UserError(self.env._("Choose one record."))
        record = self.duty_id._find_candidate(chosen.res_model, chosen.res_id)
        self.duty_id._match_by_hand(record, self.reason)


class FamilyDutyMatchLine(models.TransientModel):
    """A record that could prove it."""

    _name = "family.duty.match.line"
    _description = "Record to Match"
    _order = "date desc, id"

    wizard_id = fields.Many2one("family.duty.match", required=True, ondelete="cascade")
    is_chosen = fields.Boolean("This one")
    res_model = fields.Char(required=True)
    res_id = fields.Many2oneReference(
        "Number of the record", model_field="res_model", required=True
    )
    date = fields.Date()
    user_id = fields.Many2one("res.users", "Done by")
    name = fields.Char("Record", compute="_compute_name")

    @api.depends("res_model", "res_id")
    def _compute_name(self):
        for line in self:
            line.name = self._get_record_name(line.res_model, line.res_id)

    @api.model
    def _get_record_name(self, model, res_id):
        """What the record is called; nothing for who can't read it."""
        if model not in self.env.registry.descendants(["family.proof.mixin"], "_inherit"):
            return False
        record = self.env[model].browse(res_id).exists()
        if not record or not record.has_access("read"):
            return False
        # sudo: the name of a kind of records is no secret
        kind = self.env["ir.model"].sudo()._get(model).name
        return f"{kind} · {record.display_name}"
