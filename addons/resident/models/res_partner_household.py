from odoo import api, fields, models

from .res_partner import RESIDENT_USER

HEAD = "head"
RELATIONS = [
    (HEAD, "Head of the household"),
    ("spouse", "Spouse"),
    ("child", "Child"),
    ("grandchild", "Grandchild"),
    ("parent", "Parent"),
    ("grandparent", "Grandparent"),
    ("sibling", "Sibling"),
    ("other", "Other"),
]
"""Relation to the head, GB/T 4761 (first digit)."""


class ResPartner(models.Model):
    """The household of a resident. It has one head: who becomes it takes the place of another."""

    _inherit = "res.partner"

    household_id = fields.Many2one(
        "resident.household", index="btree_not_null", ondelete="set null", copy=False,
        groups=RESIDENT_USER,
    )  # fmt: skip
    household_relation = fields.Selection(
        RELATIONS, "Relation to the head", copy=False, groups=RESIDENT_USER
    )
    household_proposal_id = fields.Many2one(
        "resident.household", string="Proposed household",
        compute="_compute_household_proposal_id", groups=RESIDENT_USER,
        help="A household of the same unit at the same address or with the same telephone.",
    )  # fmt: skip

    _one_head = models.UniqueIndex(
        "(household_id) WHERE household_relation = 'head' AND active",
        "This household has a head already.",
    )

    @api.depends("household_id", "resident_unit_id", "street", "phone_sanitized")
    def _compute_household_proposal_id(self):
        for partner in self:
            partner.household_proposal_id = partner._find_household()

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._make_room_for_head(vals.get("household_id"), vals.get("household_relation"))
        partners = super().create(vals_list)
        if any(vals.get("household_id") for vals in vals_list):
            partners.household_id.check_access("read")
        return partners

    def write(self, vals):
        if {"household_id", "household_relation"} & vals.keys():
            if "household_id" in vals and "household_relation" not in vals:
                # a relation holds to one head only
                vals = vals | {"household_relation": False}
            for partner in self:
                household = vals.get("household_id", partner.household_id.id)
                partner._make_room_for_head(household, vals["household_relation"])
        result = super().write(vals)
        if vals.get("household_id"):
            self.household_id.check_access("read")
        return result

    def action_join_household(self):
        """Put the resident into the proposed household."""
        for partner in self:
            partner.household_id = partner.household_proposal_id

    def action_found_household(self):
        """Open a new household with the resident as its head."""
        self.ensure_one()
        self.env["resident.household"].create(
            {
                "org_unit_id": self.resident_unit_id.id,
                "region_id": self.region_id.id,
                "street": self.street,
                "head_id": self.id,
            }
        )

    def _make_room_for_head(self, household_id, relation):
        if household_id and relation == HEAD:
            household = self.env["resident.household"].browse(household_id)
            former = household.member_ids.filtered(lambda p: p.household_relation == HEAD) - self
            former.household_relation = "other"
            former.flush_recordset(["household_relation"])

    def _find_household(self):
        """A household this resident may belong to; none when he has one."""
        households = self.env["resident.household"]
        if not self.is_resident or self.household_id or not self.resident_unit_id:
            return households
        unit = [("org_unit_id", "=", self.resident_unit_id.id)]
        found = households
        if self.street:
            found = households.search([*unit, ("street", "=", self.street)], limit=1)
        if not found and self.phone_sanitized:
            phone = [("phone_sanitized", "=", self.phone_sanitized), ("is_resident", "=", True)]
            members = [*phone, ("resident_unit_id", "=", self.resident_unit_id.id)]
            members.append(("household_id", "!=", False))
            found = self.search(members, limit=1).household_id
        return found
