from odoo import api, fields, models

from .health_drug import get_unit_labels


class HealthFollowupDrugMixin(models.AbstractModel):
    """A drug somebody takes, from whichever institution (domain C.1.1)."""

    _name = "health.followup.drug.mixin"
    _inherit = ["server.guard.mixin", "access.audit.mixin", "evidence.seal.line.mixin"]
    _description = "Drug of a Follow-up"
    _order = "sequence, id"
    _fixed_fields = frozenset({"followup_id"})
    _seal_parent_field = "followup_id"

    sequence = fields.Integer(default=10)
    drug_id = fields.Many2one("health.drug", ondelete="restrict")
    # kept as it was called on the day of the visit
    name = fields.Char(
        "Name of the drug", compute="_compute_name", store=True, readonly=False, required=True,
        precompute=True, copy=True,
    )  # fmt: skip
    times_a_day = fields.Integer("Times a day", default=1)
    amount = fields.Float("Each time", digits=(8, 2), aggregator=None)
    unit = fields.Selection("_selection_unit", default="mg")
    is_insulin = fields.Boolean("Insulin")

    _times_range = models.Constraint(
        "CHECK (COALESCE(times_a_day, 0) BETWEEN 0 AND 24)",
        "A drug is taken at most 24 times a day.",
    )
    _amount_positive = models.Constraint(
        "CHECK (COALESCE(amount, 0) >= 0)", "The amount of a drug isn't negative."
    )

    @api.model
    def _selection_unit(self):
        return get_unit_labels(self.env)

    @api.model_create_multi
    def create(self, vals_list):
        """A drug that is called as one of the list is that one: old visits name drugs in words."""
        named = [vals for vals in vals_list if vals.get("name") and not vals.get("drug_id")]
        if named:
            drugs = self.env["health.drug"].search([("name", "in", [v["name"] for v in named])])
            ids = {drug.name: drug.id for drug in drugs}
            for vals in named:
                vals["drug_id"] = ids.get(vals["name"])
        return super().create(vals_list)

    def write(self, vals):
        # before the seal: it names the visit, which is told to those only who may see it
        self.check_access("write")
        return super().write(vals)

    @api.depends("drug_id")
    def _compute_name(self):
        for line in self:
            line.name = line.drug_id.name or line.name

    @api.depends("name", "times_a_day", "amount", "unit")
    def _compute_display_name(self):
        units = dict(self._fields["unit"]._description_selection(self.env))
        for line in self:
            line.display_name = self.env._(
                "%(name)s %(amount)s %(unit)s × %(times)s a day",
                name=line.name or "",
                amount=f"{line.amount:g}",
                unit=units.get(line.unit, ""),
                times=line.times_a_day,
            )

    @api.onchange("drug_id")
    def _onchange_drug_id(self):
        """The usual dose of the drug."""
        drug = self.drug_id
        if drug.amount:
            self.times_a_day, self.amount, self.unit = drug.times_a_day, drug.amount, drug.unit
        if drug:
            self.is_insulin = drug.is_insulin
