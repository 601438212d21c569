import re
import secrets

from odoo import api, fields, models
from odoo.fields import Domain

TAG_PATH = "/equipment/tag/"
TAG_URL = re.compile(rf"{TAG_PATH}([\w-]{{22}})(?:[/?#]|$)")


def new_token():
    """128 random bits: a tag that cannot be guessed."""
    return secrets.token_urlsafe(16)


class EquipmentTagMixin(models.AbstractModel):
    """Something with a number and a QR label: a device or a kit.

    ``org_unit_id`` is the owner in whose asset book it stands, ``using_unit_id`` where it is used.

    The label holds a web address with a random token. Whoever scans it with any phone may report a
    fault; inside the suite the scan opens the record.
    """

    _name = "equipment.tag.mixin"
    _inherit = ["server.guard.mixin", "org.scoped.mixin"]
    _description = "Carries a Tag"
    _server_fields = frozenset({"tag_token", "former_number"})
    _own_unit_fields = frozenset({"using_unit_id"})

    # Fields that a scanned or typed code may stand in, besides the tag itself.
    _code_fields = ("asset_number",)

    asset_number = fields.Char(
        copy=False,
        tracking=True,
        help="Number in the asset book; drawn from the owner's sequence.",
    )
    tag_token = fields.Char(copy=False, readonly=True, default=lambda self: new_token())
    tag_url = fields.Char(string="Tag address", compute="_compute_tag_url")
    org_unit_id = fields.Many2one(string="Owner", tracking=True)
    using_unit_id = fields.Many2one(
        "org.unit",
        string="Used by",
        compute="_compute_using_unit_id",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
    )

    # Serves the scan and what is typed in the search box (LIKE 'EQ-01%'); a trigram index would
    # take seconds for the thousand numbers of an import.
    _asset_number_search = models.Index(
        "(asset_number text_pattern_ops) WHERE asset_number IS NOT NULL"
    )
    _asset_number_unique = models.UniqueIndex(
        "(org_unit_id, asset_number) WHERE asset_number IS NOT NULL",
        "This owner already has an asset with this number.",
    )
    _tag_token_unique = models.UniqueIndex(
        "(tag_token) WHERE tag_token IS NOT NULL", "This tag is in use already."
    )

    @api.depends("tag_token")
    def _compute_tag_url(self):
        base = self[:1].get_base_url()
        for record in self:
            token = record.tag_token
            record.tag_url = f"{base}{TAG_PATH}{token}" if token else False

    @api.depends("org_unit_id")
    def _compute_using_unit_id(self):
        for record in self:
            record.using_unit_id = record.using_unit_id or record.org_unit_id

    def action_renew_tag(self):
        """Give the record a new tag; labels printed before stop working."""
        self.check_access("write")
        for record in self:
            record._write_server({"tag_token": new_token()})

    @api.model
    def _find_by_code(self, code):
        """Records in the user's scope that a scanned or typed code means: tag, number or serial.

        :return: recordset; more than one when two makers use the same serial number
        """
        code = (code or "").strip()
        if not code:
            return self.browse()
        if tag := TAG_URL.search(code):
            return self.search([("tag_token", "=", tag[1])])
        return self.search(Domain.OR(Domain(name, "=", code) for name in self._code_fields))
