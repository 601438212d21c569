from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class EquipmentKitPart(models.Model):
    """The place of one part in a kit, and which device fills it.

    A replaced device keeps its row as history; the new one gets a row of its own.
    """

    _name = "equipment.kit.part"
    _inherit = ["server.guard.mixin"]
    _description = "Part of a Kit"
    _order = "kit_id, sequence, id"
    _rec_name = "model_id"
    _server_fields = frozenset(
        {"equipment_id", "state", "since", "holder", "return_date", "reason"}
    )

    kit_id = fields.Many2one("equipment.kit", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    model_id = fields.Many2one(
        "equipment.model", string="Device model", required=True, index=True, ondelete="restrict"
    )
    equipment_id = fields.Many2one(
        "maintenance.equipment",
        string="Device",
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        domain="[('device_model_id', '=', model_id), ('kit_id', '=', False)]",
    )
    serial_no = fields.Char(related="equipment_id.serial_no")
    original_value = fields.Monetary(related="equipment_id.original_value")
    currency_id = fields.Many2one(related="kit_id.currency_id")
    state = fields.Selection(
        [
            ("missing", "Missing"),
            ("present", "Present"),
            ("lent", "Lent"),
            ("replaced", "Replaced"),
        ],
        required=True,
        default="missing",
        readonly=True,
        copy=False,
    )
    since = fields.Date(readonly=True, copy=False, default=fields.Date.context_today)
    holder = fields.Char(readonly=True, copy=False, help="Who has it now, when it is lent.")
    return_date = fields.Date(string="Return by", readonly=True, copy=False)
    reason = fields.Char(readonly=True, copy=False)

    _one_kit = models.UniqueIndex(
        "(equipment_id) WHERE equipment_id IS NOT NULL AND state <> 'replaced'",
        "This device is in a kit already.",
    )
    _present_named = models.Constraint(
        "CHECK (state = 'missing' OR equipment_id IS NOT NULL)",
        "Name the device that fills this place.",
    )

    @api.constrains("equipment_id", "model_id")
    def _check_model(self):
        for part in self.filtered("equipment_id"):
            if part.equipment_id.device_model_id != part.model_id:
                raise ValidationError(
                    self.env._(
                        "“%(device)s” is no %(model)s and cannot fill this place.",
                        device=part.equipment_id.display_name,
                        model=part.model_id.display_name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_filled(self):
        for part in self.filtered("equipment_id"):
            raise UserError(
                self.env._(
                    "“%(part)s” holds or held a device and stays on record.",
                    part=part.model_id.display_name,
                )
            )

    def action_open_change(self):
        """Open the dialog that reports the part missing, lends, returns or replaces it."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.model_id.display_name,
            "res_model": "equipment.kit.part.change",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_part_id": self.id,
                "default_kind": "return" if self.state == "lent" else False,
            },
        }

    def _fill(self, equipment):
        """Put a device into this empty place."""
        self.ensure_one()
        equipment.check_access("write")  # what is in a kit moves with it: that is the owner's
        equipment._check_not_disposed()
        if equipment.org_unit_id != self.kit_id.org_unit_id:
            raise UserError(
                self.env._(
                    "“%(device)s” belongs to %(owner)s: transfer it to the owner of the kit first.",
                    device=equipment.display_name,
                    owner=equipment.org_unit_id.name,
                )
            )
        self._set_state("present", equipment_id=equipment.id)
        self._follow_kit()

    def _report_missing(self, reason):
        """Tell that the device is not where it should be; the place keeps its name."""
        self._check_state("present", "lent")
        self._set_state("missing", reason=reason)

    def _lend(self, holder, return_date, reason):
        """Give the device away for a time."""
        self._check_state("present")
        if return_date and return_date < fields.Date.context_today(self):
            raise UserError(self.env._("The day of return lies in the past."))
        self._set_state("lent", holder=holder, return_date=return_date, reason=reason)

    def _bring_back(self, reason):
        """The lent or missing device is in the kit again."""
        self._check_state("lent", "missing")
        if not self.equipment_id:
            raise UserError(self.env._("No device was in this place yet: replace it instead."))
        self.equipment_id._check_not_disposed()
        self._set_state("present", reason=reason)
        self._follow_kit()

    def _follow_kit(self):
        """The device in this place is where the kit is, in the same hands."""
        for part in self:
            device = part.equipment_id
            device.write(part.kit_id._get_whereabouts())
            if device.usage_state == "idle":
                device.usage_state = "in_use"

    def _replace(self, equipment, reason):
        """Put another device into this place; the former one leaves the kit.

        :return: the place of the new device
        """
        self.ensure_one()
        self._check_state("present", "lent", "missing")
        if not self.equipment_id:
            self._fill(equipment)
            return self
        place = self.copy()
        self._set_state("replaced", reason=reason)
        place._fill(equipment)
        return place

    def _check_state(self, *states):
        labels = dict(self._fields["state"]._description_selection(self.env))
        for part in self.filtered(lambda part: part.state not in states):
            raise UserError(
                self.env._(
                    "“%(part)s” is %(state)s: that cannot be done with it now.",
                    part=part.model_id.display_name,
                    state=labels[part.state],
                )
            )

    def _set_state(self, state, **vals):
        blank = {"holder": False, "return_date": False, "reason": False}
        labels = dict(self._fields["state"]._description_selection(self.env))
        self._write_server(
            blank | vals | {"state": state, "since": fields.Date.context_today(self)}
        )
        for part in self:
            words = [part.model_id.display_name, part.serial_no, labels[state], part.holder]
            words.append(part.reason)
            part.kit_id.message_post(body=" · ".join(word for word in words if word))
