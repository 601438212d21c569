from odoo import api, fields, models


class FamilyRefusal(models.Model):
    """Somebody doesn't want to sign (拒签登记): why, and when to ask again."""

    _name = "family.refusal"
    _inherit = ["health.archive.part.mixin", "evidence.mixin"]
    _description = "Refusal to Sign"
    _order = "date desc, id desc"

    org_unit_id = fields.Many2one(
        related="archive_id.org_unit_id", store=True, index=True, related_sudo=True
    )
    team_id = fields.Many2one(
        "care.team", required=True, index=True, ondelete="restrict",
        default=lambda self: self.env.user.care_team_ids[:1],
    )  # fmt: skip
    date = fields.Date(required=True, default=fields.Date.context_today)
    reason_id = fields.Many2one(
        "health.code", required=True, ondelete="restrict",
        domain="[('list_code', '=', 'sign_refusal')]",
    )  # fmt: skip
    note = fields.Text()
    ask_again_date = fields.Date("Ask again on")
    user_id = fields.Many2one(
        "res.users", "Asked by", required=True, readonly=True, default=lambda self: self.env.uid,
        ondelete="restrict",
    )  # fmt: skip

    _ask_again = models.Index("(org_unit_id, ask_again_date)")
    _asked_later = models.Constraint(
        "CHECK (ask_again_date > date)", "Ask again on a later day than that of the refusal."
    )

    @api.depends("archive_id", "date")
    def _compute_display_name(self):
        for refusal in self:
            names = (refusal.archive_id.partner_id.name, refusal.date)
            refusal.display_name = " · ".join(str(name) for name in names if name)
