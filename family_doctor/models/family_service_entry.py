import base64

from odoo import api, fields, models

from odoo.addons.evidence.tools import FILE_TYPES, detect_mimetype


class FamilyService(models.Model):
    """Entered in seconds: what is usual is proposed, own earlier texts are taken over."""

    _inherit = "family.service"
    _rec_names_search = ["content"]

    reuse_id = fields.Many2one(
        "family.service", "Text as in", store=False,
        domain="[('user_id', '=', uid), ('kind_id', '=', kind_id), ('state', '=', 'done')]",
        help="Take the words of one of your earlier records of this service over.",
    )  # fmt: skip
    photo = fields.Binary(compute="_compute_photo", inverse="_inverse_photo")

    @api.depends("content")
    @api.depends_context("service_text")
    def _compute_display_name(self):
        if not self.env.context.get("service_text"):
            return super()._compute_display_name()
        # whose record it was is nothing to the next resident
        for service in self:
            service.display_name = (service.content or "").replace("\n", " ")[:60]
        return None

    @api.depends("evidence_ids")
    def _compute_photo(self):
        for service in self:
            photos = service.evidence_ids.filtered(lambda item: item.kind == "photo")
            service.photo = photos[:1].display_image

    def _inverse_photo(self):
        for service in self.filtered("photo"):
            service._add_photo(base64.b64decode(service.photo))

    def _add_photo(self, raw):
        """Keep a photo of these services, the same of all."""
        name = f"photo.{get_ending(raw)}"
        return self.env["evidence.item"].create(
            [
                {
                    "name": name,
                    "res_model": service._name,
                    "res_id": service.id,
                    "requirement_code": "photo",
                    "content": base64.b64encode(raw),
                }
                for service in self
            ]
        )

    @api.onchange("kind_id")
    def _onchange_kind_id(self):
        if self.kind_id.usual_way:
            self.way = self.kind_id.usual_way

    @api.onchange("reuse_id")
    def _onchange_reuse_id(self):
        if self.reuse_id:
            self.content = self.reuse_id.content

    @api.depends("kind_id", "way")
    def _compute_evidence_missing(self):
        super()._compute_evidence_missing()

    def _evidence_required_kinds(self):
        kinds = super()._evidence_required_kinds()
        if self.kind_id._needs_photo(self.way) and not self._has_photo_of_original():
            kinds = [*kinds, ("photo", self.env._("Photo of the service"))]
        return kinds

    def _has_photo_of_original(self):
        """Whether the record that this one corrects shows the service already."""
        photos = self.supersedes_id.evidence_ids.mapped("requirement_code")
        return "photo" in photos or bool(
            self.supersedes_id and self.supersedes_id._has_photo_of_original()
        )

    @api.model
    def _find_agreements(self, archives, date):
        """``{archive: agreement}`` that holds on ``date``, of those that have one."""
        # sudo: which agreement holds doesn't depend on who asks
        found = self.env["family.agreement"].sudo().search(self._get_holding_on(archives, date))
        return {agreement.archive_id.sudo(self.env.su): agreement for agreement in found}


def get_ending(raw):
    """The ending of a file with these bytes, as the rules for evidence want it."""
    kind = detect_mimetype(raw)
    endings = [row.extensions[0] for row in FILE_TYPES.values() if row.mimetype == kind]
    return endings[0] if endings else "jpg"
