from odoo import api, fields, models
from odoo.exceptions import AccessError

from .resident_merge_journal import MergeJournal

MANAGER = "resident.group_health_manager"


class ResidentMerge(models.Model):
    """One person was entered twice: everything of the one entry now belongs to the other.

    Nothing is deleted that could not come back. ``change_ids`` remembers each value, so that
    :meth:`_undo` restores every field and link as it was.
    """

    _name = "resident.merge"
    _inherit = ["server.guard.mixin"]
    _description = "Merge of Two Residents"
    _order = "id desc"
    _server_fields = frozenset({
        "kept_id", "lost_id", "lost_name", "state", "reason", "merged_by_id", "merged_at",
        "undone_by_id", "undone_at", "undo_reason", "change_ids",
    })  # fmt: skip

    kept_id = fields.Many2one(
        "res.partner", "Kept person", required=True, readonly=True, index=True, ondelete="restrict"
    )
    lost_id = fields.Many2one(
        "res.partner", "Merged entry", required=True, readonly=True, index=True,
        ondelete="restrict",
    )  # fmt: skip
    kept_unit_id = fields.Many2one(
        related="kept_id.resident_unit_id", string="Unit in charge", store=True, index=True,
        related_sudo=True,
    )  # fmt: skip
    lost_unit_id = fields.Many2one(
        related="lost_id.resident_unit_id", string="Unit of the merged entry", store=True,
        index=True, related_sudo=True,
    )  # fmt: skip
    state = fields.Selection(
        [("merged", "Merged"), ("undone", "Undone")], required=True, readonly=True, default="merged"
    )
    reason = fields.Char("How do you know", required=True, readonly=True)
    merged_by_id = fields.Many2one(
        "res.users", readonly=True, required=True, ondelete="restrict",
        default=lambda self: self.env.uid,
    )  # fmt: skip
    merged_at = fields.Datetime(readonly=True, required=True, default=fields.Datetime.now)
    undone_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    undone_at = fields.Datetime(readonly=True)
    undo_reason = fields.Char(readonly=True)
    notes = fields.Text(compute="_compute_notes", help="What stayed with the merged entry.")
    change_ids = fields.One2many("resident.merge.change", "merge_id", readonly=True)
    change_count = fields.Integer("Changes", compute="_compute_change_count")

    _one_open = models.UniqueIndex(
        "(lost_id) WHERE state = 'merged'", "This entry was merged already."
    )

    @api.depends("change_ids")
    def _compute_change_count(self):
        groups = self.env["resident.merge.change"]._read_group(
            [("merge_id", "in", self.ids)], ["merge_id"], ["__count"]
        )
        counts = {merge.id: count for merge, count in groups}
        for merge in self:
            merge.change_count = counts.get(merge.id, 0)

    @api.depends("change_ids")
    @api.depends_context("uid", "lang")
    def _compute_notes(self):
        left = self.env["resident.merge.change"].search(
            [("merge_id", "in", self.ids), ("kind", "=", "left")]
        )
        by_merge = left.grouped("merge_id")
        for merge in self:
            merge.notes = "\n".join(by_merge.get(merge, left.browse()).mapped("display_name"))

    @api.depends("lost_id", "kept_id")
    def _compute_display_name(self):
        for merge in self:
            merge.display_name = f"{merge.lost_id.name} → {merge.kept_id.name}"

    def action_open_undo(self):
        """Show what undoing would do, and offer it."""
        self.ensure_one()
        self._check_manager()
        wizard = self.env["resident.merge.undo"].create({"merge_id": self.id})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Undo the merge"),
            "res_model": wizard._name,
            "res_id": wizard.id,
            "view_mode": "form",
            "target": "new",
        }

    @api.model
    def _merge(self, kept, lost, reason, taken=(), take_number=False):
        """Merge ``lost`` into ``kept``.

        :param taken: names of stored columns whose value is taken over from ``lost``
        :param take_number: the current identity number is that of ``lost``
        :raise AccessError: the user is no manager of a unit that sees both
        :raise UserError: in words, why these two can't be merged
        """
        self._check_manager()
        kept._check_may_merge(lost)
        self.env["access.event"]._record("merge", kept | lost, reason=reason)
        # sudo: what belongs to a person moves along whoever may see it
        merge = self.sudo().create({"kept_id": kept.id, "lost_id": lost.id, "reason": reason})
        journal = MergeJournal(self.env)
        merge._retire_number(journal, lost if not take_number else kept, kept | lost)
        values = {name: merge._get_column(lost, name) for name in taken}
        # first: the head of a household leaves it before another one takes the place
        journal.write(lost, "active", False)
        journal.write(lost, "merged_into_id", kept.id)
        for name, value in values.items():
            journal.write(kept, name, value)
        journal.move(lost, kept)
        merge._keep_changes(journal.finish())
        merge._close_pair()
        merge.kept_id._validate_fields(["birth_date", "sex", "identity_ids"])
        (merge.kept_id | merge.lost_id)._check_duplicates_later()
        return merge.with_env(self.env)

    def _check_manager(self):
        if not self.env.su and not self.env.user.has_group(MANAGER):
            raise AccessError(self.env._("Only a manager of the county merges residents."))

    def _get_column(self, person, name):
        """The value as the database takes it, without passing it through the user."""
        value = person.sudo()[name]  # sudo: also columns that the manager doesn't see
        return value.id or None if isinstance(value, models.BaseModel) else value or None

    def _retire_number(self, journal, person, people):
        """The number of ``person`` becomes an old one, if both have a current one."""
        documents = people.sudo().identity_ids.filtered(  # sudo: as in _merge()
            lambda d: d.active and d.owner == "self" and d.is_identity_number
        )
        old = documents.filtered(lambda d: d.partner_id == person)
        if old and documents - old:
            journal.write(old, "active", False)

    def _keep_changes(self, changes):
        changes_model = self.env["resident.merge.change"]
        changes_model.create([vals | {"merge_id": self.id} for vals in changes])

    def _close_pair(self):
        ids = sorted((self.kept_id | self.lost_id).ids)
        pair = self.env["resident.duplicate"].search(
            [("partner_a_id", "=", ids[0]), ("partner_b_id", "=", ids[1])]
        )
        pair._decide("merged", merge_id=self.id)
