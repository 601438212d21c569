from odoo import fields, models

TRANSLATED = ("name", "core", "evidence_text", "counting_text")


class ServiceObligationMixin(models.AbstractModel):
    """What an obligation of a contract says, and how its fulfilment is measured."""

    _name = "service.obligation.mixin"
    _description = "Terms of an Obligation"
    _order = "sequence, code, id"
    _rec_names_search = ["code", "name"]

    code = fields.Char(required=True, help="Short number in reports, such as L07.")
    name = fields.Char("Obligation", required=True, translate=True)
    core = fields.Char("Part", translate=True, help="Part of the contract that it belongs to.")
    clause = fields.Text(help="What the contract says, word for word, with its clause number.")
    sequence = fields.Integer(default=10)
    kind_id = fields.Many2one(
        "service.claim.kind", "Claimed By", index=True, ondelete="restrict",
        help="Records that claim this count towards the obligation.",
    )  # fmt: skip
    measure = fields.Selection(
        [
            ("count", "Number of accepted claims"),
            ("sum", "Sum of accepted claims"),
            ("person", "Different persons"),
            ("roster_share", "Share of the roster reached"),
            ("rate", "Share of claims accepted"),
            ("average", "Average of accepted claims"),
            ("none", "Nothing of the kind happens"),
            ("listed", "Listed, without a number"),
        ],
        required=True,
        default="count",
    )
    comparison = fields.Selection(
        [("ge", "At least"), ("le", "At most")], required=True, default="ge"
    )
    threshold = fields.Float(digits=(12, 2), aggregator=None)
    unit = fields.Selection(
        [
            ("persons", "persons"),
            ("person_times", "person-times"),
            ("events", "events"),
            ("percent", "%"),
            ("points", "points"),
            ("days", "days"),
            ("documents", "documents"),
            ("items", "items"),
        ],
        required=True,
        default="person_times",
    )
    is_prorated = fields.Boolean(
        "Due step by step",
        help="By half of the period half of it is due. Otherwise it is due at the end.",
    )
    needs_acceptance = fields.Boolean(
        "Accepted by the centre", help="A claim counts only after the centre accepted it."
    )
    days_after_end = fields.Integer(
        "Days after the end",
        aggregator=None,
        help="Days after the last day of the period within which it still counts.",
    )
    evidence_text = fields.Text(
        "Evidence", translate=True, help="What a record must contain to count."
    )
    counting_text = fields.Text("Counting Rule", translate=True)

    _numbers = models.Constraint(
        "CHECK (threshold >= 0 AND days_after_end >= 0)",
        "The number to reach and the days after the end cannot be negative.",
    )
    _share = models.Constraint(
        "CHECK (measure NOT IN ('roster_share', 'rate') OR threshold <= 100)",
        "A share is at most 100 %.",
    )
    _nothing = models.Constraint(
        "CHECK (measure != 'none' OR threshold = 0)",
        "Where nothing of the kind may happen, the number to reach is 0.",
    )

    def _prepare_terms(self):
        """``{name: value}`` of these terms for another model, texts as in the present language."""
        self.ensure_one()
        mixin = self.env["service.obligation.mixin"]
        names = [name for name, field in mixin._fields.items() if field.store and field.copy]
        return {
            name: self._fields[name].convert_to_write(self[name], self)
            for name in names
            if name not in models.MAGIC_COLUMNS
        }
