import io

from odoo import api, fields, models
from odoo.exceptions import UserError


class EvidencePackage(models.TransientModel):
    """Chosen evidence as a hand-over package."""

    _name = "evidence.package"
    _description = "Evidence Hand-over Package"
    _inherit = "evidence.package.mixin"

    item_ids = fields.Many2many(
        "evidence.item",
        string="Evidence",
        required=True,
        default=lambda self: self._get_context_items(),
    )
    item_count = fields.Integer("Files", compute="_compute_totals")
    total_mb = fields.Float("Size (MB)", compute="_compute_totals", digits=(12, 1))

    @api.depends("item_ids")
    def _compute_totals(self):
        for package in self:
            package.item_count = len(package.item_ids)
            package.total_mb = sum(package.item_ids.mapped("size")) / 1024 / 1024

    def action_download(self):
        """Build the package and download it."""
        self.ensure_one()
        if not self.item_ids:
            raise UserError(self.env._("There is no evidence to hand over."))
        url = f"/evidence/package/{self.id}"
        return {"type": "ir.actions.act_url", "url": url, "target": "download"}

    @api.model
    def _get_context_items(self):
        """The items selected in a list, or those of the records selected in a list."""
        name, ids = self.env.context.get("active_model"), self.env.context.get("active_ids") or []
        if name == "evidence.item":
            return self.env[name].browse(ids)
        records = self.env["evidence.item"]._get_bindable(name)
        return self.env["evidence.item"] if records is None else records.browse(ids).evidence_ids

    @api.model
    def _build_package(self, records):
        """ZIP as bytes of the evidence of ``records`` (or of the items themselves)."""
        items = records if records._name == "evidence.item" else records.evidence_ids
        package = self.create({"item_ids": items.ids})
        with io.BytesIO() as file:
            package._write_package(file)
            return file.getvalue()

    def _get_package_items(self):
        return self.item_ids
