from datetime import timedelta
from math import ceil

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

COVERS = [
    ("warranty", "Warranty"),
    ("paid_maintenance", "Maintenance contract"),
    ("own_cost", "At own cost"),
]


class MaintenanceRequest(models.Model):
    """Who pays for a repair, what the supplier promised, and whether he kept it.

    All of it is frozen as of the report: a warranty extended later, or a new service level,
    changes no fault of the past.
    """

    _inherit = "maintenance.request"

    supplier_id = fields.Many2one(
        "res.partner", related="equipment_id.partner_id", store=True, index="btree_not_null"
    )
    cover_proposed = fields.Selection(
        COVERS, compute="_compute_cover_proposed", store=True, string="Cover by the card"
    )
    cover = fields.Selection(
        COVERS,
        string="Paid under",
        compute="_compute_cover",
        store=True,
        readonly=False,
        index="btree_not_null",
        tracking=True,
        help="Proposed from the warranty on the day of the report.",
    )
    cover_reason = fields.Char(string="Why another cover", tracking=True, copy=False)
    service_level_id = fields.Many2one(
        "equipment.service.level",
        compute="_compute_cover_proposed",
        store=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    response_hours = fields.Float(
        string="Promised response (h)", compute="_compute_promise", store=True, readonly=False
    )
    repair_hours = fields.Float(
        string="Promised repair (h)", compute="_compute_promise", store=True, readonly=False
    )
    response_due = fields.Datetime(compute="_compute_due", store=True, string="Response by")
    repair_due = fields.Datetime(
        compute="_compute_due", store=True, string="Repair by", index="btree_not_null"
    )
    response_delay = fields.Float(
        string="Response late by (h)", compute="_compute_delay", store=True, copy=False
    )
    repair_delay = fields.Float(
        string="Repair late by (h)", compute="_compute_delay", store=True, copy=False
    )
    is_late_response = fields.Boolean(
        string="Late response", compute="_compute_is_late", search="_search_is_late_response"
    )
    is_late_repair = fields.Boolean(
        string="Late repair", compute="_compute_is_late", search="_search_is_late_repair"
    )
    penalty_proposal = fields.Monetary(
        compute="_compute_penalty_proposal",
        store=True,
        help="For every day begun after the promised repair, by the service level. A proposal.",
    )
    currency_id = fields.Many2one(related="company_id.currency_id")

    @api.depends("equipment_id", "reported_at", "maintenance_type")
    def _compute_cover_proposed(self):
        faults = self.filtered(lambda request: request.maintenance_type == "corrective")
        levels = faults._find_service_levels()
        for request in self:
            request.service_level_id = levels.get(request)
            request.cover_proposed = request in levels and request._propose_cover(levels[request])

    @api.depends("cover_proposed")
    def _compute_cover(self):
        for request in self:
            request.cover = request.cover_proposed

    @api.depends("service_level_id")
    def _compute_promise(self):
        for request in self:
            request.response_hours = request.service_level_id.response_hours
            request.repair_hours = request.service_level_id.repair_hours

    @api.depends("reported_at", "response_hours", "repair_hours")
    def _compute_due(self):
        for request in self:
            request.response_due = request._get_due(request.response_hours)
            request.repair_due = request._get_due(request.repair_hours)

    @api.depends("responded_at", "response_due", "repaired_at", "repair_due")
    def _compute_delay(self):
        for request in self:
            request.response_delay = _hours_after(request.responded_at, request.response_due)
            request.repair_delay = _hours_after(request.repaired_at, request.repair_due)

    @api.depends("responded_at", "response_due", "repaired_at", "repair_due")
    def _compute_is_late(self):
        now = fields.Datetime.now()
        for request in self:
            responded, repaired = request.responded_at or now, request.repaired_at or now
            request.is_late_response = _hours_after(responded, request.response_due) > 0
            request.is_late_repair = _hours_after(repaired, request.repair_due) > 0

    @api.depends("repair_delay", "service_level_id", "equipment_id")
    def _compute_penalty_proposal(self):
        for request in self:
            days = ceil(request.repair_delay / 24)
            value = request.equipment_id.original_value
            date = request.reported_at and request._get_report_date()
            request.penalty_proposal = request.service_level_id._get_penalty(days, value, date)

    @api.constrains("cover", "cover_reason")
    def _check_cover_reason(self):
        for request in self.filtered(lambda request: request.cover != request.cover_proposed):
            if request.cover_proposed and not request.cover_reason:
                raise ValidationError(
                    self.env._(
                        "“%(order)s”: by the card another cover applies. Say why yours is right.",
                        order=request.display_name,
                    )
                )

    def _search_is_late_response(self, operator, value):
        return self._search_late("response_delay", "responded_at", "response_due", operator)

    def _search_is_late_repair(self, operator, value):
        return self._search_late("repair_delay", "repaired_at", "repair_due", operator)

    def _search_late(self, delay, done, due, operator):
        """Late at the end, or not done and overdue now."""
        if operator != "in":
            return NotImplemented
        overdue = Domain(done, "=", False) & Domain(due, "<", fields.Datetime.now())
        return Domain(delay, ">", 0) | (overdue & Domain("archive", "=", False))

    def _find_service_levels(self):
        """``{request: service level or empty}`` of the requests with a device."""
        with_device = self.filtered("equipment_id")
        # sudo: the promise of the supplier counts, whoever reports; only the hours are shown
        levels = self.env["equipment.service.level"].sudo()._find(with_device.equipment_id)
        return {request: request._choose_level(levels) for request in with_device}

    def _get_report_date(self):
        return fields.Datetime.context_timestamp(self, self.reported_at).date()

    def _choose_level(self, levels):
        date = self._get_report_date()
        device = self.equipment_id.sudo()  # sudo: the supplier's promise, as above
        under_warranty = device._is_under_warranty(date)
        return levels._choose(device, date, after_warranty=not under_warranty)

    def _propose_cover(self, level):
        if self.equipment_id._is_under_warranty(self._get_report_date()):
            return "warranty"
        return "paid_maintenance" if level else "own_cost"

    def _get_due(self, hours):
        return self.reported_at and hours and self.reported_at + timedelta(hours=hours)


def _hours_after(moment, due):
    """Hours by which ``moment`` lies after ``due``; 0 when one of them is open."""
    return max((moment - due).total_seconds() / 3600, 0) if moment and due else 0
