from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

FAULT_KINDS = [
    ("power", "No power, battery"),
    ("measurement", "Wrong or no reading"),
    ("display", "Screen, keys"),
    ("connection", "Connection, software"),
    ("damage", "Broken, fallen, wet"),
    ("consumable", "Consumables, accessories"),
    ("other", "Other"),
]
OFFICER_FIELDS = {
    "cover", "cover_reason", "labour_cost", "part_ids", "service_level_id", "response_hours",
    "repair_hours", "reported_at", "responded_at", "repaired_at",
}  # fmt: skip
"""What decides on money and lateness: set by the system and by officers, not by custodians."""


class MaintenanceRequest(models.Model):
    """A fault report and the work order that mends it: one record, so nothing is lost between.

    Owner and using unit of the device see it. The times are real timestamps; what they mean for
    warranty, lateness and money is worked out in the other files of this model.
    """

    _name = "maintenance.request"
    _inherit = [
        "server.guard.mixin",
        "maintenance.request",
        "equipment.subject.mixin",
        "evidence.mixin",
    ]
    _order = "reported_at desc, id desc"
    _rec_names_search = ["number", "name"]
    _server_fields = frozenset(
        {"reported_via", "plan_id", "plan_date", "took_out_of_use", "closed_by_id", "reopened_at",
         "reopened_for"}
    )  # fmt: skip
    _fixed_fields = frozenset({"number"})

    number = fields.Char(readonly=True, copy=False, index="btree_not_null")
    kit_id = fields.Many2one(
        help="Reported by the label of the kit; choose the device as soon as it is known.",
    )
    reported_at = fields.Datetime(
        default=fields.Datetime.now, required=True, index=True, copy=False, tracking=True
    )
    maintenance_type = fields.Selection(
        [("corrective", "Fault repair"), ("preventive", "Planned work")], string="Kind of work"
    )
    fault_kind = fields.Selection(FAULT_KINDS, index=True)
    responded_at = fields.Datetime(string="Response at", copy=False, tracking=True)
    repaired_at = fields.Datetime(copy=False, tracking=True)
    downtime_hours = fields.Float(
        string="Downtime (h)",
        compute="_compute_downtime_hours",
        store=True,
        help="From the report to the repair; only faults count.",
    )
    took_out_of_use = fields.Boolean(
        copy=False, readonly=True, help="This order set the device to “Under repair”."
    )

    _repaired_order = models.Constraint(
        "CHECK (repaired_at >= reported_at AND responded_at >= reported_at)",
        "Nothing can be done about a fault before it was reported. Check the times.",
    )

    @api.depends("number", "name")
    def _compute_display_name(self):
        for request in self:
            parts = (request.number, request.name)
            request.display_name = " ".join(part for part in parts if part)

    @api.depends("maintenance_type", "reported_at", "repaired_at")
    def _compute_downtime_hours(self):
        for request in self:
            is_fault = request.maintenance_type == "corrective"
            start, end = request.reported_at, is_fault and request.repaired_at
            request.downtime_hours = (end - start).total_seconds() / 3600 if start and end else 0

    @api.constrains("responded_at", "repaired_at")
    def _check_times(self):
        now = fields.Datetime.now()
        for request in self:
            names = ("responded_at", "repaired_at")
            if late := [name for name in names if request[name] and request[name] > now]:
                raise ValidationError(
                    self.env._(
                        "“%(order)s”: this time is still to come: %(field)s. Enter when it happened.",
                        order=request.display_name,
                        field=self._fields[late[0]]._description_string(self.env),
                    )
                )

    @api.constrains("equipment_id", "kit_id")
    def _check_kit(self):
        for request in self.filtered(lambda request: request.kit_id and request.equipment_id):
            if request.equipment_id not in request.kit_id.part_ids.equipment_id:
                raise ValidationError(
                    self.env._(
                        "“%(device)s” is no part of “%(kit)s”. Choose one of its devices.",
                        device=request.equipment_id.display_name,
                        kit=request.kit_id.display_name,
                    )
                )

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        if not self._may_set_officer_fields():
            # neither does a default of the caller set what decides on money
            for name in (OFFICER_FIELDS - {"reported_at"}) & values.keys():
                del values[name]
        return values

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [dict(vals) for vals in vals_list]
        devices = self.env["maintenance.equipment"].browse(
            vals["equipment_id"] for vals in vals_list if vals.get("equipment_id")
        )
        devices._check_not_disposed()
        for vals in vals_list:
            self._check_officer_fields({name for name in vals if vals[name]} - {"reported_at"})
            vals["number"] = self.env["ir.sequence"].next_by_code("equipment.work.order")
        requests = super().create(vals_list)
        requests.filtered(lambda request: request.stage_id != self._default_stage())._after_move()
        return requests

    def write(self, vals):
        self._check_officer_fields(vals.keys())
        if vals.get("equipment_id"):
            self.env["maintenance.equipment"].browse(vals["equipment_id"])._check_not_disposed()
        result = super().write(vals)
        if {"stage_id", "archive"} & vals.keys():
            self._after_move()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_recorded(self):
        for request in self.filtered(lambda request: request.equipment_id or request.kit_id):
            raise UserError(
                self.env._(
                    "“%(order)s” is part of the history of the device and can't be deleted. "
                    "Cancel it instead.",
                    order=request.display_name,
                )
            )

    def action_start(self):
        """Begin the work: the response counts from now, the device is under repair."""
        self.filtered(lambda request: not request.stage_id.done).write(
            {"stage_id": self.env.ref("maintenance.stage_1").id}
        )

    def action_finish(self):
        """The device works again.

        :raise UserError: names the report, checks or proofs that are missing
        """
        self.write({"stage_id": self.env.ref("maintenance.stage_3").id})

    def action_give_up(self):
        """The device cannot be repaired: it waits for its disposal."""
        self.write({"stage_id": self.env.ref("maintenance.stage_4").id})

    def _check_officer_fields(self, names):
        """:raise AccessError: a custodian sets what decides on money or lateness"""
        protected = OFFICER_FIELDS & set(names)
        if protected and not self._may_set_officer_fields():
            labels = [self._fields[name]._description_string(self.env) for name in protected]
            raise AccessError(
                self.env._(
                    "Only an equipment officer sets: %(fields)s.", fields=", ".join(sorted(labels))
                )
            )

    def _may_set_officer_fields(self):
        officer = "equipment_asset.group_equipment_officer"
        return self.env.su or self.env.user.has_group(officer)
