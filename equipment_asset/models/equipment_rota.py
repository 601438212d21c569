from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ..tools.allocation import plan_turns

MAX_WEEKS = 260


class EquipmentRota(models.Model):
    """Who has a shared kit when (轮用排班): clinics in order, each for a day, a week or a month."""

    _name = "equipment.rota"
    _inherit = ["server.guard.mixin", "mail.thread"]
    _description = "Sharing Rota"
    _order = "id desc"
    _rec_name = "kit_id"

    kit_id = fields.Many2one(
        "equipment.kit", required=True, index=True, ondelete="restrict", tracking=True
    )
    org_unit_id = fields.Many2one(
        related="kit_id.org_unit_id", string="Owner", store=True, index=True
    )
    member_ids = fields.One2many("equipment.rota.member", "rota_id", string="Sharing units")
    period = fields.Selection(
        [
            ("workday", "Fixed days of the week"),
            ("week", "A week each"),
            ("month", "A month each"),
        ],
        required=True,
        default="week",
        tracking=True,
    )
    date_start = fields.Date(
        string="Start", required=True, default=fields.Date.context_today, tracking=True
    )
    weeks = fields.Integer(
        string="Weeks ahead", required=True, default=12, help="For how long turns are made."
    )
    turn_ids = fields.One2many("equipment.rota.turn", "rota_id", string="Turns")
    date_end = fields.Date(string="Turns until", compute="_compute_turns")
    current_unit_id = fields.Many2one("org.unit", string="Has it today", compute="_compute_turns")
    active = fields.Boolean(default=True)

    _kit_once = models.UniqueIndex(
        "(kit_id) WHERE active", "This kit has a rota already: change that one or archive it."
    )
    _weeks_range = models.Constraint(
        f"CHECK (weeks BETWEEN 1 AND {MAX_WEEKS})", "Plan between 1 week and 5 years ahead."
    )

    @api.depends("turn_ids.date_to")
    def _compute_turns(self):
        today = fields.Date.context_today(self)
        groups = self.env["equipment.rota.turn"]._read_group(
            [("rota_id", "in", self.ids)], ["rota_id"], ["date_to:max"]
        )
        ends = {rota.id: end for rota, end in groups}
        turns = self.env["equipment.rota.turn"]._get_on(today, [("rota_id", "in", self.ids)])
        holders = {turn.rota_id.id: turn.unit_id for turn in turns}
        for rota in self:
            rota.date_end = ends.get(rota._origin.id)
            rota.current_unit_id = holders.get(rota._origin.id)

    @api.model_create_multi
    def create(self, vals_list):
        rotas = super().create(vals_list)
        rotas.kit_id.check_access("write")
        return rotas

    def write(self, vals):
        result = super().write(vals)
        self.kit_id.check_access("write")
        if vals.get("active") is False:
            for rota in self:
                rota._remove_turns(fields.Date.context_today(self))
        return result

    def action_generate(self):
        """Make the turns anew from today or from the start; the past and today's turn stay."""
        for rota in self:
            rota._check_members()
            first = rota._remove_turns(fields.Date.context_today(self))
            rota._create_turns(max(first, rota.date_start))

    def action_open_turns(self):
        """Calendar of the turns of this rota."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "equipment_asset.equipment_rota_turn_action"
        )
        return action | {"domain": [("rota_id", "=", self.id)], "context": {}}

    def _check_members(self):
        if len(self.member_ids) < 2:
            raise UserError(self.env._("Add at least two units that share the kit."))
        if not self.active:
            raise UserError(self.env._("The rota is archived. Restore it first."))

    def _remove_turns(self, today):
        """Delete turns that have not begun.

        :return: first day without a turn from today on
        """
        self.turn_ids.filtered(lambda turn: turn.date_from > today).unlink()
        kept = self.turn_ids.filtered(lambda turn: turn.date_to >= today)
        return fields.Date.add(kept.date_to, days=1) if kept else today

    def _create_turns(self, first):
        members = self._order_from(first)
        turns = plan_turns(len(members), self.period, first, self.weeks)
        self.write(
            {
                "turn_ids": [
                    Command.create(
                        {"unit_id": members[n].unit_id.id, "date_from": start, "date_to": end}
                    )
                    for n, start, end in turns
                ]
            }
        )

    def _order_from(self, first):
        """Members in order; after a kept turn the one who follows it begins."""
        members = list(self.member_ids)
        last = self.turn_ids.filtered(lambda turn: turn.date_to < first).sorted("date_to")[-1:]
        units = [member.unit_id for member in members]
        if self.period == "workday" or last.unit_id not in units:
            return members
        following = units.index(last.unit_id) + 1
        return members[following:] + members[:following]


class EquipmentKit(models.Model):
    _inherit = "equipment.kit"

    rota_ids = fields.One2many("equipment.rota", "kit_id", string="Sharing rota")
    holder_today_id = fields.Many2one(
        "org.unit",
        string="Has it today",
        compute="_compute_holder_today_id",
        help="By the sharing rota; without one, the unit that uses it.",
    )

    @api.depends("using_unit_id", "rota_ids.turn_ids.date_to")
    def _compute_holder_today_id(self):
        today = fields.Date.context_today(self)
        turns = self.env["equipment.rota.turn"]._get_on(today, [("kit_id", "in", self.ids)])
        holders = {turn.kit_id.id: turn.unit_id for turn in turns}
        for kit in self:
            kit.holder_today_id = holders.get(kit._origin.id, kit.using_unit_id)
