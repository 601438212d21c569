from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..tools import service_today


class ServiceMember(models.Model):
    """What the list of a roster shows of a person, and how it is searched."""

    _inherit = "service.member"

    person_search = fields.Char(
        "Find a person", store=False, search="_search_person_search",
        help="Name, pinyin, identity number or birth year, in any order.",
    )  # fmt: skip
    on_roster = fields.Boolean(
        "On the roster today", compute="_compute_on_roster", search="_search_on_roster"
    )
    sex = fields.Selection(related="partner_id.sex")
    birth_date = fields.Date(related="partner_id.birth_date")
    age = fields.Integer(related="partner_id.age")
    identity_number = fields.Char(related="partner_id.identity_number", readonly=True)
    resident_phone = fields.Char(related="partner_id.resident_phone", readonly=True)
    street = fields.Char(related="partner_id.street")
    resident_state = fields.Selection(related="partner_id.resident_state")
    has_left_home = fields.Boolean(
        "Deceased or moved, still on the roster", compute="_compute_has_left_home",
        search="_search_has_left_home",
    )  # fmt: skip

    @api.depends("entry_date", "exit_date", "exit_reason")
    def _compute_on_roster(self):
        today = service_today()
        for member in self:
            member.on_roster = member._is_on(today)

    @api.model
    def _search_on_roster(self, operator, value):
        if operator != "in":
            return NotImplemented
        on = self._on()
        return (on if True in value else Domain.FALSE) | (~on if False in value else Domain.FALSE)

    @api.depends("exit_date", "partner_id.resident_state")
    def _compute_has_left_home(self):
        for member in self:
            gone = member.partner_id.resident_state in ("moved_out", "deceased")
            member.has_left_home = gone and not member.exit_date

    @api.model
    def _search_has_left_home(self, operator, value):
        if operator != "in":
            return NotImplemented
        gone = Domain("partner_id.resident_state", "in", ("moved_out", "deceased"))
        found = Domain("exit_date", "=", False) & gone
        return (found if True in value else Domain.FALSE) | (
            ~found if False in value else Domain.FALSE
        )

    @api.model
    def _search_person_search(self, operator, value):
        return Domain("partner_id.resident_search", operator, value)

    def _is_on(self, date):
        """Whether this row is on the roster on ``date``; as the domain of :meth:`_on`."""
        self.ensure_one()
        ends = not self.exit_date or self.exit_date >= date
        return self.entry_date <= date and ends and self.exit_reason != "error"

    def action_open_person(self):
        """Open the resident."""
        self.ensure_one()
        return self.partner_id.get_formview_action()

    def action_return(self):
        """Take back an exit: the person has been on the roster all the time."""
        for member in self:
            if not member.exit_date:
                raise UserError(self.env._("%(name)s has not left.", name=member.display_name))
        self.write({"exit_date": False, "exit_reason": False})
