from odoo import fields, models
from odoo.exceptions import UserError

UNDO_ROWS = 1_000
# These belong to an archive from its first day or follow from it: they go with it.
OWN_ROWS = {"health.archive.disease", "health.archive.event", "health.archive.sensitive",
            "health.import.record"}  # fmt: skip
OWN_ROWS_OF_PERSON = {"resident.identity", "health.archive", "resident.duplicate"}
# What a person is made with.
OWN_LINKS = {"commercial_partner_id"}


class HealthImport(models.Model):
    """Taking back what an import made, unless somebody has worked with it since."""

    _inherit = "health.import"
    _working_states = ("checking", "running", "undoing")

    undone_count = fields.Integer("Taken back", readonly=True, copy=False)

    def action_undo(self):
        """Delete the archives and residents this import made; those in use since stay, named."""
        self.ensure_one()
        document = self._lock()
        if document.state != "done" or not document.record_ids:
            raise UserError(self.env._("There is nothing to undo."))
        self.env["health.archive"]._check_role("group_health_doctor")
        # the list of what was refused gives way to the list of what stays
        document.error_ids.unlink()
        document.write({"state": "undoing", "user_id": self.env.uid})
        document._go_on(len(document.record_ids))

    def _work(self):
        if self.state != "undoing":
            return super()._work()
        # sudo: what was imported is taken back by the system; action_undo checked the role
        return self.with_user(self.user_id).with_context(lang=self.user_id.lang).sudo()._undo()

    def _count_waiting(self):
        if self.state != "undoing":
            return super()._count_waiting()
        return 1 + self.record_ids.search_count(self._get_undo_domain()) // UNDO_ROWS

    def _get_undo_domain(self):
        return [("import_id", "=", self.id), ("is_kept", "=", False)]

    def _undo(self):
        """One step: take back some of the archives, or finish."""
        records = self.record_ids.search(self._get_undo_domain(), order="row", limit=UNDO_ROWS)
        if not records:
            self._finish_undo()
            return
        reasons = self._find_reasons(records)
        stay = records.filtered(lambda record: record.archive_id.id in reasons)
        self._name_kept(stay, reasons)
        self._take_back(records - stay)

    def _take_back(self, records):
        persons = records.filtered("is_new_person").archive_id.partner_id
        # else they are read one by one, because the archives they were reached by are gone
        persons = persons.browse(persons.ids)
        self.undone_count += len(records)
        # deletes the records, too
        records.archive_id._discard()
        persons._discard_residents()

    def _name_kept(self, records, reasons):
        records.is_kept = True
        self.error_ids.create(
            [
                {
                    "import_id": self.id,
                    "row": record.row,
                    "header": record.archive_id.display_name,
                    "message": self.env._(
                        "Stays: %(reason)s", reason=reasons[record.archive_id.id]
                    ),
                }
                for record in records
            ]
        )

    def _find_reasons(self, records):
        """``{archive id: why it stays}``."""
        archives = records.archive_id
        reasons = {
            archive.id: self.env._("it is no longer in use as it was imported.")
            for archive in archives
            if archive.state != "active" or archive.number_ids
        }
        for model, archive_id in self._find_links("health.archive", archives.ids, OWN_ROWS):
            reasons[archive_id] = self._name_link(model)
        persons = records.filtered("is_new_person").archive_id.grouped(lambda a: a.partner_id.id)
        own = OWN_ROWS_OF_PERSON
        for model, person_id in self._find_links("res.partner", list(persons), own):
            reasons |= dict.fromkeys(persons[person_id].ids, self._name_link(model))
        for archives_of in persons.values():
            if archives_of.partner_id.household_id or len(archives_of.partner_id.identity_ids) > 1:
                reasons |= dict.fromkeys(
                    archives_of.ids, self.env._("the household or the documents were changed.")
                )
        return reasons

    def _name_link(self, model):
        sensitive = getattr(self.env[model], "_part_is_sensitive", False)
        if (
            sensitive
            or "sensitive" in model
            or not self.env[model].with_user(self.user_id).has_access("read")
        ):
            return self.env._("something was added to it since.")
        return self.env._("“%(what)s” was added since.", what=self.env["ir.model"]._get(model).name)

    def _find_links(self, target, ids, own):
        """``(model, id)`` for each record among ``ids`` that a row of another table points to."""
        for name in self.env.registry:
            records = self.env[name].with_context(active_test=False)
            # a query over other tables has no rows of its own
            if records._abstract or records._transient or records._table_query or name in own:
                continue
            for field in records._fields.values():
                links = field.type == "many2one" and field.store and field.comodel_name == target
                if links and field.name not in OWN_LINKS:
                    groups = records._read_group(
                        [(field.name, "in", ids)], [field.name], ["id:recordset"]
                    )
                    for linked, rows in groups:
                        if not self._are_untouched(rows):
                            yield name, linked.id

    def _are_untouched(self, rows):
        """Enrolments the system made by itself, for the age, in which nobody wrote since."""
        if rows._name != "health.enrolment":
            return False
        automatic = self.env["health.programme"]._get_automatic(fields.Date.context_today(self))
        system = self.env.ref("base.user_root")
        return all(
            row.programme_id in automatic
            and (row.write_date == row.create_date or row.write_uid == system)
            for row in rows
        )

    def _finish_undo(self):
        kept = self.record_ids.search_count([("import_id", "=", self.id)])
        self.state = "undone"
        body = self.env._(
            "Undone: %(gone)s archives are taken back, %(kept)s stay.",
            gone=self.undone_count,
            kept=kept,
        )
        self._announce(body, self.user_id.partner_id.ids)
