"""What a caller asks of a spreadsheet and what he gets back."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from odoo.exceptions import UserError

MAX_LISTED_ERRORS = 50


@dataclass(frozen=True)
class Column:
    """A wanted column.

    :param name: key of the value in :attr:`Row.values`
    :param headers: accepted headings, the first one is shown to the user
    :param kind: ``text`` (str), ``integer`` (int), ``number`` (Decimal),
        ``money`` (Decimal yuan with exactly two decimals) or ``date`` (date)
    :param required: the heading must exist and every row must be filled
    """

    name: str
    headers: tuple[str, ...]
    kind: str = "text"
    required: bool = False

    @property
    def label(self):
        return self.headers[0]


@dataclass(frozen=True)
class Row:
    """A clean row; ``number`` is the row number the user sees, empty cells are ``None``."""

    number: int
    values: dict


@dataclass(frozen=True)
class CellError:
    """A cell that was not accepted, e.g. ``("C5", "单价", "…")``."""

    cell: str
    header: str
    message: str

    @property
    def row(self):
        return int(re.sub(r"\D", "", self.cell) or 0)

    def describe(self, env):
        return env._(
            "Row %(row)s “%(header)s” (%(cell)s): %(message)s",
            row=self.row,
            header=self.header,
            cell=self.cell,
            message=self.message,
        )


class ColumnError(UserError):
    """What is wrong with one value of a row, found while the row is written.

    :param str column: name of the :class:`Column`
    """

    def __init__(self, column, message):
        super().__init__(message)
        self.column = column


class Line(NamedTuple):
    """A filled row of the file: its cells as they stand, and the clean row or the refused cells."""

    number: int
    cells: list
    row: Row | None
    errors: list[CellError]


@dataclass
class Table:
    """``rows`` holds the rows without any error, ``errors`` every refused cell, top down."""

    env: object = field(repr=False)
    rows: list[Row] = field(default_factory=list)
    errors: list[CellError] = field(default_factory=list)
    bindings: dict = field(default_factory=dict, repr=False)

    def make_error(self, row, message, column=None):
        """The :class:`CellError` of a row, at the place of ``column`` if that is in the file."""
        if binding := self.bindings.get(column):
            return CellError(binding.cell(row.number), binding.header, message)
        return CellError(f"A{row.number}", "", message)

    def raise_if_errors(self):
        """Raise one ``UserError`` that lists the refused cells in the order of the file."""
        if not self.errors:
            return
        lines = [error.describe(self.env) for error in self.errors[:MAX_LISTED_ERRORS]]
        if hidden := len(self.errors) - len(lines):
            lines.append(self.env._("… and %(count)s more.", count=hidden))
        raise UserError(
            self.env._(
                "Nothing was imported. Please correct these cells and upload the file again:"
                "\n%(errors)s",
                errors="\n".join(lines),
            ),
        )
