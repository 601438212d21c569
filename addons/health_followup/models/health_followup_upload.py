from uuid import UUID

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Command


class HealthFollowupMixin(models.AbstractModel):
    """A visit that a device sends twice is one visit (domain C.15.6).

    The device makes the UUID. It is looked for among the visits that the same user made: that
    another one used it is told to nobody.
    """

    _inherit = "health.followup.mixin"
    _fixed_fields = frozenset({"archive_id", "enrolment_id", "client_uuid"})

    client_uuid = fields.Char(
        "Number given by the device", copy=False, help="UUID under which a device sent the visit."
    )

    _sent_once = models.UniqueIndex(
        "(create_uid, client_uuid) WHERE client_uuid IS NOT NULL",
        "The device sent this visit already.",
    )

    @api.constrains("client_uuid")
    def _check_client_uuid(self):
        for followup in self:
            if followup.client_uuid and not _is_uuid(followup.client_uuid):
                raise ValidationError(
                    self.env._("“%(number)s” is no UUID.", number=followup.client_uuid)
                )

    @api.model_create_multi
    def create(self, vals_list):
        numbers = [vals.get("client_uuid") for vals in vals_list]
        sent = self._get_sent(numbers)
        new = [
            row for row, number in enumerate(numbers)
            if not number or (number not in sent and numbers.index(number) == row)
        ]  # fmt: skip
        created = dict(zip(new, super().create([vals_list[row] for row in new]), strict=True))
        sent |= {visit.client_uuid: visit for visit in created.values() if visit.client_uuid}
        for row, vals in enumerate(vals_list):
            if row not in created:
                sent[numbers[row]]._take_again(vals)
        rows = range(len(vals_list))
        return self.browse().concat(*(created.get(row) or sent[numbers[row]] for row in rows))

    @api.model
    def _get_sent(self, numbers):
        """``{UUID: visit}`` of those that this user sent already."""
        numbers = list(filter(None, numbers))
        if not numbers:
            return {}
        mine = [("client_uuid", "in", numbers), ("create_uid", "=", self.env.uid)]
        return {visit.client_uuid: visit for visit in self.search(mine)}

    def _take_again(self, vals):
        """The device sends this visit once more: an open one takes what changed."""
        self.ensure_one()
        if self.seal_state != "open":
            return
        fields_ = {name: self._fields[name] for name in vals}
        same = {
            name
            for name in self._fixed_fields & vals.keys()
            if fields_[name].convert_to_write(self[name], self) == vals[name]
        }
        rows = {
            name: [Command.clear(), *vals[name]]
            for name, field in fields_.items()
            if field.type == "one2many"
        }
        self.write({name: value for name, value in vals.items() if name not in same} | rows)


def _is_uuid(text):
    try:
        UUID(text)
    except ValueError:
        return False
    return True
