from collections import defaultdict

from odoo.fields import Domain

from odoo.addons.safe_spreadsheet.tools import normalize

SERIAL_DIGITS = 5


class BadValue(Exception):
    """A cell that cannot be used; the message says why and what to do."""

    def __init__(self, column, message):
        super().__init__(message)
        self.column = column


class Places:
    """Which unit looks after the person of a row, and in which village: within the user's scope.

    :param unit: the unit that the import is for
    """

    def __init__(self, env, unit):
        self.env, self.unit = env, unit
        own = Domain("id", "in", env.user._get_resident_unit_ids())
        units = env["org.unit"].search(own & Domain("id", "child_of", unit.ids))
        self.units = _by_word(units, ("code", "name"))
        villages = env["cn.region"].search(
            [("archive_prefix", "!=", False), ("id", "child_of", units.region_id.ids)]
        )
        self.villages = _by_word(villages, ("code", "archive_prefix", "name", "complete_name"))
        self.by_prefix = {village.archive_prefix: village for village in villages}
        self.served_by = units.grouped("region_id")
        doctors = env["res.users"].search([("org_unit_id", "in", units.ids)])
        self.doctors = _by_word(doctors, ("login", "name"))

    def find(self, values):
        """``(unit, village)`` of a row.

        :raise BadValue: one of them is unknown or outside the scope, or they don't fit together
        """
        number = values["archive_number"] or ""
        unit, village = self._read_unit(values["unit_id"]), None
        if values["village_id"]:
            village = self._read_village(values["village_id"], unit)
        unit = unit or self._get_unit_of(village)
        village = village or self._get_village_of(unit, number)
        if number and number[:-SERIAL_DIGITS] != village.archive_prefix:
            message = self.env._(
                "The number is of another village: those of “%(village)s” begin with %(prefix)s.",
                village=village.name,
                prefix=village.archive_prefix,
            )
            raise BadValue("archive_number", message)
        if unit.region_id.archive_prefix and unit.region_id != village:
            message = self.env._(
                "“%(unit)s” looks after the village “%(own)s”, not after “%(village)s”.",
                unit=unit.name,
                own=unit.region_id.name,
                village=village.name,
            )
            raise BadValue("village_id", message)
        return unit, village

    def find_doctor(self, text):
        """:raise BadValue: nobody in the scope is called so, or more than one"""
        found = self.doctors.get(normalize(text), ())
        if len(found) != 1:
            message = self.env._(
                "“%(text)s” is no user of your units. Write the login when several have this name.",
                text=text[:30],
            )
            raise BadValue("doctor_id", message)
        return found[0]

    def _read_unit(self, text):
        found = text and self.units.get(normalize(text), ())
        if found is not None and text and len(found) != 1:
            message = self.env._(
                "“%(text)s” is no unit of yours. Write the name or the code of a unit you work for.",
                text=text[:40],
            )
            raise BadValue("unit_id", message)
        return found[0] if found else None

    def _read_village(self, text, unit):
        found = self.villages.get(normalize(text), ())
        if len(found) > 1 and unit:
            found = [village for village in found if village == unit.region_id]
        if len(found) != 1:
            if found:
                message = self.env._("Several villages are called “%(text)s”: write the code.")
            else:
                message = self.env._("“%(text)s” is no village of your units.")
            raise BadValue("village_id", message % {"text": text[:40]})
        return found[0]

    def _get_unit_of(self, village):
        serving = self.served_by.get(village, self.unit) if village else self.unit
        return serving if len(serving) == 1 else self.unit

    def _get_village_of(self, unit, number):
        if unit.region_id.archive_prefix:
            return unit.region_id
        if village := self.by_prefix.get(number[:-SERIAL_DIGITS]):
            return village
        if number:
            message = self.env._("The number is of a village that is not of your units.")
            raise BadValue("archive_number", message)
        raise BadValue("village_id", self.env._("Write the village the person lives in."))


def _by_word(records, names):
    found = defaultdict(list)
    for record in records:
        # a set: code and name of one record may be the same word
        for word in {normalize(record[name] or "") for name in names} - {""}:
            found[word].append(record)
    return found
