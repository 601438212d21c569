import base64
import binascii
import hashlib

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

# Unforgeable: a context key can be sent over RPC, this object can't.
_SERVER = object()

CLIENT_FIELDS = {
    "name", "kind", "res_model", "res_id", "requirement_code", "content",
    "taken_at", "latitude", "longitude", "note",
}  # fmt: skip
EDITABLE_FIELDS = {"note", "requirement_code"}


class EvidenceItem(models.Model):
    """One proof: the original bytes as they came, what is known about them, whose they are.

    Frozen once uploaded: only the note and the proof it serves as may be corrected, until
    the record is sealed.
    """

    _name = "evidence.item"
    _description = "Evidence"
    _inherit = ["evidence.bound.mixin", "evidence.integrity.mixin"]
    _order = "id"

    name = fields.Char("File Name", required=True)
    kind = fields.Selection(
        [("photo", "Photo"), ("document", "Document"), ("signature", "Signature")],
        required=True, help="Empty at upload: a picture is a photo, anything else a document.",
    )  # fmt: skip
    requirement_code = fields.Char(
        help="Code of the required proof this file gives, as the record's model names it.",
    )
    requirement_label = fields.Char("Serves As", compute="_compute_requirement_label")
    requirement_choices = fields.Json(
        compute="_compute_requirement_choices", export_string_translation=False
    )
    content = fields.Binary(
        "File", store=False, attachment=False, export_string_translation=False,
    )  # fmt: skip
    attachment_id = fields.Many2one(
        "ir.attachment", "Original", readonly=True, index="btree_not_null", ondelete="restrict",
        help="The untouched bytes as they were uploaded.",
    )  # fmt: skip
    display_image = fields.Image(
        "Picture", readonly=True, max_width=1920, max_height=1920,
        help="Copy for the screen and for print: upright, smaller, without metadata.",
    )  # fmt: skip
    thumbnail = fields.Image(
        related="display_image", string="Thumbnail", max_width=256, max_height=256, store=True
    )
    sha256 = fields.Char("SHA-256", size=64, readonly=True, index=True)
    size = fields.Integer("Size (bytes)", readonly=True)
    mimetype = fields.Char("File Type", readonly=True)
    taken_at = fields.Datetime(
        help="When the photo was taken, as its camera says: a claim, unlike the time of receipt.",
    )
    received_at = fields.Datetime(readonly=True, required=True)
    uploaded_by_id = fields.Many2one("res.users", readonly=True, required=True, ondelete="restrict")
    latitude = fields.Float(digits=(9, 6), aggregator=None)
    longitude = fields.Float(digits=(9, 6), aggregator=None)
    note = fields.Text()
    duplicate_count = fields.Integer(
        "Same File Elsewhere", compute="_compute_duplicates",
        help="How many other items that you may read hold the very same bytes.",
    )  # fmt: skip
    duplicate_of_id = fields.Many2one(
        "evidence.item", "Also Filed As", compute="_compute_duplicates"
    )
    is_locked = fields.Boolean(compute="_compute_is_locked", export_string_translation=False)

    _latitude_range = models.Constraint(
        "CHECK (latitude BETWEEN -90 AND 90)", "Latitude must lie between -90 and 90."
    )
    _longitude_range = models.Constraint(
        "CHECK (longitude BETWEEN -180 AND 180)", "Longitude must lie between -180 and 180."
    )

    @api.depends("res_model", "res_id", "requirement_code")
    def _compute_requirement_label(self):
        for item, record in self._map_records().items():
            code = item.requirement_code
            kinds = dict(record._evidence_required_kinds()) if code and record else {}
            item.requirement_label = kinds.get(code, code)

    @api.depends("res_model", "res_id")
    def _compute_requirement_choices(self):
        for item, record in self._map_records().items():
            item.requirement_choices = record._evidence_required_kinds() if record else []

    @api.depends("sha256")
    @api.depends_context("uid")
    def _compute_duplicates(self):
        hashes = self.filtered("sha256").mapped("sha256")
        groups = self._read_group([("sha256", "in", hashes)], ["sha256"], ["id:recordset"])
        twins_by_hash = dict(groups)
        for item in self:
            twins = twins_by_hash.get(item.sha256, item.browse()) - item._origin
            item.duplicate_count = len(twins)
            item.duplicate_of_id = twins.sorted("id")[:1]

    @api.depends("res_model", "res_id")
    def _compute_is_locked(self):
        for item, record in self._map_records().items():
            item.is_locked = bool(record) and record._evidence_is_locked()

    @api.model_create_multi
    def create(self, vals_list):
        """Take files in: ``content`` (base64), ``name``, ``res_model`` and ``res_id``.

        :raise ValidationError: the file is refused; the message says why.
        :raise AccessError: the user can't write the record, or sets what the server finds out.
        """
        self._check_client_vals(vals_list)
        contents = [self._decode_content(vals) for vals in vals_list]
        items = super().create([
            self._prepare_item_vals(vals, raw)
            for vals, raw in zip(vals_list, contents, strict=True)
        ])  # fmt: skip
        for item, raw in zip(items, contents, strict=True):
            item._store_original(raw)
        return items

    def write(self, vals):
        if self.env.context.get("evidence_server") is not _SERVER:
            self._check_editable(vals)
        return super().write(vals)

    # Always, also when a forged ``_force_unlink`` context pretends an uninstallation.
    @api.ondelete(at_uninstall=True)
    def _unlink_except_protected(self):
        self._check_record_open()
        if self.env.su or self.env.user.has_group("evidence.group_evidence_manager"):
            return
        for item in self.filtered(lambda item: item.uploaded_by_id != self.env.user):
            raise UserError(self.env._(
                "Only %(user)s, who uploaded “%(file)s”, or an evidence manager can delete it.",
                user=item.uploaded_by_id.name, file=item.name,
            ))  # fmt: skip

    def unlink(self):
        # sudo: the original goes with its item, which the user was allowed to delete
        originals = self.sudo().attachment_id
        result = super().unlink()
        originals.exists().unlink()
        return result

    def copy_data(self, default=None):
        raise UserError(self.env._("Evidence can't be copied: upload the file where it belongs."))

    def action_download(self):
        """Download the untouched original."""
        self.ensure_one()
        url = f"/web/content/{self.attachment_id.id}?download=true"
        return {"type": "ir.actions.act_url", "url": url, "target": "download"}

    def action_open_upload(self):
        """Dialog to upload several files to the record whose gallery is open."""
        action = self.env["ir.actions.act_window"]._for_xml_id("evidence.evidence_upload_action")
        target = {
            name: self.env.context.get(name) for name in ("default_res_model", "default_res_id")
        }
        return action | {"context": target}

    def action_open_record(self):
        """Open the record this item belongs to."""
        return self._get_record().get_formview_action()

    def action_open_duplicates(self):
        """List the items with the same bytes that the user may read."""
        action = self.env["ir.actions.act_window"]._for_xml_id("evidence.evidence_item_action")
        return action | {"domain": [("sha256", "=", self.sha256)], "context": {"create": False}}

    def _check_client_vals(self, vals_list):
        for vals in vals_list:
            if forged := vals.keys() - CLIENT_FIELDS:
                raise AccessError(self.env._(
                    "The server finds these values out by itself: %(names)s.",
                    names=", ".join(sorted(forged)),
                ))  # fmt: skip
            names = ["res_model", "res_id"]
            given = {name: vals[name] for name in names if name in vals}
            self.new(self.default_get(names) | given)._check_record_open()

    def _check_editable(self, vals):
        """:raise UserError: for anything but the note and the proof it serves as."""
        if frozen := vals.keys() - EDITABLE_FIELDS:
            raise UserError(self.env._(
                "Evidence can't be changed after upload (%(names)s). "
                "Upload the right file instead.",
                names=", ".join(sorted(frozen)),
            ))  # fmt: skip
        self._check_record_open()

    def _write_as_server(self, vals):
        self.with_context(evidence_server=_SERVER).write(vals)

    @api.model
    def _decode_content(self, vals):
        content = vals.get("content") or b""
        # Before it is decoded, by the least it can hold: the exact size is checked with the file.
        least = len(content) // 4 * 3 - 2
        self.env["evidence.file.rules"]._check_size(vals.get("name"), least)
        try:
            return base64.b64decode(content, validate=True)
        except binascii.Error as error:
            message = self.env._("The file arrived incomplete. Send it again.")
            raise ValidationError(message) from error

    @api.model
    def _prepare_item_vals(self, vals, raw):
        """Values to insert; what the client claims never replaces what the file says."""
        rules = self.env["evidence.file.rules"]
        mimetype = rules._check_file(vals.get("name"), raw)
        is_picture = mimetype.startswith("image/")
        vals = {"kind": "photo" if is_picture else "document"} | vals | {
            "attachment_id": False,
            "display_image": False,
            "integrity_checked_at": False,
            "integrity_state": "ok",
            "mimetype": mimetype,
            "received_at": fields.Datetime.now(),
            "sha256": hashlib.sha256(raw).hexdigest(),
            "size": len(raw),
            "uploaded_by_id": self.env.uid,
        }  # fmt: skip
        vals.pop("content", None)
        if is_picture:
            picture = rules._read_picture(vals["name"], raw)
            vals["display_image"] = base64.b64encode(picture.display)
            claims = picture._asdict()
            vals |= {
                name: claims[name]
                for name in ("taken_at", "latitude", "longitude")
                if claims[name] is not None
            }
        return vals

    def _store_original(self, raw):
        # sudo: nobody else may file something under an item; rights on it were checked
        attachment = self.env["ir.attachment"].sudo().with_context(image_no_postprocess=True)
        original = attachment.create({
            "name": self.name,
            "raw": raw,
            "mimetype": self.mimetype,
            "res_model": self._name,
            "res_id": self.id,
        })  # fmt: skip
        self._write_as_server({"attachment_id": original.id})
