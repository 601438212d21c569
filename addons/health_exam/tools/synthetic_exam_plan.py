"""What people who don't exist are entitled to, and how much of it was done."""

from dateutil.relativedelta import relativedelta

_REFUSAL_SHARE = 0.05
_REFUSABLE = ("laboratory", "ecg", "imaging")
"""Sections of which an item is refused now and then; nobody minds being measured."""


class Plan:
    """The packages of one group of people, with their items and boxes.

    :ivar sections: codes of the sections that an item belongs to
    """

    def __init__(self, packages, sex):
        items = packages.item_ids.filtered(lambda item: item.sex in (False, sex)).sorted("sequence")
        self.package_ids, self.item_ids = packages.ids, items.ids
        self._items = [
            (item.id, item.section_id.code, item._get_all_field_names()) for item in items
        ]
        self.sections = {section for _id, section, _boxes in self._items}

    def draw_refused(self, random):
        """Id of an item that the person doesn't want; None for most."""
        ids = [id_ for id_, section, _boxes in self._items if section in _REFUSABLE]
        return random.choice(ids) if ids and random.random() < _REFUSAL_SHARE else None

    def get_boxes(self, sections, refused):
        """Boxes of what was done, in the order of the items."""
        return dict.fromkeys(
            name
            for id_, section, boxes in self._items
            if section in sections and id_ != refused
            for name in boxes
        )


class Plans:
    """Finds the packages of people as ``health.exam.package`` proposes them.

    :param packages: those in force
    """

    def __init__(self, packages):
        self._packages = packages
        self._general = self._packages.filtered(lambda package: package.code == "general")
        self._plans = {}

    def get(self, person, date):
        """:class:`Plan` of a ``Person`` by his groups on that day."""
        age = relativedelta(date, person.birth_date).years
        stated = {code for code, since in person.tags.items() if since <= date}
        key = (
            frozenset(
                package.id
                for package in self._packages
                if package.sex in (False, person.sex) and _is_member(package, age, stated)
            ),
            person.sex,
        )
        if key not in self._plans:
            packages = self._packages.browse(key[0]) or self._general
            self._plans[key] = Plan(packages, person.sex)
        return self._plans[key]


def _is_member(package, age, stated):
    return any(
        tag.age_from <= age and (not tag.age_to or age <= tag.age_to)
        if tag.origin == "age"
        else tag.code in stated
        for tag in package.tag_ids
    )
