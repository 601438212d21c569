from odoo import models
from odoo.exceptions import UserError, ValidationError


class FamilyDuty(models.Model):
    """Matching by hand, with a reason, where the record proves the service in another way."""

    _inherit = "family.duty"

    def _match_by_hand(self, record, reason):
        """Serve this unit with ``record``.

        :param record: of a model with ``family.proof.mixin``
        :raise ValidationError: no reason
        :raise UserError: another resident's record, out of the term, used for this service already,
            or the unit isn't open
        """
        self.ensure_one()
        self.agreement_id.check_access("write")
        record.check_access("read")
        if not (reason or "").strip():
            raise ValidationError(self.env._("Say why this record proves the service."))
        [proof] = record._get_proofs() or [None]
        self._check_can_serve(proof)
        # sudo: duties are written by matching only
        self.sudo()._write_server(self._prepare_match(proof, reason.strip()))

    def _check_can_serve(self, proof):
        if self.state not in ("open", "lapsed"):
            raise UserError(self.env._("This unit is done or no longer due."))
        if not proof or proof.archive_id != self.archive_id.id:
            raise UserError(self.env._("Choose a valid record of the same resident."))
        agreement = self.agreement_id
        if not agreement.start_date <= proof.date <= agreement.last_day:
            raise UserError(
                self.env._(
                    "The record of %(date)s lies outside the term of the agreement (%(first)s to "
                    "%(last)s).",
                    date=proof.date,
                    first=agreement.start_date,
                    last=agreement.last_day,
                )
            )
        # sudo: also where the user doesn't see the other unit
        if self.sudo().search_count(
            [
                ("item_id", "=", self.item_id.id),
                ("res_model", "=", proof.record._name),
                ("res_id", "=", proof.record.id),
            ],
            limit=1,
        ):
            raise UserError(self.env._("This record serves another unit of this service already."))

    def _release_by_hand(self, reason):
        """Take back a match that was made by hand."""
        self.agreement_id.check_access("write")
        if not (reason or "").strip():
            raise ValidationError(self.env._("Say why."))
        for duty in self:
            if not duty.is_manual:
                raise UserError(
                    self.env._("Make the record void instead: it was matched by the system.")
                )
            duty.agreement_id.message_post(
                body=self.env._(
                    "Match of %(item)s taken back: %(reason)s",
                    item=duty.item_id.name,
                    reason=reason,
                )
            )
        # sudo: as in _match_by_hand
        self.sudo()._empty()
        self.sudo()._match_anew()
