import base64

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .family_duty_match import Proof

WAYS = [("1", "At the clinic"), ("2", "At home"), ("3", "By telephone")]


class FamilyService(models.Model):
    """A service that has no form of its own: advice, a home visit, drugs brought, a lecture."""

    _name = "family.service"
    _inherit = [
        "health.archive.part.mixin",
        "evidence.mixin",
        "evidence.seal.mixin",
        "family.proof.mixin",
    ]
    _description = "Service Record"
    _order = "date desc, id desc"
    _server_fields = frozenset(
        {"state", "agreement_id", "void_reason", "confirmed_at", "confirmed_by", "confirmation"}
    )
    _seal_exempt_fields = (
        "state", "void_reason", "confirmed_at", "confirmed_by", "confirmation", "evidence_ids",
    )  # fmt: skip

    resident_name = fields.Char(related="archive_id.partner_id.name", string="Name")
    org_unit_id = fields.Many2one(
        related="archive_id.org_unit_id", store=True, index=True, related_sudo=True
    )
    agreement_id = fields.Many2one(
        "family.agreement", readonly=True, index="btree_not_null", ondelete="restrict", copy=False
    )
    kind_id = fields.Many2one(
        "family.record.kind", "Service", required=True, ondelete="restrict",
        domain="[('is_direct', '=', True)]",
    )  # fmt: skip
    date = fields.Date(required=True, default=fields.Date.context_today)
    way = fields.Selection(WAYS, required=True, default="1")
    user_id = fields.Many2one(
        "res.users", "Done by", required=True, default=lambda self: self.env.uid,
        ondelete="restrict",
    )  # fmt: skip
    content = fields.Text("What was done", required=True)
    state = fields.Selection(
        [("draft", "Draft"), ("done", "Done"), ("void", "Void")],
        required=True, readonly=True, default="draft", copy=False,
    )  # fmt: skip
    void_reason = fields.Char("Void because", readonly=True, copy=False)
    confirmation = fields.Binary("Signature of the resident", readonly=True, copy=False)
    confirmed_by = fields.Char("Confirmed by", readonly=True, copy=False)
    confirmed_at = fields.Datetime("Confirmed at", readonly=True, copy=False)

    _unit_list = models.Index("(org_unit_id, date DESC, id DESC)")

    @api.depends("kind_id.name", "resident_name", "date")
    def _compute_display_name(self):
        for service in self:
            parts = (service.resident_name, service.kind_id.name, service.date)
            service.display_name = " · ".join(str(part) for part in parts if part)

    @api.constrains("date")
    def _check_date(self):
        for service in self:
            if service.date > fields.Date.context_today(self):
                raise ValidationError(self.env._("A service isn't recorded before it was done."))

    def action_done(self):
        """Sign the record: it is sealed and counts for what the resident signed.

        :raise UserError: the resident had no agreement on that day
        """
        self.check_access("write")
        for service in self:
            agreement = service._get_agreement()
            if not agreement:
                raise UserError(service._get_no_agreement_message())
            service._write_server({"agreement_id": agreement.id, "state": "done"})
        self._seal()
        self._match_duties()

    def _get_agreement(self):
        """The agreement of the resident on the day of the service."""
        # sudo: which agreement holds doesn't depend on who asks
        agreements = self.env["family.agreement"].sudo()
        return agreements.search(self._get_holding_on(self.archive_id, self.date), limit=1)

    @api.model
    def _get_holding_on(self, archives, date):
        """Domain of the agreements by which a service on ``date`` counts."""
        return [
            ("archive_id", "in", archives.ids),
            ("start_date", "<=", date),
            ("last_day", ">=", date),
            ("state", "not in", ("draft", "submitted", "returned", "void")),
        ]

    def _get_no_agreement_message(self):
        return self.env._(
            "%(name)s had no agreement on %(date)s: the service can't count. Correct the date, or "
            "let the resident sign first.",
            name=self.resident_name,
            date=self.date,
        )

    def _void(self, reason):
        """The service doesn't count any more; the record stays, with the reason."""
        self.check_access("write")
        if not (reason or "").strip():
            raise ValidationError(self.env._("Say why."))
        self._write_server({"state": "void", "void_reason": reason.strip()})
        self._release_duties()

    def _confirm_by_signature(self, image, name):
        """The resident, or a relative, signs for what was done.

        :param image: base64 of a picture
        """
        self.ensure_one()
        self.check_access("write")
        if self.state != "done":
            raise UserError(self.env._("Only a service that was done can be confirmed."))
        if not image or not base64.b64decode(image):
            raise ValidationError(self.env._("Sign in the field first."))
        self._write_server(
            {
                "confirmation": image,
                "confirmed_by": name or self.resident_name,
                "confirmed_at": fields.Datetime.now(),
            }
        )
        self.env["family.duty"]._confirm(self)

    def _get_proofs(self):
        return [
            Proof(
                service, service.archive_id.id, {service.kind_id.code}, service.date,
                service.user_id.id, service.way, bool(service.confirmed_at),
            )
            for service in self
            if service.state == "done"
        ]  # fmt: skip
