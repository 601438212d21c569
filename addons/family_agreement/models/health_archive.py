from odoo import fields, models

# With whom a resident is signed is told by the agreements; it is no update of the archive, which
# would count as a service.
POINTERS = frozenset({"current_agreement_id", "next_agreement_id", "agreement_team_id"})


class HealthArchive(models.Model):
    """With whom a resident is signed; ends with the archive."""

    _inherit = "health.archive"
    _server_fields = frozenset({"current_agreement_id", "next_agreement_id"})

    agreement_ids = fields.One2many("family.agreement", "archive_id", "Agreements")
    current_agreement_id = fields.Many2one(
        "family.agreement", "Agreement", readonly=True, copy=False, index="btree_not_null",
        ondelete="set null",
    )  # fmt: skip
    next_agreement_id = fields.Many2one(
        "family.agreement", "Following agreement", readonly=True, copy=False,
        index="btree_not_null", ondelete="set null",
    )  # fmt: skip
    agreement_team_id = fields.Many2one(
        related="current_agreement_id.team_id", string="Signed with", store=True, index=True,
        related_sudo=True,
    )  # fmt: skip
    agreement_count = fields.Integer(compute="_compute_agreement_count")

    def _compute_agreement_count(self):
        groups = self.env["family.agreement"]._read_group(
            [("archive_id", "in", self.ids)], ["archive_id"], ["__count"]
        )
        counts = dict(groups)
        for archive in self:
            archive.agreement_count = counts.get(archive._origin, 0)

    def action_open_agreements(self):
        """List what this resident signed."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "family_agreement.family_agreement_action"
        )
        return action | {
            "domain": [("archive_id", "=", self.id)],
            "context": {"default_archive_id": self.id},
        }

    def _close_dependents(self, reason, date):
        super()._close_dependents(reason, date)
        self.agreement_ids._end_with_archive(reason, date)

    def _is_logged_field(self, name):
        return name not in POINTERS and super()._is_logged_field(name)
