import unicodedata
from collections import Counter

from odoo import models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

CODES = ("serial_no", "udi")


def clean_code(code):
    """A code as typed or scanned, without blanks and with full-width signs made plain."""
    return unicodedata.normalize("NFKC", code or "").strip()


class EquipmentDeliveryItem(models.Model):
    """One model has a serial number once, on all deliveries and cards together."""

    _inherit = "equipment.delivery.item"

    def _clean_codes(self, vals):
        codes = {name: clean_code(vals[name]) or False for name in CODES if name in vals}
        return vals | codes

    def _check_serials_free(self, pairs):
        """:raise ValidationError: names a serial number that another piece or card has already.

        :param pairs: ``[(model id, serial number), …]`` about to be given to these pieces
        """
        pairs = [pair for pair in pairs if pair[1]]
        twice = [pair for pair, count in Counter(pairs).items() if count > 1]
        if taken := set(twice) | (self._get_taken_serials(pairs) & set(pairs)):
            raise ValidationError(
                self.env._(
                    "Serial number %(serials)s: a piece of this model has it already.",
                    serials=", ".join(sorted(serial for _model, serial in taken)),
                )
            )

    def _get_taken_serials(self, pairs):
        """Serial numbers in use, also where the user may not look: ``{(model id, serial)}``."""
        if not pairs:
            return set()
        model_ids, serials = (list(column) for column in zip(*pairs, strict=True))
        same_serial = Domain("serial_no", "in", serials)
        # sudo: a number is taken whoever has it; only the number itself is told
        cards = self.env["maintenance.equipment"].sudo().with_context(active_test=False)
        booked = cards._read_group(
            same_serial
            & Domain("device_model_id", "in", model_ids)
            & Domain("id", "not in", self.equipment_id.ids),
            ["device_model_id", "serial_no"],
        )
        # sudo: as above
        expected = self.sudo()._read_group(
            same_serial
            & Domain("model_id", "in", model_ids)
            & Domain("state", "!=", "rejected")
            & Domain("id", "not in", self.ids),
            ["model_id", "serial_no"],
        )
        return {(model.id, serial) for model, serial in (*booked, *expected)}
