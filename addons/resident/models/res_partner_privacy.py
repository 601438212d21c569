from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..tools import clean_phone, mask_phone
from .res_partner import RESIDENT_USER


class ResPartner(models.Model):
    """Where residents do not appear although they are contacts, and their masked telephone."""

    _inherit = "res.partner"

    resident_phone = fields.Char(
        "Telephone", compute="_compute_resident_phone", readonly=False, groups=RESIDENT_USER,
        help="Shown masked. Enter the whole number to change it.",
    )  # fmt: skip

    @api.depends("phone")
    def _compute_resident_phone(self):
        for partner in self:
            partner.resident_phone = mask_phone(partner.phone)

    @api.model
    def name_search(self, name="", domain=None, operator="ilike", limit=100):
        """Residents are offered only where a field asks for residents.

        Otherwise hundreds of thousands of them would stand between customers and suppliers.
        """
        domain = Domain(domain or Domain.TRUE)
        if not any(leaf.field_expr == "is_resident" for leaf in domain.iter_conditions()):
            domain &= Domain("is_resident", "=", False)
        return super().name_search(name, domain, operator, limit)

    def get_formview_id(self, access_uid=None):
        """Residents have a form of their own: the address book would show their telephones."""
        if self._are_residents():
            return self.env.ref("resident.res_partner_view_form_resident").id
        return super().get_formview_id(access_uid)

    def get_formview_action(self, access_uid=None):
        # on their own screen, so that a page that is loaded again shows the same form
        action = super().get_formview_action(access_uid)
        if not self._are_residents():
            return action
        return self.env["ir.actions.act_window"]._for_xml_id(
            "resident.res_partner_action_resident"
        ) | {name: action[name] for name in ("views", "res_id", "context")}

    @api.model
    def _get_mention_suggestions_domain(self, search):
        return super()._get_mention_suggestions_domain(search) & Domain("is_resident", "=", False)

    def _track_prepare(self, fields_iter):
        # messages would keep names and telephones in clear (security F9)
        names = list(fields_iter)
        tracked = self.filtered(lambda p: not p.is_resident) if names else self
        return super(ResPartner, tracked)._track_prepare(names)

    def _prepare_resident_vals(self, vals):
        vals = super()._prepare_resident_vals(vals)
        return self._take_resident_phone(vals) if vals.get("is_resident") else vals

    def write(self, vals):
        if "resident_phone" in vals:
            vals = self._take_resident_phone(vals)
        return super().write(vals)

    def _take_resident_phone(self, vals):
        """Put a telephone that was entered where its mask is shown into its own column."""
        vals = dict(vals)
        phone = vals.pop("resident_phone", False)
        if phone and "*" in phone:
            self._check_mask(phone, set(self.mapped("resident_phone")))
        elif phone:
            vals["phone"] = self._format_resident_phone(phone)
        elif self:
            vals["phone"] = False
        return vals

    def _format_resident_phone(self, phone):
        digits = clean_phone(phone)
        if not digits:
            raise ValidationError(
                self.env._(
                    "“%(phone)s” is no telephone number. Enter 11 digits for a mobile, or area "
                    "code and number.",
                    phone=phone,
                )
            )
        return digits

    def _check_mask(self, value, masks):
        """:raise ValidationError: a value with stars is not the mask that was shown"""
        if masks != {value}:
            raise ValidationError(
                self.env._("“%(value)s” is incomplete: enter the whole number.", value=value)
            )
