from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import SQL

from .resident_duplicate import PENDING
from .resident_duplicate_search import COLUMNS

COMPARED = {
    "name", "birth_date", "sex", "phone", "household_id", "region_id", "resident_unit_id",
    "active", "is_resident",
}  # fmt: skip
NOBODY = 0
"""Id of a person who is still being typed."""
SHOWN = 5


class ResPartner(models.Model):
    """Who may be entered twice: a warning while typing, and a check when saved."""

    _inherit = "res.partner"

    duplicate_warning = fields.Html(compute="_compute_duplicate_warning")

    _resident_phone = models.Index(
        "(phone_sanitized) WHERE is_resident AND phone_sanitized IS NOT NULL"
    )

    @api.depends("name", "birth_date", "sex", "resident_phone", "identity_number", "household_id")
    @api.depends_context("uid", "lang")
    def _compute_duplicate_warning(self):
        for partner in self:
            typed = partner.is_resident and partner.active and partner.name
            partner.duplicate_warning = typed and partner._get_duplicate_warning()

    @api.model_create_multi
    def create(self, vals_list):
        partners = super().create(vals_list)
        partners.filtered("is_resident")._check_duplicates_later()
        return partners

    def write(self, vals):
        result = super().write(vals)
        if COMPARED & vals.keys():
            self.filtered("is_resident")._check_duplicates_later()
        return result

    def _check_duplicates_later(self):
        """Look for duplicates of these people once, when the transaction is complete."""
        if not self:
            return
        precommit = self.env.cr.precommit
        if PENDING not in precommit.data:
            # sudo: pairs reach beyond the user's scope
            precommit.add(self.env["resident.duplicate"].sudo()._check_pending)
        precommit.data.setdefault(PENDING, set()).update(self.ids)

    def _get_duplicate_warning(self):
        """Likely the same person, as far as the user may know; empty when there is nobody."""
        others = self._find_typed_duplicates()
        visible = self.search([("id", "in", list(others))])
        shown = sorted(visible, key=lambda other: -others[other.id].score)[:SHOWN]
        lines = [self._make_duplicate_line(other, others[other.id]) for other in shown]
        hidden = others.keys() - set(visible.ids)
        if any("same_number" in others[id_].signals.split(",") for id_ in hidden):
            lines.append(
                self.env._("Another unit keeps a person with this number: ask the county.")
            )
        return Markup("<br/>").join(lines)

    def _make_duplicate_line(self, other, pair):
        duplicates = self.env["resident.duplicate"]
        names = self.env["resident.duplicate.rule"]._get_names()
        link = Markup('<a href="/odoo/residents/%s" target="_blank">%s</a>')
        person = [other.name, other.birth_date and str(other.birth_date), other.identity_number]
        return self.env._(
            "Perhaps the same person: %(person)s, %(unit)s (%(reasons)s)",
            person=link % (other.id, " ".join(filter(None, person))),
            unit=other.resident_unit_id.name,
            reasons=duplicates._join_reasons(pair.signals, names),
        )

    def _find_typed_duplicates(self):
        """``{id of a resident: pair}`` for what stands in the form, saved or not."""
        self.ensure_one()
        pairs = self.env["resident.duplicate"]._find_pairs(
            self._get_typed_person(), self._get_typed_documents()
        )
        # the one still being typed has the lowest id of all
        return {pair.second: pair for pair in pairs if pair.second != self._origin.id}

    def _get_typed_person(self):
        values = {name: self[name] or None for name in COLUMNS if name != "id"}
        if self.resident_phone and "*" not in self.resident_phone:
            values["phone_sanitized"] = self._phone_format(number=self.resident_phone)
        values |= {name: value._origin.id or None for name, value in values.items()
                   if isinstance(value, models.BaseModel)}  # fmt: skip
        types = {"birth_date": SQL("date")}
        cells = [
            SQL(
                "%s::%s AS %s", values[name], types.get(name, _get_type(name)), SQL.identifier(name)
            )
            for name in COLUMNS
            if name != "id"
        ]
        return SQL("SELECT %s AS id, %s", NOBODY, SQL(", ").join(cells))

    def _get_typed_documents(self):
        """All documents and, for the person typed, the number in the form or those saved."""
        documents = self.env["resident.identity"]
        number = self.identity_number
        if number and "*" not in number:
            typed = [documents._get_index(number)]
        else:
            # sudo: the blind index belongs to nobody
            own = self._origin.sudo().identity_ids.filtered(lambda d: d.owner == "self")
            typed = own.mapped("blind_index")
        return SQL(
            """
            SELECT partner_id, blind_index, owner, active, is_identity_number
              FROM resident_identity
             UNION ALL
            SELECT %s, typed, 'self', true, true FROM unnest(%s::text[]) typed
            """,
            NOBODY,
            typed,
        )


def _get_type(column):
    return SQL("int") if column.endswith("_id") else SQL("text")


class ResidentIdentity(models.Model):
    """A new or changed number makes its bearer somebody to compare."""

    _inherit = "resident.identity"

    @api.model_create_multi
    def create(self, vals_list):
        documents = super().create(vals_list)
        documents.partner_id._check_duplicates_later()
        return documents

    def write(self, vals):
        result = super().write(vals)
        self.partner_id._check_duplicates_later()
        return result
