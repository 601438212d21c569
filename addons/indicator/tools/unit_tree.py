from collections import defaultdict
from decimal import Decimal


class UnitTree:
    """Some units and all below them, to add up what was counted per unit.

    :param units: org.unit records, archived ones too: what was done stays counted
    """

    def __init__(self, units):
        self.ids = units.ids
        self.paths = {
            unit.id: [int(part) for part in unit.parent_path.split("/")[:-1]] for unit in units
        }
        self.children = defaultdict(list)
        for unit in units:
            # departments serve the population of their institution and have none of their own
            if unit.active and unit.kind != "department":
                self.children[unit.parent_id.id].append(unit.id)
        known = set(self.ids)
        self._within = {
            unit_id: [above for above in path if above in known]
            for unit_id, path in self.paths.items()
        }

    def roll_up(self, rows):
        """Add ``rows`` of (ids of units, number) up the tree.

        A row that stands under several units (a person seen by two clinics) counts once in
        each of them and once in each unit above.

        :return: ``{unit id: Decimal}``
        """
        totals = defaultdict(Decimal)
        for unit_ids, number in rows:
            for unit_id in {above for id_ in unit_ids for above in self._within[id_]}:
                totals[unit_id] += number
        return totals

    def complete(self, entered):
        """What each unit has: its own entry, else the sum of its children if all have one.

        :return: ``({unit id: number}, {unit id: ids of the children without a number})``
        """
        values, missing = dict(entered), {}
        for unit_id in sorted(self.ids, key=lambda id_: -len(self.paths[id_])):
            if unit_id in values:
                continue
            below = self.children[unit_id]
            missing[unit_id] = [child for child in below if child not in values]
            if below and not missing[unit_id]:
                values[unit_id] = sum(values[child] for child in below)
        return values, missing
