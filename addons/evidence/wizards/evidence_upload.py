from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError


class EvidenceUpload(models.TransientModel):
    """Several files at once for one record."""

    _name = "evidence.upload"
    _description = "Upload Evidence"

    res_model = fields.Char(required=True, export_string_translation=False)
    res_id = fields.Many2oneReference(
        model_field="res_model", required=True, export_string_translation=False
    )
    attachment_ids = fields.Many2many("ir.attachment", string="Files")
    hint = fields.Char(compute="_compute_hint", export_string_translation=False)
    kind = fields.Selection(
        [("photo", "Photo"), ("document", "Document"), ("signature", "Signature")],
        help="Empty: a picture is a photo, anything else a document.",
    )
    requirement_code = fields.Char(
        "Serves As", compute="_compute_requirement_code", store=True, readonly=False,
    )  # fmt: skip
    requirement_choices = fields.Json(
        compute="_compute_requirement_choices", export_string_translation=False
    )
    note = fields.Text()

    @api.depends("res_model", "res_id")
    def _compute_requirement_code(self):
        """Propose the proof that alone is still missing."""
        for upload in self:
            record = upload._get_record()
            missing = record._get_missing_evidence() if record else []
            upload.requirement_code = missing[0][0] if len(missing) == 1 else False

    @api.depends("res_model", "res_id")
    def _compute_requirement_choices(self):
        for upload in self:
            record = upload._get_record()
            upload.requirement_choices = record._evidence_required_kinds() if record else []

    def _get_record(self):
        """The record that the files are for; None where it is none or not to be read."""
        records = self.env["evidence.item"]._get_bindable(self.res_model)
        if records is None:
            return None
        record = records.browse(self.res_id).exists()
        return record if record and record.has_access("read") else None

    @api.depends("res_model")
    def _compute_hint(self):
        rules = self.env["evidence.file.rules"]
        self.hint = self.env._(
            "Accepted: %(types)s; at most %(limit)s MB each.",
            types=", ".join(rules._get_accepted_types()), limit=rules._get_limit("max_mb", 20),
        )  # fmt: skip

    def action_upload(self):
        """Turn the uploaded files into evidence, all of them or none."""
        self.ensure_one()
        if not self.attachment_ids:
            raise UserError(self.env._("Choose at least one file."))
        common = {
            "res_model": self.res_model,
            "res_id": self.res_id,
            "requirement_code": self.requirement_code,
            "note": self.note,
        } | ({"kind": self.kind} if self.kind else {})
        items = self.env["evidence.item"].create([
            common | {"name": file.name, "content": file.datas} for file in self.attachment_ids
        ])  # fmt: skip
        own = [("res_model", "=", self._name), ("create_uid", "=", self.env.uid)]
        self.attachment_ids.filtered_domain(own).unlink()
        return {"type": "ir.actions.act_window_close", "infos": {"evidence_ids": items.ids}}

    @api.autovacuum
    def _gc_abandoned_files(self):
        """Delete files that were uploaded into a dialog nobody confirmed."""
        limit = fields.Datetime.now() - timedelta(days=1)
        self.env["ir.attachment"].search([
            ("res_model", "=", self._name), ("res_id", "=", 0), ("create_date", "<", limit),
        ]).unlink()  # fmt: skip
