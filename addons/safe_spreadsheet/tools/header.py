"""Find the heading row and bind its cells to the wanted columns."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from openpyxl.utils import get_column_letter

from odoo.exceptions import UserError

from .cells import BadCell, is_empty, normalize

HEADER_SEARCH_ROWS = 10
_UNIT = re.compile(r"\(?(?:单位:)?(?:人民币)?(万元|元)\)?$")


@dataclass
class Binding:
    """A wanted column and the place where it was found."""

    column: object
    index: int
    header: str
    header_unit: str | None = None
    cell_unit: str | None = None

    def cell(self, number):
        return f"{get_column_letter(self.index + 1)}{number}"

    def resolve_unit(self, env, unit):
        """Unit of an amount, from the heading or from the cell.

        :raise BadCell: heading and cell both speak, or the cells of the column disagree
        """
        if self.header_unit:
            # 元 in both places leaves no doubt; 万元 twice might mean 万 × 万.
            if unit and {unit, self.header_unit} != {"元"}:
                raise BadCell(
                    env._(
                        "the unit stands in the heading (%(header)s) and in the cell (%(cell)s), "
                        "please keep one of them",
                        header=self.header_unit,
                        cell=unit,
                    ),
                )
            return self.header_unit
        unit = unit or "元"
        self.cell_unit = self.cell_unit or unit
        if unit != self.cell_unit:
            raise BadCell(
                env._(
                    "the column mixes 元 and 万元 (first %(first)s, here %(here)s), "
                    "please use one unit",
                    first=self.cell_unit,
                    here=unit,
                ),
            )
        return unit


@dataclass
class Header:
    """The heading row of a sheet, possibly incomplete."""

    sheet: object
    number: int
    bindings: list
    missing: list
    titles: dict

    @property
    def found(self):
        """Headings in the order of the file."""
        return list(self.titles.values())


def find_header(env, sheet, columns):
    """Best heading row among the first rows of ``sheet``."""
    candidates = [
        _bind(env, sheet, number, cells, columns)
        for number, cells in takewhile(lambda row: row[0] <= HEADER_SEARCH_ROWS, sheet.rows())
    ]
    return max(
        candidates,
        key=lambda header: len(header.bindings),
        default=Header(sheet, 0, [], [column for column in columns if column.required], {}),
    )


def _bind(env, sheet, number, cells, columns):
    titles = {
        index: cell.value.strip()
        for index, cell in enumerate(cells)
        if isinstance(cell.value, str) and not is_empty(cell)
    }
    bindings, keys = [], {index: _key(title) for index, title in titles.items()}
    for column in columns:
        matches = [
            Binding(column, index, title, unit)
            for index, title in titles.items()
            for matched, unit in [_match(column, keys[index])]
            if matched
        ]
        if len(matches) > 1:
            raise UserError(
                env._(
                    "Sheet “%(sheet)s” has several columns “%(header)s” (%(cells)s). "
                    "Please keep one.",
                    sheet=sheet.name,
                    header=column.label,
                    cells=", ".join(match.cell(number) for match in matches),
                ),
            )
        bindings += matches
    bound = {binding.column for binding in bindings}
    missing = [column for column in columns if column.required and column not in bound]
    return Header(sheet, number, bindings, missing, titles)


def _match(column, found):
    """Return (is it this column?, unit written in the heading)."""
    wanted = _wanted_keys(column)
    if column.kind != "money":
        return found in wanted, None
    unit = _UNIT.search(found)
    bare = {_UNIT.sub("", header) or header for header in wanted}
    if unit and found[: unit.start()] in bare:
        return True, unit[1]
    return found in wanted | bare, None


@lru_cache
def _wanted_keys(column):
    return frozenset(map(_key, column.headers))


def _key(title):
    return re.sub(r"[\s*]", "", normalize(title)).lower()
