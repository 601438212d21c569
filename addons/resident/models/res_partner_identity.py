from odoo import Command, api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from odoo.addons.l10n_cn_civil.tools import (
    identity_birth_date,
    identity_sex,
    identity_warnings,
)

from ..tools import mask_identity_number
from .res_partner import RESIDENT_USER

SEX_OF = {"male": "1", "female": "2"}


class ResPartner(models.Model):
    """The resident identity number of a person, and what follows from it."""

    _inherit = "res.partner"

    identity_ids = fields.One2many(
        "resident.identity", "partner_id", string="Identity documents", groups=RESIDENT_USER
    )
    identity_number = fields.Char(
        compute="_compute_identity_number",
        search="_search_identity_number",
        readonly=False,
        groups=RESIDENT_USER,
        help="Shown masked. Enter or scan the whole number; the birth date and the sex follow.",
    )
    identity_warning = fields.Char(compute="_compute_identity_warning", groups=RESIDENT_USER)
    birth_date_reason = fields.Char(
        "Reason for another birth date",
        groups=RESIDENT_USER,
        help="Why the birth date or the sex differs from the identity number.",
    )

    @api.depends("identity_ids.number", "identity_ids.active", "identity_ids.owner")
    def _compute_identity_number(self):
        # decrypted together: filtered() makes the documents of each person a batch of their own
        self.identity_ids.mapped("number")
        for partner in self:
            document = partner._get_identity_document()
            # a row that is being entered still holds the whole number
            partner.identity_number = mask_identity_number(document.number)

    @api.depends("identity_number", "birth_date", "sex")
    def _compute_identity_warning(self):
        for partner in self:
            partner.identity_warning = " ".join(partner._get_identity_warnings())

    @api.model
    def _search_identity_number(self, operator, value):
        if operator != "in":
            raise UserError(self.env._("A number is only found as a whole."))
        # old documents too: who has an old number in hand looks for the same person
        documents = self.env["resident.identity"].with_context(active_test=False)
        # sudo: whose number it is; whether the user may see that person is asked of the person.
        # Looked up at once, since PostgreSQL plans a search within a search longer than it runs.
        found = documents.sudo()._search([("number", "in", value)])
        ids = [id_ for (id_,) in self.env.execute_query(found.select("partner_id"))]
        return Domain("id", "in", ids)

    @api.onchange("identity_number")
    def _onchange_identity_number(self):
        number = self.identity_number
        if not number or "*" in number:
            return
        self.identity_number, _is_identity = self._get_identity_kind()._check_number(number)
        self.birth_date, self.sex = self._read_identity_number(self.identity_number)

    @api.constrains("birth_date", "birth_date_reason")
    def _check_identity_agrees(self):
        """The birth date equals that of the number, unless a reason is given (domain A.5)."""
        for partner in self.filtered(lambda p: p.is_resident and not p.birth_date_reason):
            number = partner._get_identity_document()._decrypt_identity()
            if not number:
                continue
            birth_date, _sex = self._read_identity_number(number)
            if partner.birth_date and partner.birth_date != birth_date:
                raise ValidationError(
                    self.env._(
                        "%(name)s: the birth date %(entered)s is not the one in the identity "
                        "number, %(birth_date)s. Correct it or give the reason.",
                        name=partner.name,
                        entered=partner.birth_date,
                        birth_date=birth_date,
                    )
                )

    def write(self, vals):
        if "identity_number" not in vals:
            return super().write(vals)
        vals = dict(vals)
        number = vals.pop("identity_number")
        for partner in self:
            super(ResPartner, partner).write(partner._take_identity_number(number, vals))
        return True

    def _prepare_resident_vals(self, vals):
        vals = super()._prepare_resident_vals(vals)
        number = vals.pop("identity_number", False) if vals.get("is_resident") else False
        if number:
            number, _is_identity = self._get_identity_kind()._check_number(number)
            birth_date, sex = self._read_identity_number(number)
            vals["birth_date"] = vals.get("birth_date") or birth_date
            vals["sex"] = vals.get("sex") or sex
            document = Command.create({"number": number})
            vals["identity_ids"] = [*vals.get("identity_ids", ()), document]
        return vals

    def _take_identity_number(self, number, vals):
        """``vals`` with a whole number turned into the person's own document.

        It is written together with the birth date, because both have to agree. A form gives back
        the mask that it was given; an emptied number archives the document.
        """
        document = self._get_identity_document()
        if number and "*" in number:
            self._check_mask(number, {document.number})
            return vals
        if number and document.is_identity_number:
            command = Command.update(document.id, {"number": number})
        elif number:
            kind = self._get_identity_kind()
            command = Command.create({"number": number, "kind_id": kind.id})
        elif document:
            command = Command.update(document.id, {"active": False})
        else:
            return vals
        return vals | {"identity_ids": [*vals.get("identity_ids", ()), command]}

    def _follow_identity_number(self, number, former=""):
        """Take birth date and sex from a number, where they are empty or came from the former."""
        self.ensure_one()
        birth_date, sex = self._read_identity_number(number)
        former_birth, former_sex = self._read_identity_number(former) if former else (False, False)
        vals = {}
        if self.birth_date in (False, former_birth) and self.birth_date != birth_date:
            vals["birth_date"] = birth_date
        if self.sex in (False, former_sex) and self.sex != sex:
            vals["sex"] = sex
        if vals:
            self.write(vals)

    def _get_identity_document(self):
        """The person's own current document that bears the resident identity number."""
        documents = self.identity_ids.filtered(lambda d: d.active and d.owner == "self")
        if len(documents) < 2:
            return documents
        return documents.sorted(lambda d: (not d.is_identity_number, d.kind_id.code))[:1]

    def _get_identity_warnings(self):
        self.ensure_one()
        number = self._get_identity_document()._decrypt_identity()
        if not number:
            return []
        warnings = identity_warnings(self.env, number)
        if self.sex in SEX_OF.values() and self.sex != SEX_OF[identity_sex(number)]:
            warnings.append(self.env._("The sex differs from the identity number."))
        return warnings

    def _get_identity_kind(self):
        return self.env.ref("resident.identity_kind_01")

    @staticmethod
    def _read_identity_number(number):
        return identity_birth_date(number), SEX_OF[identity_sex(number)]
