from markupsafe import Markup

from odoo import Command, api, fields, models

NUMBER = "identity_number"
CHOSEN_FIELDS = (
    "name", NUMBER, "birth_date", "birth_date_reason", "sex", "ethnic_group_id", "phone", "email",
    "resident_unit_id", "region_id", "street", "residence_type", "resident_state", "death_date",
    "household_id", "household_relation", "comment",
)  # fmt: skip
"""What the user sees side by side; other add-ons extend ``_get_chosen_fields()``."""


class ResidentMergeWizard(models.TransientModel):
    """Two entries of one person side by side: which one stays, and with which values."""

    _name = "resident.merge.wizard"
    _description = "Merge Two Residents"

    partner_a_id = fields.Many2one("res.partner", "First entry", required=True, readonly=True)
    partner_b_id = fields.Many2one("res.partner", "Second entry", required=True, readonly=True)
    kept_side = fields.Selection(
        [("a", "First entry"), ("b", "Second entry")], "Entry that stays", required=True
    )
    reason = fields.Char("How do you know", help="Why both entries are one person.")
    line_ids = fields.One2many("resident.merge.wizard.line", "wizard_id", "Values")
    count_html = fields.Html("What hangs on each", compute="_compute_count_html")

    @api.constrains("partner_a_id", "partner_b_id")
    def _check_visible(self):
        # the name of a linked record is shown without asking for its access
        self.with_context(active_test=False).mapped("partner_a_id").check_access("read")
        self.with_context(active_test=False).mapped("partner_b_id").check_access("read")

    @api.depends("partner_a_id", "partner_b_id")
    @api.depends_context("lang")
    def _compute_count_html(self):
        cells = Markup("<tr><td>%s</td><td>%s</td><td>%s</td></tr>")
        for wizard in self:
            people = wizard.partner_a_id | wizard.partner_b_id
            counts = people._count_references()
            rows = [cells % (label, *row.values()) for label, row in sorted(counts.items())]
            wizard.count_html = Markup(
                '<table class="table table-sm w-auto"><thead>%s</thead><tbody>%s</tbody></table>'
            ) % (
                cells % ("", self.env._("First entry"), self.env._("Second entry")),
                Markup().join(rows),
            )

    @api.onchange("kept_side")
    def _onchange_kept_side(self):
        for line in self.line_ids:
            line.side = line._get_default_side()

    def action_merge(self):
        """Merge, and show the person who stays."""
        self.ensure_one()
        kept, lost = self.partner_a_id, self.partner_b_id
        if self.kept_side == "b":
            kept, lost = lost, kept
        taken = {line.field_name for line in self.line_ids if line.side != self.kept_side}
        self.env["resident.merge"]._merge(
            kept,
            lost,
            reason=self.reason or "",
            taken=taken & set(self._get_chosen_fields()) - {NUMBER},
            take_number=NUMBER in taken,
        )
        return kept.get_formview_action()

    @api.model
    def _create_for(self, people):
        """A wizard on two people; the better documented entry is proposed to stay."""
        first, second = people.sorted("id")
        better = second._get_merge_weight() > first._get_merge_weight()
        wizard = self.create(
            {
                "partner_a_id": first.id,
                "partner_b_id": second.id,
                "kept_side": "b" if better else "a",
                "line_ids": [
                    Command.create({"field_name": name})
                    for name in self._get_chosen_fields()
                    if first[name] != second[name]
                ],
            }
        )
        wizard._onchange_kept_side()
        return wizard

    @api.model
    def _get_chosen_fields(self):
        """Names of the stored columns of a person that are chosen one by one."""
        return CHOSEN_FIELDS
