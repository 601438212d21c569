from odoo import models
from odoo.fields import Command

FILLED_PERSON_FIELDS = ("phone", "street", "residence_type", "ethnic_group_id")
# Where the person and the archive stand is decided elsewhere, never by a second list.
NEVER_FILLED = {"org_unit_id", "region_id", "archive_number", "archive_date"}
# Sensitive rows are added to new archives only: to an existing one that is for those who see them.


class HealthImportWriter(models.AbstractModel):
    """Writes checked basic forms: residents and archives, in batches."""

    _name = "health.import.writer"
    _description = "Writer of Imported Basic Forms"

    def _write_forms(self, document, forms):
        """Create or fill up what ``forms`` {row number: form} say.

        :return: ``(archives made, archives filled up)``
        """
        new = {number: form for number, form in forms.items() if not form.kept}
        self._create_archives(document, new)
        if document.existing != "fill":
            return len(new), 0
        kept = [form for form in forms.values() if form.kept]
        return len(new), sum(self._fill(form) for form in kept)

    def _create_archives(self, document, forms):
        made = {number for number, form in forms.items() if not form.known}
        self._create_persons([forms[number] for number in made])
        archives = self.env["health.archive"]._import_create(
            [form.archive | {"partner_id": form.known.id} for form in forms.values()]
        )
        pairs = list(zip(forms.items(), archives, strict=True))
        # sudo: who imports knows these from his own file; from now on only the sensitive group does
        self.env["health.archive.sensitive"].sudo().create(
            [
                row | {"archive_id": archive.id}
                for (_number, form), archive in pairs
                for row in _without_twins(form.sensitive)
            ]
        )
        # sudo: the list of what an import made is kept by the import
        self.env["health.import.record"].sudo()._bulk_create(
            [
                {
                    "import_id": document.id,
                    "row": number,
                    "archive_id": archive.id,
                    "is_new_person": number in made,
                }
                for (number, _form), archive in pairs
            ]
        )

    def _create_persons(self, forms):
        persons = self.env["res.partner"]._create_residents([_person_vals(f) for f in forms])
        for form, person in zip(forms, persons, strict=True):
            form.known = person

    def _fill(self, form):
        """Write what is empty so far; whether anything was.

        A locked archive is closed to changes, also to those.
        """
        archive = form.kept.with_env(self.env)
        if archive.state == "locked":
            return False
        person = form.known.with_env(self.env)
        missing = {
            name: value
            for name, value in form.person.items()
            if name in FILLED_PERSON_FIELDS and not person[name]
        }
        boxes = {
            name: value
            for name, value in form.archive.items()
            if name not in NEVER_FILLED and not archive[name]
        }
        for history in ("disease", "surgery", "trauma", "transfusion"):
            if archive[f"{history}_history"]:
                boxes.pop(f"{history}_ids", None)
        if missing:
            person.write(missing)
        if boxes:
            archive.write(boxes)
        return bool(missing or boxes)


def _person_vals(form):
    vals = dict(form.person)
    if identity := vals.pop("identity", None):
        kind_id, number = identity
        vals["identity_ids"] = [Command.create({"kind_id": kind_id, "number": number})]
    return vals


def _without_twins(rows):
    return {(row["relative"], row["code_id"]): row for row in rows}.values()
