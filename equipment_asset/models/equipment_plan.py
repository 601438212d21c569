from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain

PLAN_KINDS = [
    ("inspection", "Inspection round"),
    ("preventive", "Preventive service"),
    ("cleaning", "Cleaning, disinfection"),
    ("battery", "Battery"),
    ("consumable", "Consumables"),
    ("other", "Other"),
]
REPEAT_UNITS = [("day", "Days"), ("week", "Weeks"), ("month", "Months"), ("year", "Years")]
LONGEST_DAYS = {"day": 1, "week": 7, "month": 31, "year": 366}
CRON_BATCH = 200


class EquipmentPlan(models.Model):
    """Recurring upkeep of a device or kit: by the calendar, by use, or by what comes first.

    By the calendar alone the rhythm is fixed: every day ``start_date`` + n intervals is due once. Work
    done late does not shift it, and days that passed meanwhile are not made up for. With a use
    interval both count anew from the day the work was done.
    """

    _name = "equipment.plan"
    _inherit = ["server.guard.mixin", "equipment.subject.mixin"]
    _description = "Upkeep Plan"
    _order = "next_date, id"
    _server_fields = frozenset({"booked_date", "last_due", "last_done"})

    name = fields.Char(required=True)
    kind = fields.Selection(PLAN_KINDS, required=True, default="inspection", index=True)
    equipment_id = fields.Many2one(ondelete="cascade")
    kit_id = fields.Many2one(ondelete="cascade")
    start_date = fields.Date(
        string="First due", default=fields.Date.context_today, help="The rhythm counts from here."
    )
    repeat_interval = fields.Integer(string="Every", default=1)
    repeat_unit = fields.Selection(
        REPEAT_UNITS, string="Unit of the interval", default="month", required=True
    )
    use_interval = fields.Float(
        string="Or after use of", help="In the unit of the device's meter; 0: use does not count."
    )
    last_use = fields.Float(
        string="Meter at last service",
        compute="_compute_last_use",
        store=True,
        readonly=False,
        precompute=True,
    )
    lead_days = fields.Integer(
        string="Days ahead", default=7, help="How early the work order is created."
    )
    next_date = fields.Date(
        string="Next due", compute="_compute_next_date", store=True, readonly=False, index=True
    )
    booked_date = fields.Date(readonly=True, copy=False, help="Due date last made an order of.")
    book_date = fields.Date(
        string="Order on", compute="_compute_book_date", store=True, index="btree_not_null"
    )
    last_due = fields.Date(readonly=True, copy=False)
    last_done = fields.Date(readonly=True, copy=False)
    maintenance_team_id = fields.Many2one(
        "maintenance.team", string="Team", ondelete="set null", index="btree_not_null"
    )
    user_id = fields.Many2one("res.users", string="Technician", index="btree_not_null")
    checklist_id = fields.Many2one(
        "equipment.checklist", index="btree_not_null", ondelete="restrict"
    )
    request_ids = fields.One2many("maintenance.request", "plan_id", string="Work orders")
    active = fields.Boolean(default=True)

    _one_subject = models.Constraint(
        "CHECK ((equipment_id IS NULL) <> (kit_id IS NULL))", "Choose either a device or a kit."
    )
    _some_trigger = models.Constraint(
        "CHECK (repeat_interval > 0 AND start_date IS NOT NULL OR use_interval > 0)",
        "Say when it is due: by the calendar, with a first day, or by use.",
    )
    _not_negative = models.Constraint(
        "CHECK (repeat_interval >= 0 AND use_interval >= 0 AND lead_days >= 0)",
        "Intervals and days cannot be negative.",
    )
    _use_of_device = models.Constraint(
        "CHECK (kit_id IS NULL OR use_interval = 0)", "Only a device has a meter, not a kit."
    )

    @api.depends("equipment_id")
    def _compute_last_use(self):
        for plan in self:
            plan.last_use = plan.equipment_id.meter_total

    @api.depends(
        "start_date", "repeat_interval", "repeat_unit", "use_interval", "last_due", "last_done"
    )
    def _compute_next_date(self):
        for plan in self:
            plan.next_date = plan._get_occurrence()

    @api.depends("next_date", "booked_date", "lead_days", "active")
    def _compute_book_date(self):
        for plan in self:
            open_date = plan.active and plan.next_date != plan.booked_date and plan.next_date
            plan.book_date = open_date and open_date - relativedelta(days=plan.lead_days)

    def action_book_now(self):
        """Create the work orders of the next due dates now, without waiting for the night."""
        self.check_access("write")
        # sudo: technicians and teams may lie outside the scope of the officer
        self.sudo().filtered("book_date")._book()

    def action_open_requests(self):
        """List the work orders of this plan."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "equipment_asset.maintenance_request_action"
        )
        return action | {"domain": [("plan_id", "=", self.id)], "context": {"create": False}}

    @api.model
    def _cron_create_requests(self):
        """Create the work orders that fall due within the lead days of their plans."""
        held = Domain("kit_id.active", "=", True) | Domain(
            "equipment_id.usage_state", "!=", "disposed"
        )
        domain = Domain("book_date", "<=", fields.Date.context_today(self)) & held
        while plans := self.search(domain, limit=CRON_BATCH):
            plans._book()
            self.env["ir.cron"]._commit_progress(len(plans), remaining=self.search_count(domain))

    def _book(self):
        """One work order per plan and due date, however often this runs."""
        groups = self.env["maintenance.request"]._read_group(
            [("plan_id", "in", self.ids)], ["plan_id"], ["plan_date:array_agg"]
        )
        booked = {plan.id: set(dates) for plan, dates in groups}
        new = self.filtered(lambda plan: plan.next_date not in booked.get(plan.id, ()))
        self.env["maintenance.request"].create([plan._prepare_request_vals() for plan in new])
        for due, plans in self.grouped("next_date").items():
            plans.booked_date = due

    def _prepare_request_vals(self):
        self.ensure_one()
        subject = self.equipment_id or self.kit_id
        vals = {
            "name": f"{self.name} · {subject.name}",
            "plan_id": self.id,
            "plan_date": self.next_date,
            "maintenance_type": "preventive",
            "reported_via": "plan",
            "equipment_id": self.equipment_id.id,
            "kit_id": self.kit_id.id,
            "company_id": (subject.company_id or self.env.company).id,
            "owner_user_id": subject.owner_user_id.id,
            "request_date": self.next_date,
            "schedule_date": self._get_schedule_date(),
            "checklist_id": self.checklist_id.id,
        }
        if self.user_id:
            vals["user_id"] = self.user_id.id
        if self.maintenance_team_id:
            vals["maintenance_team_id"] = self.maintenance_team_id.id
        return vals

    def _get_schedule_date(self):
        """Nine in the morning of the due day, where the technician is."""
        zone = ZoneInfo((self.user_id or self.create_uid).tz or "UTC")
        local = datetime.combine(self.next_date, time(9), tzinfo=zone)
        return local.astimezone(UTC).replace(tzinfo=None)

    def _get_occurrence(self):
        """The first due day after all that is done; the first day of all at the beginning."""
        anchor, interval = self.start_date, self.repeat_interval
        if not (anchor and interval):
            return False
        after = max(filter(None, (self.last_due, self.last_done)), default=None)
        if not after:
            return anchor
        if self.use_interval and self.last_done:
            anchor = self.last_done
        step = relativedelta(**{f"{self.repeat_unit}s": interval})
        # Counted from the anchor, because month by month the 31st would wear down to the 28th.
        count = max((after - anchor).days // (LONGEST_DAYS[self.repeat_unit] * interval), 0)
        while anchor + step * count <= after:
            count += 1
        return anchor + step * count

    def _move_on(self, request):
        """A work order of this plan was finished, or cancelled: the next date counts."""
        if self.last_due and request.plan_date < self.last_due:
            return
        vals = {"last_due": request.plan_date}
        if request.repaired_at:
            done = fields.Datetime.context_timestamp(self, request.repaired_at).date()
            vals |= {"last_done": done, "last_use": self.equipment_id.meter_total}
        self.write(vals)

    def _wake_by_use(self, date):
        """Make those due that reached their use interval on ``date``, unless an order is open."""
        for plan in self:
            reached = plan.equipment_id.meter_total >= plan.last_use + plan.use_interval
            if reached and not (plan.next_date and plan.next_date == plan.booked_date):
                after_last = plan.last_due and plan.last_due + relativedelta(days=1)
                due = max(date, after_last or date)
                plan.next_date = min(plan.next_date or due, due)
