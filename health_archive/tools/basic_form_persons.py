from .basic_form_places import BadValue

CLOSED_STATES = ("cancelled", "migrated")


class Persons:
    """Recognises who is known already: by the number, or by name, birth and unit without one.

    :param forms: {row number: form}, read in a few queries for all of them
    """

    def __init__(self, env, forms):
        self.env = env
        self.unit_ids = set(env.user._get_resident_unit_ids())
        persons = [form.person for form in forms.values()]
        self.by_index = self._read_by_number([p["identity"] for p in persons if "identity" in p])
        self.by_name = self._read_by_name([p for p in persons if "identity" not in p])
        known = env["res.partner"].union(*self.by_index.values(), *self.by_name.values())
        # sudo: whether an archive is there decides, wherever it is kept
        archives = env["health.archive"].sudo()
        found = archives.search_fetch(
            [("partner_id", "in", known.ids)],
            ["partner_id", "state", "archive_number", "org_unit_id"],
        )
        self.archives = found.grouped(lambda archive: archive.partner_id.id)
        self.taken = self._read_taken(
            [form.archive.get("archive_number") for form in forms.values()]
        )

    def recognise(self, form):
        """Note in ``form`` who is known and which archive is kept.

        :raise BadValue: the number belongs to somebody else, or an archive can't be touched
        """
        person = self._find_person(form.person)
        if person:
            self._check_person(person, form.person)
            form.known = person
            archives = self.archives.get(person.id, self.env["health.archive"])
            form.kept = self._choose(archives)
        number = form.archive.get("archive_number")
        if number in self.taken and (not form.kept or form.kept.archive_number != number):
            message = self.env._("Another archive has or had this number.")
            raise BadValue("archive_number", message)
        if form.kept and number and number != form.kept.archive_number:
            message = self.env._(
                "The archive of this person has the number %(number)s.",
                number=form.kept.archive_number,
            )
            raise BadValue("archive_number", message)

    def _read_by_number(self, identities):
        """``{blind index: person}`` of whom these numbers belong to."""
        documents = self.env["resident.identity"]
        vault = documents._get_vault()
        self.indexes = {number: vault.blind_index(number) for _kind, number in identities}
        # sudo: numbers are unique in the county; who is outside the scope is only refused
        found = documents.sudo().search_fetch(
            [("blind_index", "in", list(self.indexes.values())), ("owner", "=", "self")],
            ["blind_index", "partner_id"],
        )
        found.partner_id.fetch(["name", "resident_unit_id", "active"])
        return {document.blind_index: document.partner_id for document in found}

    def _read_by_name(self, persons):
        """``{(name, birth date, sex, unit id): person}`` among those without a number."""
        found = self.env["res.partner"]
        if persons:
            found = found.search_fetch(
                [
                    ("is_resident", "=", True),
                    ("name", "in", [person["name"] for person in persons]),
                    ("birth_date", "in", [person["birth_date"] for person in persons]),
                ],
                ["name", "birth_date", "sex", "resident_unit_id"],
            )
        return {(p.name, p.birth_date, p.sex, p.resident_unit_id.id): p for p in found}

    def _read_taken(self, numbers):
        numbers = list(filter(None, numbers))
        if not numbers:
            return set()
        # sudo: a number is never given twice, whoever has it
        archives, former = (
            self.env[model].sudo() for model in ("health.archive", "health.archive.number")
        )
        now = archives.search_fetch([("archive_number", "in", numbers)], ["archive_number"])
        before = former.search_fetch([("number", "in", numbers)], ["number"])
        return {*now.mapped("archive_number"), *before.mapped("number")}

    def _find_person(self, person):
        if "identity" in person:
            return self.by_index.get(self.indexes[person["identity"][1]])
        key = (person["name"], person["birth_date"], person["sex"], person["resident_unit_id"])
        return self.by_name.get(key)

    def _check_person(self, known, person):
        if known.resident_unit_id.id not in self.unit_ids:
            message = self.env._("Another unit keeps a person with this number: ask the county.")
            raise BadValue("identity_number", message)
        if known.name != person["name"]:
            message = self.env._(
                "This number belongs to “%(known)s” already. Compare name and number with the card.",
                known=known.name,
            )
            raise BadValue("name", message)
        if not known.active:
            message = self.env._("This person was archived. Restore the person first.")
            raise BadValue("name", message)

    def _choose(self, archives):
        """The archive in use; a closed one is not replaced by an import."""
        for archive in archives:
            if archive.state not in CLOSED_STATES:
                return archive
        if archives:
            message = self.env._(
                "The archive of this person is closed. Reopen it, if it is a mistake."
            )
            raise BadValue("name", message)
        return None
