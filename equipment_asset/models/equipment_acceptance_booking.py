from odoo import fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ..tools.links import set_links


class EquipmentAcceptance(models.Model):
    """Accepting: what must hold, the cards, the kits, the seal."""

    _inherit = "equipment.acceptance"

    def action_accept(self):
        """Decide on every piece of the form, book the accepted ones as cards, seal it.

        :raise UserError: a piece has not arrived, lacks its serial number or an answer, or failed
            and has no reason for its rejection; the message names it
        :raise ValidationError: a photo, a signature or the name of a signatory is missing
        """
        self.check_access("write")
        for acceptance in self:
            acceptance._accept()

    def _accept(self):
        self.lock_for_update()
        self.item_ids._check_record_open()
        self._check_items()  # before the signatures, which a late answer would void
        self._check_signatories()
        self._check_before_seal()
        rejected = self.item_ids.filtered("reject_reason")
        accepted = self.item_ids - rejected
        accepted._book()
        rejected._withdraw()
        accepted._move({"state": "accepted"})
        rejected._move({"state": "rejected"})
        self._seal()
        self._after_acceptance()

    def _after_acceptance(self):
        """Hook: the acceptance is sealed and the cards exist."""
        for acceptance in self:
            states = acceptance.item_ids.mapped("state")
            acceptance.delivery_id.message_post(
                body=self.env._(
                    "%(acceptance)s: %(accepted)s accepted, %(rejected)s rejected.",
                    acceptance=acceptance.name,
                    accepted=states.count("accepted"),
                    rejected=states.count("rejected"),
                )
            )

    def _check_signatories(self):
        if not (self.receiver_name and self.supplier_representative):
            raise ValidationError(
                self.env._("Enter who signs for the owner and who for the supplier.")
            )

    def _check_items(self):
        """:raise UserError: which piece can't be decided on, and what to do."""
        if not self.item_ids:
            raise UserError(self.env._("Put the pieces that have arrived on the acceptance first."))
        self._check_date()
        self._check_arrived()
        self._check_answers()

    def _check_arrived(self):
        absent = self.item_ids.filtered(lambda item: item.state != "arrived")
        for item in absent[:1]:
            raise UserError(
                self.env._(
                    "“%(item)s” has not arrived: scan it before it is accepted.",
                    item=item.display_name,
                )
            )
        for item in self.item_ids.sorted("arrived_at", reverse=True)[:1]:
            if item._get_arrival_day() > self.date:
                raise UserError(
                    self.env._(
                        "“%(item)s” arrived on %(arrival)s, after this acceptance.",
                        item=item.display_name,
                        arrival=item._get_arrival_day(),
                    )
                )

    def _check_answers(self):
        accepted = self.item_ids.filtered(lambda item: not item.reject_reason)
        required = self._get_doubtful_checks()
        missing = required.filtered(lambda check: check.result != "ok")
        failed = required.filtered(lambda check: check._is_failed())
        for item in (failed.item_id & accepted)[:1]:
            raise UserError(
                self.env._(
                    "“%(item)s” failed a check: give the reason for rejecting it.",
                    item=item.display_name,
                )
            )
        for item in (missing.item_id & accepted)[:1]:
            raise UserError(
                self.env._(
                    "“%(item)s”: answer every required point of its checklist.",
                    item=item.display_name,
                )
            )
        for item in accepted.filtered(lambda item: not item.serial_no and item.serial_required)[:1]:
            raise UserError(
                self.env._(
                    "“%(item)s” has no serial number: scan or enter it.", item=item.display_name
                )
            )

    def _get_doubtful_checks(self):
        """Required points, without the thousands that have no limits and were answered with OK."""
        limited = Domain("reading_min", "!=", 0) | Domain("reading_max", "!=", 0)
        return self.env["equipment.acceptance.check"].search(
            Domain("acceptance_id", "=", self.id)
            & Domain("is_required", "=", True)
            & (Domain("result", "!=", "ok") | limited)
        )


class EquipmentDeliveryItem(models.Model):
    _inherit = "equipment.delivery.item"

    def _book(self):
        """Make a card of each piece, put it into its kit; after a correction, correct that."""
        fresh = self.filtered(lambda item: not item.equipment_id)
        cards = self.env["maintenance.equipment"]._create_batch(fresh._prepare_cards())
        fresh.check_access("write")
        set_links(fresh, "equipment_id", cards)
        for item in self - fresh:
            item.equipment_id.write(item._prepare_correction_vals())
        fresh._fill_places()

    def _prepare_correction_vals(self):
        """What the correction of an acceptance corrects on the card: its dates and numbers."""
        day = self.acceptance_id.date
        dates = dict.fromkeys(("acquisition_date", "booking_date", "effective_date"), day)
        numbers = {"serial_no": self.serial_no, "udi": self.udi}
        return self._prepare_warranty_vals() | dates | numbers | {"active": True}

    def _fill_places(self):
        """Put the new devices into the places of their kits."""
        placed = self.filtered("kit_part_id")
        empty = placed.filtered(lambda item: not item.kit_part_id.equipment_id)
        empty.kit_part_id._fill_all(empty.equipment_id)
        for item in placed - empty:
            reason = self.env._("Replacement delivered")
            item.kit_part_id._replace(item.equipment_id, reason)

    def _withdraw(self):
        """A correction rejects what was accepted: its card leaves the kit and the asset book."""
        for item in self.filtered("equipment_id"):
            places = item.equipment_id.kit_part_ids.filtered(lambda part: part.state == "present")
            places._report_missing(item.reject_reason)
            item.equipment_id.message_post(body=item.reject_reason)
            item.equipment_id.active = False


class EquipmentKitPart(models.Model):
    _inherit = "equipment.kit.part"

    def _fill_all(self, devices):
        """Put new devices into these empty places, one each, in order."""
        self.check_access("write")
        self._write_server({"state": "present", "since": fields.Date.context_today(self)})
        set_links(self, "equipment_id", devices)
