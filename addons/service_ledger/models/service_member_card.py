import secrets

from odoo import fields, models

from odoo.addons.report_weasyprint.tools import qr_code

from .service_quick_find import CARD


class ServiceMember(models.Model):
    """The card by which a person is found: its code says nothing about him."""

    _inherit = "service.member"
    _server_fields = frozenset({"card_code"})

    card_code = fields.Char(
        "Code of the Card", readonly=True, copy=False, groups="service_project.group_service_viewer",
        help="By chance; a new one makes lost cards worthless.",
    )  # fmt: skip

    _card_unique = models.UniqueIndex("(card_code) WHERE card_code IS NOT NULL")

    def action_print_cards(self):
        """Print the cards of these people."""
        self._give_codes()
        return self.env.ref("service_ledger.service_member_card_report").report_action(self)

    def action_renew_card(self):
        """A card was lost: the old one no longer finds anybody."""
        self.check_access("write")
        for member in self:
            member._write_server({"card_code": make_code()})

    def _give_codes(self):
        self.check_access("write")
        for member in self.filtered(lambda member: not member.card_code):
            member._write_server({"card_code": make_code()})

    def _get_card_picture(self):
        """The QR code as a data URI."""
        self.ensure_one()
        return qr_code(f"{CARD}{self.card_code}")


def make_code():
    return secrets.token_urlsafe(12)
