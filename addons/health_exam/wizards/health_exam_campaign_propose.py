from dateutil.relativedelta import relativedelta

from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class HealthExamCampaignPropose(models.TransientModel):
    """Fill the list of a campaign with who is due: of the villages and groups, not examined yet
    in the year of the campaign."""

    _name = "health.exam.campaign.propose"
    _inherit = ["server.guard.mixin"]
    _description = "Invite Who Is Due"

    campaign_id = fields.Many2one("health.exam.campaign", required=True, ondelete="cascade")
    region_ids = fields.Many2many(
        "cn.region", string="Villages", domain="[('level', '=', 'village')]"
    )
    tag_ids = fields.Many2many(
        "resident.population.tag", string="Population groups",
        default=lambda self: self.env.ref("resident.population_tag_elder"),
        help="Empty: everybody who lives in the villages.",
    )  # fmt: skip
    per_day = fields.Integer(
        "Residents a day", help="0: all on the first day. Else village by village, day by day."
    )
    due_count = fields.Integer("Due", compute="_compute_due_count")

    _per_day_range = models.Constraint(
        "CHECK (COALESCE(per_day, 0) >= 0)", "Residents a day: 0 or more."
    )

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        campaign = self.env["health.exam.campaign"].browse(values.get("campaign_id"))
        if "region_ids" in fields:
            values.setdefault("region_ids", [Command.set(campaign.region_ids.ids)])
        return values

    @api.depends("campaign_id", "region_ids", "tag_ids")
    def _compute_due_count(self):
        for wizard in self:
            wizard.due_count = wizard._get_archives().search_count(wizard._get_due_domain())

    def action_add(self):
        """Put who is due on the list; who is on it already stays once."""
        self.ensure_one()
        archives = self._get_archives().search(
            self._get_due_domain(), order="region_id, archive_number"
        )
        if not archives:
            raise UserError(
                self.env._(
                    "Nobody is due: those of these villages and groups were examined this year, "
                    "or are on the list."
                )
            )
        self.env["health.exam.appointment"].create(
            [
                {
                    "campaign_id": self.campaign_id.id,
                    "archive_id": archive.id,
                    "date": self._get_date(position),
                }
                for position, archive in enumerate(archives)
            ]
        )
        return self.campaign_id.action_open_appointments()

    def _get_archives(self):
        # sudo: a desk reads no archive; whom it may invite follows from the residents it sees
        return self.env["health.archive"].sudo()

    def _get_date(self, position):
        first, last = self.campaign_id.date_from, self.campaign_id.date_to
        days = position // self.per_day if self.per_day else 0
        return min(first + relativedelta(days=days), last)

    def _get_due_domain(self):
        """Archives in use of residents whom the user sees, without an exam that counts this year."""
        year = self.campaign_id.date_from
        begin, end = year.replace(month=1, day=1), year.replace(month=12, day=31)
        # sudo: an exam elsewhere counts too
        exams = self.env["health.exam"].sudo()
        examined = exams._search(
            [("date", ">=", begin), ("date", "<=", end), ("state", "!=", "void")]
        )
        # sudo: of a campaign that the user may change
        invited = self.env["health.exam.appointment"].sudo()
        invited = invited._search([("campaign_id", "in", self.campaign_id._origin.ids)])
        return (
            Domain("state", "=", "active")
            & Domain("partner_id", "in", self._get_residents())
            & Domain("id", "not in", examined.subselect("archive_id"))
            & Domain("id", "not in", invited.subselect("archive_id"))
        )

    def _get_residents(self):
        domain = (
            Domain("is_resident", "=", True)
            & Domain("region_id", "in", self.region_ids.ids)
            & Domain("resident_state", "not in", ("moved_out", "deceased"))
        )
        if self.tag_ids:
            domain &= Domain("population_tag_ids", "in", self.tag_ids.ids)
        return self.env["res.partner"]._search(domain)
