import json
from datetime import date, datetime
from decimal import Decimal

import psycopg2

from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.safe_spreadsheet.tools import Row

from ..tools.card_builder import CardBuilder
from ..tools.device_list import KINDS, LABELS

_FROM_TEXT = {"number": Decimal, "money": Decimal, "integer": int, "date": date.fromisoformat}


class EquipmentImportChunk(models.Model):
    """Some hundred rows of a device list: checked, and imported, in one transaction.

    The parts are what an import resumes from: after a crash the first part that is not imported
    yet comes next, and none is imported twice.
    """

    _name = "equipment.import.chunk"
    _description = "Part of a Device List"
    _order = "import_id, first_row"

    import_id = fields.Many2one("equipment.import", required=True, index=True, ondelete="cascade")
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

    _next = models.Index("(import_id, stage, first_row)")

    def _prepare_part(self, lines, duplicates):
        """Values of a part.

        :param lines: list of :class:`safe_spreadsheet.tools.Line`
        """
        return {
            "first_row": lines[0].number,
            "last_row": lines[-1].number,
            "row_count": len(lines),
            "lines": json.dumps(
                [_prepare_line(line, duplicates.find(line)) for line in lines], ensure_ascii=False
            ),
        }

    def _get_lines(self):
        """[(row number, cells, clean values, errors), …]"""
        return json.loads(self.lines)

    def _check(self):
        """Look for errors without writing anything.

        :return: number of rows that can be imported
        """
        builder = self._build()
        self._set_stage("checked", builder.errors)
        return len(builder.cards)

    def _import(self):
        """Create the cards of the good rows.

        :return: number of cards
        """
        builder = self._build()
        builder.create_missing()
        cards = self._try_cards(builder.cards)
        errors = [] if cards is not None else self._import_one_by_one(builder.cards)
        self._set_stage("done", builder.errors + errors)
        return len(builder.cards) - len(errors)

    def _build(self):
        document = self.import_id
        rows = [
            Row(number, _values(values))
            for number, _cells, values, errors in self._get_lines()
            if not errors
        ]
        builder = CardBuilder(
            document.env(su=False), rows, document.create_partners, document.create_models
        )
        builder.build()
        return builder

    def _try_cards(self, cards):
        """Create all cards, or none and return None."""
        try:
            with self.env.cr.savepoint():
                return self._create_cards(list(cards.values()))
        except (UserError, psycopg2.IntegrityError):
            return None

    def _import_one_by_one(self, cards):
        """The slow way, to find the row the database refuses."""
        errors = []
        for number, vals in cards.items():
            try:
                with self.env.cr.savepoint():
                    self._create_cards([vals])
            except UserError as error:
                errors.append((number, False, str(error)))
            except psycopg2.IntegrityError as error:
                message = self.env["maintenance.equipment"]._sql_error_to_message(error)
                errors.append((number, False, message))
        return errors

    def _create_cards(self, vals_list):
        return self.env(su=False)["maintenance.equipment"]._create_batch(vals_list)

    def _set_stage(self, stage, found):
        """Keep the state of the part and the errors of its rows.

        :param found: [(row number, column name or False, reason)]
        """
        # sudo: parts and errors are written by the machine alone
        part = self.sudo()
        part.stage = stage
        errors = part.env["equipment.import.error"]
        rows = [("row", ">=", self.first_row), ("row", "<=", self.last_row)]
        errors.search([("import_id", "=", self.import_id.id), *rows]).unlink()
        broken = [(line[0], *error) for line in self._get_lines() for error in line[3]]
        named = [(row, LABELS.get(column, False), reason) for row, column, reason in found]
        errors.create(
            [
                {"import_id": self.import_id.id, "row": row, "header": header, "message": message}
                for row, header, message in broken + named
            ]
        )


def _prepare_line(line, errors):
    values = line.row and {k: _to_json(v) for k, v in line.row.values.items() if v is not None}
    return [line.number, [_cell_to_json(cell.value) for cell in line.cells], values, errors]


def _to_json(value):
    return str(value) if isinstance(value, Decimal | date) else value


def _cell_to_json(value):
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value if isinstance(value, str | int | float | None) else str(value)


def _values(values):
    """Values of a row as safe_spreadsheet had read them; JSON knows neither money nor dates."""
    return {
        name: _FROM_TEXT.get(kind, str)(values[name]) if name in values else None
        for name, kind in KINDS.items()
    }
