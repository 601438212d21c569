from markupsafe import Markup

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.family_agreement.models.family_agreement_state import VALID
from odoo.addons.org_unit.models.org_unit import HOSPITAL_KINDS

LEVELS = {"doctor": "doctor_id", "team": "team_id", "township": "org_unit_id"}
"""Field of an agreement by which a level is counted; townships unite the units below them."""


class FamilyExposure(models.TransientModel):
    """Who signed many and served few (签而不约): counted anew each time the list is opened.

    Numbers of agreements in the scope of who looks; it opens down to the person and what is
    missing.
    """

    _name = "family.exposure"
    _description = "Signed but Not Served"
    _order = "share desc, unserved desc, signed desc, id"

    level = fields.Selection(
        [("doctor", "Family doctor"), ("team", "Team"), ("township", "Township")],
        required=True, readonly=True,
    )  # fmt: skip
    name = fields.Char("Who", readonly=True)
    record_ids = fields.Json("Counted of", readonly=True, export_string_translation=False)
    signed = fields.Integer(readonly=True, help="Agreements in force with services.")
    served = fields.Integer(readonly=True, help="Something of it was done.")
    performed = fields.Integer("Fully performed", readonly=True)
    partly = fields.Integer("Partly performed", readonly=True)
    waiting = fields.Integer(
        "Nothing done yet", readonly=True, help="Half of the term hasn't passed yet."
    )
    unserved = fields.Integer(
        "Signed but not served", readonly=True,
        help="Nothing was done although half of the term has passed (签而不约).",
    )  # fmt: skip
    share = fields.Float(
        "Share (%)", readonly=True, digits=(5, 1), aggregator=None,
        help="Signed but not served, of all signed.",
    )  # fmt: skip
    overdue = fields.Integer("Services overdue", readonly=True)

    @api.model
    def action_open_list(self):
        """Count anew, and list who is worst first."""
        self._refresh()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Signed but Not Served"),
            "res_model": self._name,
            "views": [(False, kind) for kind in ("list", "kanban", "pivot", "graph", "search")],
            "context": {"search_default_doctor": 1},
            "help": self._get_help(),
        }

    @api.model
    def _get_help(self):
        return Markup('<p class="o_view_nocontent_smiling_face">%s</p><p>%s</p>') % (
            self.env._("Nobody has signed yet"),
            self.env._(
                "Each doctor, team and township with the agreements in force: who was served, "
                "and who was forgotten."
            ),
        )

    @api.model
    def _search(self, domain, *args, **kwargs):
        """Count first what was never counted, or cleaned away under a page that is loaded again."""
        if not self.env.su and not self._is_counted():
            self._refresh()
        return super()._search(domain, *args, **kwargs)

    @api.model
    def _is_counted(self):
        # sudo: whether there are rows of one's own; asked by the search itself
        return bool(self.sudo().search_count([("create_uid", "=", self.env.uid)], limit=1))

    @api.model
    def _refresh(self):
        """Rows of all levels for the present user."""
        # sudo: rows of counting are nobody's to change
        rows = self.sudo()
        rows.search([("create_uid", "=", self.env.uid)]).unlink()
        return rows.create(self._prepare_rows()).sudo(self.env.su)

    @api.model
    def _prepare_rows(self):
        """Values of the rows of all levels; each figure is counted once, and added up by level."""
        counted = {level: {} for level in LEVELS}
        for name, (model, domain) in self._get_counted().items():
            for *records, count in self.env[model]._read_group(
                domain, [*LEVELS.values()], ["__count"]
            ):
                for level, record in zip(LEVELS, records, strict=True):
                    # sudo: to which township a unit belongs doesn't depend on who asks
                    record = record.sudo()
                    shown = _get_township(record) if level == "township" else record
                    empty = {"ids": set(), **dict.fromkeys(FIGURES, 0)}
                    row = counted[level].setdefault(shown, empty)
                    row[name] += count
                    row["ids"].add(record.id)
        return [
            self._prepare_row(level, record, row)
            for level, rows in counted.items()
            for record, row in rows.items()
        ]

    @api.model
    def _prepare_row(self, level, record, row):
        served, signed = row["served"], row["signed"]
        return {
            "level": level,
            "name": record.display_name,
            "record_ids": sorted(row["ids"]),
            "signed": signed,
            "served": served,
            "performed": row["performed"],
            "partly": served - row["performed"],
            "waiting": signed - served - row["unserved"],
            "unserved": row["unserved"],
            "share": 100 * row["unserved"] / signed if signed else 0,
            "overdue": row["overdue"],
        }

    @api.model
    def _get_counted(self):
        """``{figure: (model, domain)}``"""
        signed = Domain("state", "in", VALID) & Domain("units_planned", ">", 0)
        return {
            "signed": ("family.agreement", signed),
            "served": ("family.agreement", signed & Domain("units_done", ">", 0)),
            "performed": ("family.agreement", signed & Domain("is_performed", "=", True)),
            "unserved": ("family.agreement", Domain("is_unserved", "=", True)),
            "overdue": ("family.duty", Domain("is_overdue", "=", True)),
        }

    def action_open_unserved(self):
        """List the residents who were signed and not served."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "family_doctor.family_agreement_unserved_action"
        )
        return action | {"domain": self._get_own_domain() + [("is_unserved", "=", True)]}

    def action_open_overdue(self):
        """List the overdue services."""
        action = self.env["ir.actions.act_window"]._for_xml_id("family_doctor.family_duty_action")
        return action | {
            "domain": self._get_own_domain() + [("is_overdue", "=", True)],
            "context": {"group_by": ["archive_id"]},
        }

    def _get_own_domain(self):
        self.ensure_one()
        return [(LEVELS[self.level], "in", self.record_ids)]


FIGURES = ("signed", "served", "performed", "unserved", "overdue")


def _get_township(unit):
    """The hospital to which a clinic reports; the unit itself where there is none."""
    above = unit
    while above and above.kind not in HOSPITAL_KINDS:
        above = above.parent_id
    return above or unit
