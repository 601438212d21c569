import json
from datetime import date, datetime
from decimal import Decimal

from odoo import fields, models

from ..tools import Row

_OF_JSON = frozenset({str, int, float, bool, type(None)})
_FROM_TEXT = {"number": Decimal, "money": Decimal, "integer": int, "date": date.fromisoformat}


class SpreadsheetImportPartMixin(models.AbstractModel):
    """Some hundred rows of a list: checked, and imported, in one transaction.

    The parts are what an import resumes from: after a crash the first part that is not imported
    yet comes next, and none is imported twice. An inheriting model adds ``import_id`` and does
    the work in ``_check`` and ``_import``.
    """

    _name = "spreadsheet.import.part.mixin"
    _description = "Part of a Long List"
    _order = "import_id, first_row"

    first_row = fields.Integer(required=True)
    last_row = fields.Integer(required=True)
    row_count = fields.Integer(required=True)
    # Text, because a Json field copies its value deeply each time it is read
    lines = fields.Text(
        required=True,
        prefetch=False,
        help="JSON: [row number, cells, clean values, errors] each",
    )
    stage = fields.Selection(
        [("waiting", "Waiting"), ("checked", "Checked"), ("done", "Imported")],
        required=True,
        default="waiting",
    )

    def _prepare_part(self, lines, checker):
        """Values of a part.

        :param lines: list of :class:`~..tools.Line`
        :param checker: see ``_make_line_checker`` of the import
        """
        rows = [_prepare_line(line, checker.find(line)) for line in lines]
        return {
            "first_row": lines[0].number,
            "last_row": lines[-1].number,
            "row_count": len(lines),
            "lines": self._pack_lines(json.dumps(rows, ensure_ascii=False)),
        }

    def _pack_lines(self, text):
        """Hook: how the rows are kept, which may be personal data."""
        return text

    def _unpack_lines(self, packed):
        return packed

    def _get_lines(self):
        """[(row number, cells, clean values, errors), …]"""
        return json.loads(self._unpack_lines(self.lines))

    def _get_good_rows(self):
        """:class:`~..tools.Row` of each line in which nothing is wrong yet."""
        columns = self.import_id._get_columns()
        empty = dict.fromkeys(column.name for column in columns)
        # JSON knows neither money nor dates
        readers = {c.name: _FROM_TEXT[c.kind] for c in columns if c.kind in _FROM_TEXT}
        return [
            Row(number, empty | _read_values(values, readers))
            for number, _cells, values, errors in self._get_lines()
            if not errors
        ]

    def _check(self):
        """Look for errors without writing anything.

        :return: number of rows that can be imported
        """
        raise NotImplementedError

    def _import(self):
        """Import the good rows.

        :return: number of rows imported
        """
        raise NotImplementedError

    def _set_stage(self, stage, found):
        """Keep the state of the part and the errors of its rows.

        :param found: [(row number, column name or False, reason)]
        """
        # sudo: parts and errors are written by the machine alone
        part = self.sudo()
        part.stage = stage
        errors = part.import_id.error_ids.browse()
        labels = {column.name: column.label for column in self.import_id._get_columns()}
        rows = [("row", ">=", self.first_row), ("row", "<=", self.last_row)]
        errors.search([("import_id", "=", self.import_id.id), *rows]).unlink()
        broken = [(line[0], *error) for line in self._get_lines() for error in line[3]]
        named = [(row, labels.get(column, False), reason) for row, column, reason in found]
        errors.create(
            [
                {"import_id": self.import_id.id, "row": row, "header": header, "message": message}
                for row, header, message in broken + named
            ]
        )


def _prepare_line(line, errors):
    values = line.row and {
        name: value if type(value) in _OF_JSON else str(value)
        for name, value in line.row.values.items()
        if value is not None
    }
    cells = [cell.value for cell in line.cells]
    cells = [value if type(value) in _OF_JSON else _cell_to_json(value) for value in cells]
    return [line.number, cells, values, errors]


def _cell_to_json(value):
    return value.date().isoformat() if isinstance(value, datetime) else str(value)


def _read_values(values, readers):
    for name in values.keys() & readers.keys():
        values[name] = readers[name](values[name])
    return values
