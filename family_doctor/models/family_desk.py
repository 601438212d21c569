from odoo import api, fields, models
from odoo.fields import Domain

from .family_desk_cards import CARDS

NOTICES = 5
"""So many notices have room on the desk; the rest is a click away."""


class FamilyDesk(models.AbstractModel):
    """The doctor's first screen (工作台): what is due, what came back, how the month went."""

    _name = "family.desk"
    _description = "Work Desk"

    @api.model
    @api.readonly
    def get_desk(self):
        """Return what the desk shows of the present user.

        :return: ``{name, team, cards: [{key, section, label, count, tone, icon, model, action,
            domain}], notices: [{id, name, unit, date, is_unread}]}``; each count is the length of
            the list that its card opens
        """
        values = self._get_values()
        has_group = self.env.user.has_group
        return {
            "name": self.env.user.name,
            "team": ", ".join(self.env.user.care_team_ids.mapped("name")),
            "cards": [self._prepare_card(card, values) for card in CARDS if has_group(card.group)],
            "notices": self._get_notices(),
        }

    @api.model
    def _get_notices(self):
        """The latest notices to the unit of the user, unread ones first."""
        notices = self.env["content.notice"]
        shown = notices._shown_domain(
            self.env.user.org_unit_id, fields.Date.context_today(self), "staff"
        )
        unread = notices.search(shown & Domain("is_unread", "=", True), limit=NOTICES)
        read = notices.search(shown & Domain("is_unread", "=", False), limit=NOTICES)
        return [
            {
                "id": notice.id,
                "name": notice.name,
                "unit": notice.org_unit_id.name,
                "date": fields.Date.to_string(notice.date_from),
                "is_unread": notice in unread,
            }
            for notice in (unread | read)[:NOTICES]
        ]

    @api.model
    def _prepare_card(self, card, values):
        domain = [_fill(term, values) for term in card.domain]
        model = self.env[card.model]
        return {
            "key": card.key,
            "section": card.section,
            "label": str(card.label),
            "count": model.search_count(domain) if model.has_access("read") else 0,
            "tone": card.tone,
            "icon": card.icon,
            "model": card.model,
            "action": card.action,
            "domain": domain,
        }

    @api.model
    def _get_values(self):
        """What the words in the domains of cards stand for."""
        today = fields.Date.context_today(self)
        # sudo: which teams the user leads himself
        practitioner = self.env.user.sudo().practitioner_id
        teams = practitioner.member_ids.team_id
        return {
            "$uid": self.env.uid,
            "$today": fields.Date.to_string(today),
            "$week": fields.Date.to_string(fields.Date.add(today, days=7)),
            "$month": fields.Date.to_string(today.replace(day=1)),
            "$teams": teams.filtered(lambda team: team.leader_id == practitioner).ids,
        }


def _fill(term, values):
    """A term of a domain, or an operator, with what its value stands for."""
    if isinstance(term, str) or not isinstance(term[2], str):
        return term
    return [*term[:2], values.get(term[2], term[2])]
