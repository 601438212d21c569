import hashlib
import json

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..tools.canonical import canonical_json, canonical_rows, entered_fields, same_content

# Unforgeable: a context key can be sent over RPC, this object can't.
_SEALER = object()

# What a sealed record still gathers: talk and to-dos about it, never its content.
BOOKKEEPING_PREFIXES = ("message_", "activity_", "my_activity_", "website_message_", "rating_")
SEAL_FIELDS = {
    "seal_state", "sealed_at", "sealed_by_id", "seal_hash", "seal_content",
    "supersedes_id", "superseded_by_id", "supersede_reason",
}  # fmt: skip


class SameModelMany2one(fields.Many2one):
    """Link to another record of whatever model inherits the mixin."""

    def _get_attrs(self, model_class, name):
        return super()._get_attrs(model_class, name) | {"comodel_name": model_class._name}


class EvidenceSealMixin(models.AbstractModel):
    """A signed record is read-only for everyone; a correction is a new record.

    ``_seal()`` keeps the canonical JSON of :meth:`_seal_payload` and its SHA-256, so that
    any later change, even by SQL, is found and named by :meth:`action_verify_seal`.
    """

    _name = "evidence.seal.mixin"
    _description = "Can Be Sealed"

    # Stored fields that may change after sealing (bookkeeping of the model itself). With
    # "evidence_ids" in it, evidence may still be added to a sealed record.
    _seal_exempt_fields = ()
    # One2many fields whose rows are signed with the record (``evidence.seal.line.mixin``).
    _seal_line_fields = ()

    seal_state = fields.Selection(
        "_selection_seal_state", "Seal", required=True, readonly=True, default="open",
        copy=False, index=True,
    )  # fmt: skip
    sealed_at = fields.Datetime(readonly=True, copy=False)
    sealed_by_id = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    seal_hash = fields.Char(
        "Seal (SHA-256)", size=64, readonly=True, copy=False,
        help="SHA-256 of the sealed content; print it, and any later change can be proved.",
    )  # fmt: skip
    seal_content = fields.Text(
        readonly=True, copy=False, prefetch=False, export_string_translation=False
    )
    supersedes_id = SameModelMany2one(
        "evidence.seal.mixin", "Corrects", readonly=True, copy=False, ondelete="restrict",
        help="The sealed record that this one replaces.",
    )  # fmt: skip
    superseded_by_id = SameModelMany2one(
        "evidence.seal.mixin", "Corrected By", readonly=True, copy=False, ondelete="restrict",
        index="btree_not_null",
    )  # fmt: skip
    supersede_reason = fields.Char("Reason for Correction", readonly=True, copy=False)

    _one_successor = models.UniqueIndex(
        "(supersedes_id) WHERE supersedes_id IS NOT NULL",
        "This record is being corrected already: continue in its correction.",
    )

    @api.model
    def _selection_seal_state(self):
        # a method, because the labels of a plain list stay English in inheriting models
        labels = {
            "open": self.env._("Open"),
            "sealed": self.env._("Sealed"),
            "superseded": self.env._("Superseded"),
        }
        return list(labels.items())

    @api.model_create_multi
    def create(self, vals_list):
        if self.env.context.get("evidence_sealer") is not _SEALER:
            for vals in vals_list:
                self._check_seal_not_forged(vals)
            # Set outright, because a default may come from the caller's context.
            unsealed = dict.fromkeys(SEAL_FIELDS, False) | {"seal_state": "open"}
            vals_list = [vals | unsealed for vals in vals_list]
        return super().create(vals_list)

    def write(self, vals):
        if self.env.context.get("evidence_sealer") is not _SEALER:
            self._check_seal_not_forged(vals)
            # sudo: the seal binds whoever writes, also where he can't read
            for record in self.sudo():
                if sealed := [name for name in vals if record._is_sealed(name)]:
                    raise record._make_sealed_error(sealed)
        return super().write(vals)

    # Always, also when a forged ``_force_unlink`` context pretends an uninstallation.
    @api.ondelete(at_uninstall=True)
    def _unlink_except_sealed(self):
        for record in self.filtered(lambda record: record.seal_state != "open"):
            raise UserError(self.env._(
                "“%(record)s” is sealed and can't be deleted.", record=record.display_name
            ))  # fmt: skip

    def action_verify_seal(self):
        """Compute the seal again and tell whether, and where, the record was changed."""
        self.ensure_one()
        self.check_access("read")
        changed = self._get_seal_breaks()
        if changed:
            message = self.env._("Changed since it was sealed: %(names)s", names=", ".join(changed))
        else:
            message = self.env._("Nothing was changed since it was sealed.")
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "title": self.env._("Seal broken") if changed else self.env._("Seal intact"),
                "message": message,
                "type": "danger" if changed else "success",
                "sticky": bool(changed),
            },
        }

    def _seal(self):
        """Close the record for good. Missing required evidence refuses it.

        :raise UserError: it is sealed already.
        """
        self.lock_for_update()
        self._check_before_seal()
        now = fields.Datetime.now()
        for record, content in zip(self, self._get_seal_contents(), strict=True):
            record.with_context(evidence_sealer=_SEALER).write({
                "seal_state": "sealed",
                "sealed_at": now,
                "sealed_by_id": self.env.uid,
                "seal_content": content,
                "seal_hash": hashlib.sha256(content.encode()).hexdigest(),
            })  # fmt: skip

    def _supersede(self, vals):
        """Open a correction: a copy linked both ways, while this record stays as it was signed.

        :param vals: values of the copy; ``supersede_reason`` is mandatory.
        :raise ValidationError: no reason. :raise UserError: not sealed, or superseded already.
        """
        self.ensure_one()
        self.check_access("write")
        self.lock_for_update()
        if not (vals.get("supersede_reason") or "").strip():
            raise ValidationError(self.env._("Give the reason for the correction."))
        if self.seal_state != "sealed":
            raise UserError(self.env._(
                "Only a sealed record that has no correction yet can be corrected."
            ))  # fmt: skip
        content = {name: value for name, value in vals.items() if name not in SEAL_FIELDS}
        copy = self.copy(content)
        copy.with_context(evidence_sealer=_SEALER).write({
            "supersedes_id": self.id,
            "supersede_reason": vals["supersede_reason"].strip(),
        })  # fmt: skip
        self.with_context(evidence_sealer=_SEALER).write({
            "seal_state": "superseded",
            "superseded_by_id": copy.id,
        })  # fmt: skip
        return copy

    def _withdraw_correction(self):
        """Call corrections off that are still open: what they were to replace is valid again."""
        self.check_access("write")
        for record in self.filtered(lambda record: record.seal_state == "open"):
            original = record.supersedes_id.with_context(evidence_sealer=_SEALER)
            record.with_context(evidence_sealer=_SEALER).write({"supersedes_id": False})
            original.write({"seal_state": "sealed", "superseded_by_id": False})

    def _check_before_seal(self):
        """Hook: what must hold before sealing; by default open, and no proof is missing."""
        if self.filtered(lambda record: record.seal_state != "open"):
            raise UserError(self.env._("This record is sealed already."))
        if "evidence_ids" in self._fields:
            self._check_required_evidence()

    def _is_sealed(self, field_name=None):
        """Whether the record, or this field of it, may no longer change."""
        return self.seal_state != "open" and (not field_name or self._is_signed(field_name))

    def _check_seal_not_forged(self, vals):
        if forged := SEAL_FIELDS & vals.keys():
            raise AccessError(self.env._(
                "The seal can't be set by hand (%(names)s).", names=", ".join(sorted(forged))
            ))  # fmt: skip

    def _make_sealed_error(self, names):
        labels = ", ".join(self._get_label(name) for name in names if name in self._fields)
        return UserError(self.env._(
            "“%(record)s” is sealed: %(fields)s can't change any more. Open a correction instead.",
            record=self.display_name, fields=labels,
        ))  # fmt: skip

    def _seal_payload(self):
        """``{name: value}`` of everything that is signed, JSON-able and the same for any reader.

        Entered fields, not those computed from them; the rows of ``_seal_line_fields``;
        the SHA-256 of each item of evidence. Override to sign more.
        """
        self.ensure_one()
        names = [name for name in entered_fields(self) if self._is_signed(name)]
        [payload] = canonical_rows(self, names)
        for name in self._seal_line_fields:
            lines = self[name].sorted("id")
            exempt = getattr(lines, "_seal_exempt_fields", ())
            keys = [key for key in entered_fields(lines) if key not in exempt]
            payload[name] = canonical_rows(lines, keys)
        if "evidence_ids" in self._fields and self._is_signed("evidence_ids"):
            payload["evidence_ids"] = sorted(
                [item.sha256, item.kind, item.requirement_code or ""] for item in self.evidence_ids
            )
        return payload

    def _is_signed(self, name):
        return not (
            name in SEAL_FIELDS
            or name in self._seal_exempt_fields
            or name.startswith(BOOKKEEPING_PREFIXES)
        )

    def _get_seal_contents(self):
        """Canonical JSON of the payload of each of these records, as the database holds it."""
        self.env.flush_all()
        self.env.invalidate_all(flush=False)
        # sudo: whoever seals or verifies, the content is the same, also fields hidden from him
        neutral = self.sudo().with_context(lang=None, active_test=False, bin_size=False)
        return [canonical_json(record._seal_payload()) for record in neutral]

    def _get_seal_breaks(self):
        """Labels of what is no longer as it was signed, empty when all is."""
        if self.seal_state == "open":
            raise UserError(self.env._("This record isn't sealed yet."))
        if hashlib.sha256((self.seal_content or "").encode()).hexdigest() != self.seal_hash:
            return [self._get_label("seal_hash")]
        signed, found = json.loads(self.seal_content), json.loads(self._get_seal_contents()[0])
        breaks = [
            self._get_label(name)
            for name in sorted(signed.keys() & found.keys())
            if not same_content(signed[name], found[name])
        ]
        if "evidence_ids" in signed:
            breaks += [i.name for i in self.evidence_ids if i._get_integrity() != "ok"]
        return breaks

    def _get_label(self, name):
        return self._fields[name].get_description(self.env, ["string"])["string"]
