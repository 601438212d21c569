from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .health_archive import CLOSED_STATES
from .health_archive_form import NONE, ROWS_OF_HISTORY, SOME

RANKS = {"draft": 0, "submitted": 1, "active": 2, "locked": 2}
OTHER_REASON = "9"


class HealthArchive(models.Model):
    """Two archives of one person, who was entered twice, become one.

    The other one is closed and leads to it; its number is spent and still finds the person.
    """

    _inherit = "health.archive"

    merged_into_id = fields.Many2one(
        "health.archive", "Continued in", readonly=True, copy=False, index="btree_not_null",
        ondelete="restrict",
    )  # fmt: skip
    merged_ids = fields.One2many("health.archive", "merged_into_id", "Archives merged into this")

    def get_formview_action(self, access_uid=None):
        """A merged archive opens the one that continues it, as far as the user may see it."""
        archive = self
        while archive.merged_into_id:
            archive = archive.merged_into_id
        if archive != self and archive._filtered_access("read"):
            return archive.get_formview_action(access_uid)
        return super().get_formview_action(access_uid)

    def action_open_merged_into(self):
        """Open the archive that continues this one."""
        return self.merged_into_id.get_formview_action()

    def _reopen(self, reason):
        if merged := self.filtered("merged_into_id"):
            raise UserError(
                self.env._(
                    "The archive of %(name)s was merged: undo the merge of the two entries.",
                    name=merged[:1].partner_id.name,
                )
            )
        return super()._reopen(reason)

    @api.model
    def _get_number_domain(self, digits):
        operator, value = ("=", digits) if len(digits) == 17 else ("=like", f"%{digits}")
        merged = Domain("merged_ids", "any", [("archive_number", operator, value)])
        return super()._get_number_domain(digits) | merged

    def _merge_into(self, target, journal):
        """Give the archives of one entry to the person ``target``; see ``resident.merge``.

        Each stays with the unit that keeps it, because its number says the village.
        """
        in_use = Domain("state", "not in", CLOSED_STATES)
        mine = self.search(Domain("partner_id", "=", target.id) & in_use)
        theirs = self.filtered_domain(in_use)
        if mine and theirs:
            keeps_theirs = RANKS[theirs.state] > RANKS[mine.state]
            survivor, spare = (theirs, mine) if keeps_theirs else (mine, theirs)
            survivor._absorb(spare, journal)
        for archive in self:
            place = {name: archive[name].id for name in ("org_unit_id", "region_id")}
            for name, value in {"partner_id": target.id, **place}.items():
                journal.write(archive, name, value)
        return self

    def _absorb(self, spare, journal):
        """Continue ``spare`` in this archive; its form stays as it was."""
        self._take_answers(spare, journal)
        closing = {
            "state": "cancelled",
            "closed_date": fields.Date.context_today(self),
            "close_reason_id": self.env["health.code"]._get("close_reason", OTHER_REASON).id,
            "close_note": self.env._("Merged into %(number)s", number=self.archive_number),
            "closed_by_id": self.env.uid,
            "lock_reason": None,
            "merged_into_id": self.id,
        }
        for name, value in closing.items():
            journal.write(spare, name, value)
        journal.move(spare, self, stay={self._name})

    def _take_answers(self, other, journal):
        super()._take_answers(other, journal)
        for name in (*ROWS_OF_HISTORY, "genetic_history"):
            if self[name] == NONE and other[name] == SOME:
                journal.write(self, name, SOME)
