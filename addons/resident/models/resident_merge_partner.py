from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class ResPartner(models.Model):
    """An entry that was merged leads to the person it now belongs to."""

    _inherit = "res.partner"

    merged_into_id = fields.Many2one(
        "res.partner", readonly=True, copy=False, index="btree_not_null", ondelete="restrict",
        help="Everything of this entry now belongs to that person.",
    )  # fmt: skip

    def write(self, vals):
        if not self.env.su and ("merged_into_id" in vals or vals.get("active")):
            self._check_not_merged()
        return super().write(vals)

    def get_formview_action(self, access_uid=None):
        kept = self._get_kept()
        if kept != self and kept._filtered_access("read"):
            return kept.get_formview_action(access_uid)
        return super().get_formview_action(access_uid)

    def action_open_kept(self):
        """Open the person this entry was merged into."""
        return self._get_kept().get_formview_action()

    def action_open_merge(self):
        """Compare two residents field by field and merge them."""
        if len(self) != 2:
            raise UserError(self.env._("Select the two entries of one person."))
        wizard = self.env["resident.merge.wizard"]._create_for(self)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Merge two residents"),
            "res_model": wizard._name,
            "res_id": wizard.id,
            "view_mode": "form",
            "target": "new",
        }

    def _get_kept(self):
        """The person an entry leads to: itself, unless it was merged."""
        person = self
        while person.merged_into_id:
            person = person.merged_into_id
        return person

    def _check_not_merged(self):
        for partner in self:
            if partner.merged_into_id:
                raise UserError(
                    self.env._(
                        "%(name)s was merged. Undo the merge to use this entry again.",
                        name=partner.name,
                    )
                )

    def _lock_for_merge(self):
        """:raise UserError: somebody merges one of these people right now"""
        # sudo: a lock changes nothing
        if self.sudo().try_lock_for_update() != self.sudo():
            raise UserError(
                self.env._("Somebody is merging one of these people right now. Try again later.")
            )
        self.invalidate_recordset(["merged_into_id", "active"])

    def _check_may_merge(self, lost):
        """:raise UserError: in words, why ``lost`` can't be merged into this person"""
        people = self | lost
        people.check_access("write")
        people._lock_for_merge()
        if len(people) != 2 or not all(people.mapped("is_resident")):
            raise UserError(self.env._("Select the two entries of one person."))
        people._check_not_merged()
        if obstacles := self._get_merge_obstacles(lost):
            raise UserError("\n".join(obstacles))

    def _get_merge_obstacles(self, lost):
        """Sentences that say why ``lost`` can't be merged into this person; to be extended."""
        obstacles = []
        # sudo: accounts and documents count, whether the user sees them or not
        people = (self | lost).sudo().with_context(active_test=False)
        if len(people.filtered("user_ids")) == 2:
            obstacles.append(self.env._("Both have a user account: close one of them first."))
        return obstacles + lost.sudo()._get_sealed_obstacles()

    def _get_sealed_obstacles(self):
        """Sealed documents name the person by the entry that would go."""
        obstacles = []
        for reference in self.env["resident.merge"]._get_references(self._name):
            model = self.env[reference.model].with_context(active_test=False)
            if reference.kind == "many2one" and hasattr(model, "_is_sealed"):
                documents = model.search([(reference.field, "=", self.id)])
                obstacles += [
                    self.env._(
                        "“%(document)s” is sealed and names %(person)s: keep this entry instead.",
                        document=document.display_name,
                        person=self.name,
                    )
                    for document in documents
                    if document._is_sealed(reference.field)
                ]
        return obstacles

    def _get_merge_weight(self):
        """The entry with the larger weight is proposed to stay."""
        documents = self.identity_ids.filtered(lambda d: d.active and d.owner == "self")
        return len(documents), sum(row[self.id] for row in self._count_references().values())

    def _count_references(self):
        """``{name of a kind of record: {id of the person: how many}}`` of what hangs on these."""
        counts = {}
        for reference in self.env["resident.merge"]._get_references(self._name):
            if reference.kind == "many2one" and reference.model != self._name:
                for person_id, count in self._count_reference(reference):
                    label = self._get_reference_label(reference.model)
                    row = counts.setdefault(label, dict.fromkeys(self.ids, 0))
                    row[person_id] += count
        return counts

    def _get_reference_label(self, model):
        """Name of a kind of record; those that the user may not read share one."""
        if not self.env[model].has_access("read"):
            return self.env._("Other records")
        # sudo: the name of a model is no secret
        return self.env["ir.model"].sudo()._get(model).name

    def _count_reference(self, reference):
        """Counted in SQL: what the user may not see moves along, so it is counted."""
        column = SQL.identifier(reference.column)
        return self.env.execute_query(
            SQL(
                "SELECT %s, count(*) FROM %s WHERE %s IN %s GROUP BY %s",
                column,
                SQL.identifier(reference.table),
                column,
                self._ids,
                column,
            )
        )
