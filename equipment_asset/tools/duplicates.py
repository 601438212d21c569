from .device_list import LABELS


class Duplicates:
    """Finds numbers that stand twice in one device list, however long it is."""

    def __init__(self, env):
        self.env = env
        self.first_rows = {}

    def find(self, line):
        """Errors of a line: those of its cells, and numbers an earlier row has already.

        :return: [(heading, reason)]
        """
        errors = [(error.header, error.message) for error in line.errors]
        if line.row:
            values = line.row.values
            kind = tuple(values[name] for name in ("name", "brand", "model"))
            errors += self._find_twice(LABELS["serial_no"], values["serial_no"], kind, line.number)
            owner = values["org_unit_id"]
            errors += self._find_twice(
                LABELS["asset_number"], values["asset_number"], owner, line.number
            )
        return errors

    def _find_twice(self, heading, number, of, row_number):
        if not number:
            return []
        first = self.first_rows.setdefault((heading, number, of), row_number)
        if first == row_number:
            return []
        return [(heading, self.env._("Row %(row)s has this number already.", row=first))]
