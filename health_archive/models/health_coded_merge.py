from odoo import models

JOINED = ("note", "other")
"""Last words of the names of fields whose texts are kept both."""


class HealthCodedMixin(models.AbstractModel):
    """Two forms of one person become one."""

    _inherit = "health.coded.mixin"

    # Facts about the form, not about the person.
    _own_answers = frozenset({"doctor_id", "builder_id", "archive_date", "next_due_date"})

    def _take_answers(self, other, journal):
        """Answer from ``other`` what this form leaves open; both are forms of one person.

        Of boxes with several answers, both count: an allergy noted once is an allergy. Where the
        two contradict each other this form is believed, and the merge names the box.

        :param journal: :class:`MergeJournal`, which remembers each value
        """
        for name in self._get_answers():
            field, mine, theirs = self._fields[name], self[name], other[name]
            if not theirs or mine == theirs:
                continue
            if field.type == "many2many":
                self._take_codes(name, theirs, journal)
            elif not mine:
                journal.write(self, name, field.convert_to_write(theirs, self))
            elif name.endswith(JOINED):
                journal.write(self, name, f"{mine}；{theirs}")
            else:
                journal.leave(other, name)

    def _get_answers(self):
        """Names of the fields that an entry of the form fills."""
        excluded = self._get_server_fields() | self._fixed_fields | self._own_answers
        excluded |= frozenset(models.MAGIC_COLUMNS)
        return [
            name
            for name, field in self._fields.items()
            if field.store and not field.related and name not in excluded
            and not (field.compute and field.readonly)
            and (field.column_type or field.type == "many2many")
        ]  # fmt: skip

    def _take_codes(self, name, codes, journal):
        """Add ``codes``; “none” stands back behind any other answer."""
        mine = self[name]
        real = (mine | codes).filtered(lambda code: not code.is_exclusive) or mine or codes
        if added := real - mine:
            journal.link(self, name, added)
        if excluded := mine - real:
            journal.unlink(self, name, excluded)
