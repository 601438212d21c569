from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.resident.tools import mask_name

from ..tools import clean_time_slot

OPEN_STATES = ("invited", "confirmed")


class HealthExamAppointment(models.Model):
    """A resident on the list of a campaign, and whether he came (预约名单)."""

    _name = "health.exam.appointment"
    _inherit = ["health.exam.resident.mixin"]
    _description = "Appointment for an Examination"
    _order = "date, slot, region_id, id"
    _rec_name = "partner_id"
    _fixed_fields = frozenset({"archive_id", "partner_id", "campaign_id"})
    _server_fields = frozenset({"state", "exam_id"})

    STATES = ("invited", "confirmed", "came", "absent", "cancelled")

    campaign_id = fields.Many2one(
        "health.exam.campaign", required=True, index=True, ondelete="cascade"
    )
    partner_id = fields.Many2one(readonly=False, domain="[('is_resident', '=', True)]")
    name = fields.Char(related="partner_id.name", string="Name of the resident")
    sex = fields.Selection(related="partner_id.sex")
    age = fields.Integer(related="partner_id.age")
    identity_number = fields.Char(related="partner_id.identity_number", related_sudo=False)
    org_unit_id = fields.Many2one(related="campaign_id.org_unit_id", string="Hospital", store=True)
    region_id = fields.Many2one(
        "cn.region", "Village", compute="_compute_region_id", store=True, precompute=True,
        ondelete="restrict", index="btree_not_null",
    )  # fmt: skip
    date = fields.Date(
        "Expected on", required=True, compute="_compute_date", store=True, readonly=False,
        precompute=True,
    )  # fmt: skip
    slot = fields.Char("Expected at", help="Time as 08:30 or 08:30-09:00; empty: all day.")
    state = fields.Selection(
        [
            ("invited", "Invited"),
            ("confirmed", "Confirmed"),
            ("came", "Came"),
            ("absent", "Absent"),
            ("cancelled", "Cancelled"),
        ],
        required=True, readonly=True, default="invited", copy=False,
    )  # fmt: skip
    is_open = fields.Boolean("Still expected", compute="_compute_is_open", search="_search_is_open")
    exam_id = fields.Many2one(
        "health.exam", readonly=True, copy=False, index="btree_not_null", ondelete="restrict"
    )
    note = fields.Char()

    _once = models.UniqueIndex(
        "(campaign_id, archive_id)", "This resident is on the list of the campaign already."
    )
    _expected = models.Index("(date, archive_id) WHERE state IN ('invited', 'confirmed')")

    @api.depends("archive_id")
    def _compute_region_id(self):
        for row in self:
            # sudo: of a resident whom the user may see, also where he can't read the archive
            row.region_id = row.sudo().archive_id.region_id

    @api.depends("campaign_id")
    def _compute_date(self):
        for row in self:
            row.date = row.date or row.campaign_id.date_from

    @api.depends("state")
    def _compute_is_open(self):
        for row in self:
            row.is_open = row.state in OPEN_STATES

    @api.model
    def _search_is_open(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("state", "in" if True in value else "not in", OPEN_STATES)]

    @api.constrains("date", "campaign_id")
    def _check_date(self):
        for row in self:
            first, last = row.campaign_id.date_from, row.campaign_id.date_to
            if not first <= row.date <= last:
                raise ValidationError(
                    self.env._(
                        "%(name)s: %(date)s is not a day of the campaign (%(first)s to %(last)s).",
                        name=mask_name(row.partner_id.name),
                        date=row.date,
                        first=first,
                        last=last,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [self._complete_vals(vals) for vals in vals_list]
        return super().create(vals_list)

    @api.model
    def _complete_vals(self, vals):
        vals = dict(vals)
        person = self.env["res.partner"].browse(vals.pop("partner_id", None))
        archive_id = vals.get("archive_id") or person._get_exam_archive().id
        return {"archive_id": archive_id} | self._clean_slot(vals)

    def write(self, vals):
        return super().write(self._clean_slot(vals))

    @api.model
    def _clean_slot(self, vals):
        if not vals.get("slot"):
            return vals
        try:
            return vals | {"slot": clean_time_slot(vals["slot"])}
        except ValueError as error:
            raise ValidationError(
                self.env._("“%(text)s” is no time. Write it as 8:30.", text=vals["slot"])
            ) from error

    @api.ondelete(at_uninstall=False)
    def _unlink_except_came(self):
        if came := self.filtered("exam_id"):
            raise UserError(
                self.env._(
                    "%(name)s has an exam from this list. Make the exam void if it was a mistake.",
                    name=mask_name(came[0].name),
                )
            )
