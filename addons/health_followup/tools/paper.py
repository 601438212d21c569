"""A printed form: rows with the numbered options under their label, and a column for each visit."""

from itertools import accumulate
from typing import NamedTuple

VISITS_ON_A_PAGE = 4
"""As the paper has columns for the four visits of a year."""
NOT_ASKED = "—"
"""In a column of the paper that doesn't ask for the row."""
LINE = 26
"""Characters of a label or of options that fill a line, where two parts stand side by side."""
SECOND_LINE = 0.6
"""What another line adds to the height of a row."""


class PaperRow(NamedTuple):
    """A row of the paper form: a cell for each of the visits beside each other.

    ``asked`` are the columns that the paper has it in (empty: all); ``notes`` says what is printed
    in the cell of a column itself, as ``{column: text}``, and a text for each cell once it is placed.
    """

    section: str
    label: str
    hint: str
    cells: list
    asked: tuple = ()
    notes: dict | tuple | list = ()

    def with_words(self, words, joint=" "):
        """The row with words behind what stands in its cells."""
        pairs = zip(self.cells, words, strict=True)
        return self._replace(cells=[joint.join(str(p) for p in pair if p) for pair in pairs])

    def place(self, columns, codes):
        """The row with its cells in the columns of their visits.

        :param columns: codes of all columns of the form
        :param codes: the column of each cell
        """
        found = dict(zip(codes, self.cells, strict=True))
        blank = {
            column: NOT_ASKED if self.asked and column not in self.asked else ""
            for column in columns
        }
        notes = [self.notes.get(column, "") for column in columns] if self.notes else ()
        return self._replace(
            cells=[found.get(column) or blank[column] for column in columns], notes=notes
        )


class PaperForm(NamedTuple):
    """A page. ``heads`` are the words above its columns, ``parts_beside`` the tables side by side."""

    title: str
    visits: object
    rows: list
    heads: tuple | list = ()
    columns: int = VISITS_ON_A_PAGE
    parts_beside: int = 1
    is_dense: bool = False

    @property
    def archive(self):
        return self.visits.archive_id

    @property
    def parts(self):
        """``[[(section, its rows)]]`` of each table, about equally high."""
        heights = list(accumulate(_get_height(row) for row in self.rows))
        step = heights[-1] / self.parts_beside if heights else 1
        parts = {}
        for row, height in zip(self.rows, heights, strict=True):
            groups = parts.setdefault(min(int((height - 1) / step), self.parts_beside - 1), [])
            if not groups or groups[-1][0] != row.section:
                groups.append((row.section, []))
            groups[-1][1].append(row)
        return list(parts.values())


def _get_height(row):
    return 1 + SECOND_LINE * (len(row.label + row.hint) // LINE)


def show(value):
    """A number, a date or words; what is zero or empty wasn't measured."""
    if isinstance(value, float):
        return f"{value:g}" if value else ""
    return str(value) if value else ""
