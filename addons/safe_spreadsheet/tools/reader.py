"""Read a user's spreadsheet: refuse what is dangerous or doubtful, name what is wrong."""

from odoo.exceptions import UserError

from .archive import MAX_UNPACKED_SIZE, ZIP_MAGIC
from .cells import BadCell, convert, is_empty
from .header import HEADER_SEARCH_ROWS, find_header
from .schema import CellError, Line, Row, Table
from .textfile import GBK, open_text
from .workbook import open_workbook

_OLE_MAGIC = b"\xd0\xcf\x11\xe0"
_LISTED = 10
SHORT_TEXT = 2


def read_table(env, content, filename, columns, *, sheet=None, max_rows=20000):
    """Read the rows below the heading row of an .xlsx or .csv file.

    The heading row is searched in the first ten rows; unknown columns are ignored. Without
    ``sheet`` the one visible sheet is taken that carries the wanted headings.

    :param bytes content: the file itself, not base64
    :param list[Column] columns: what is wanted
    :return: :class:`Table`: clean rows, and the refused cells
    :raise UserError: the file cannot be used at all
    """
    stream = TableStream(env, content, filename, columns, sheet=sheet, max_rows=max_rows)
    bindings = {binding.column.name: binding for binding in stream.header.bindings}
    table = Table(env, bindings=bindings)
    for line in stream:
        table.errors += line.errors
        if line.row:
            table.rows.append(line.row)
    return table


class TableStream:
    """The rows of a file one by one, for lists that are too long for the memory.

    Iterating yields a :class:`Line` for each filled row, with all its cells as they stand in the
    file. Parameters and errors are those of :func:`read_table`; damage may show up only at the end.

    :param int max_unpacked: bytes the unpacked workbook may take
    """

    def __init__(
        self,
        env,
        content,
        filename,
        columns,
        *,
        sheet=None,
        max_rows=20000,
        max_unpacked=MAX_UNPACKED_SIZE,
    ):
        self.env, self.columns, self.max_rows = env, columns, max_rows
        sheets = _open(env, content, filename, max_unpacked)
        self.header = _choose_header(env, sheets, columns, sheet)
        # Counted before any row is built: at most ``header.number`` of them stand above the data.
        self.row_count = max(self.header.sheet.filled_rows - self.header.number, 0)
        _check_row_count(env, self.row_count, max_rows)
        self.width = max(self.header.titles) + 1
        self._empty = dict.fromkeys(column.name for column in columns)
        self._short_texts = {}

    @property
    def titles(self):
        """Text of the heading row, one for each cell of a line."""
        return [self.header.titles.get(index) or "" for index in range(self.width)]

    @property
    def encoding_note(self):
        """A sentence when the text is not in UTF-8, as it is expected today; else empty."""
        if getattr(self.header.sheet, "encoding", None) != GBK:
            return ""
        return self.env._("The file is in GBK, not in UTF-8. It was read as GBK.")

    def __iter__(self):
        number, count = self.header.number, 0
        for row_number, cells in self.header.sheet.rows(self.width):
            line = row_number > self.header.number and self._read_line(row_number, cells)
            if line:
                number, count = row_number, count + 1
                yield line
        _check_row_count(self.env, count, self.max_rows)
        _check_merged(self.env, self.header, number)
        if not count:
            raise UserError(
                self.env._(
                    "Sheet “%(sheet)s” has no rows below the headings.",
                    sheet=self.header.sheet.name,
                ),
            )

    def _read_line(self, number, cells):
        values, errors, is_filled = self._empty.copy(), [], False
        for binding in self.header.bindings:
            cell = cells[binding.index] if binding.index < len(cells) else None
            try:
                if cell and not is_empty(cell):
                    is_filled = True
                    values[binding.column.name] = self._read_cell(cell, binding)
                elif binding.column.required:
                    raise BadCell(self.env._("the cell is empty, please fill it in"))
            except BadCell as error:
                errors.append(CellError(binding.cell(number), binding.header, str(error)))
        if not is_filled:
            return None
        return Line(number, cells, None if errors else Row(number, values), errors)

    def _read_cell(self, cell, binding):
        if binding.column.kind != "text" or cell.data_type != "s":
            return convert(self.env, cell, binding)
        # most cells of a form hold one of a few codes, which are looked at once
        text = self._short_texts.get(cell.value)
        if text is None:
            text = convert(self.env, cell, binding)
            if len(text) <= SHORT_TEXT:
                self._short_texts[cell.value] = text
        return text


def _open(env, content, filename, max_unpacked):
    if not content:
        raise UserError(env._("The file is empty. Please choose a file."))
    if content.startswith(ZIP_MAGIC):
        return open_workbook(env, content, max_unpacked)
    if content.startswith(_OLE_MAGIC):
        raise UserError(
            env._(
                "The file is an old .xls file or protected by a password. "
                "Please save it as .xlsx without a password.",
            ),
        )
    if (filename or "").lower().endswith((".csv", ".txt")):
        return open_text(env, content, filename)
    raise UserError(
        env._(
            "“%(name)s” is neither an Excel workbook (.xlsx) nor a CSV file. "
            "Please save it as .xlsx.",
            name=filename or "",
        ),
    )


def _choose_header(env, sheets, columns, wanted):
    names = [sheet.name for sheet in sheets]
    if wanted and len(sheets) > 1 or wanted in names:
        sheets = [sheet for sheet in sheets if sheet.name == wanted]
    if not sheets:
        raise UserError(
            env._(
                "The sheet “%(wanted)s” is missing; the file has: %(found)s.",
                wanted=wanted or "",
                found=", ".join(names[:_LISTED]) or "-",
            ),
        )
    headers = [find_header(env, sheet, columns) for sheet in sheets]
    complete = [header for header in headers if header.bindings and not header.missing]
    if len(complete) > 1:
        raise UserError(
            env._(
                "Several sheets have the wanted headings: %(sheets)s. "
                "Please keep one of them in the file.",
                sheets=", ".join(header.sheet.name for header in complete),
            ),
        )
    if not complete:
        best = max(headers, key=lambda header: len(header.bindings))
        _check_merged(env, best, best.number)
        raise _missing_headings(env, best, columns)
    return complete[0]


def _missing_headings(env, header, columns):
    missing = header.missing or columns
    return UserError(
        env._(
            "Sheet “%(sheet)s” lacks the heading: %(missing)s.\nFound in row %(row)s: %(found)s.\n"
            "Please write the headings into one of the first %(rows)s rows.",
            sheet=header.sheet.name,
            missing=", ".join(column.label for column in missing),
            row=header.number,
            found=", ".join(header.found[:_LISTED]) or "-",
            rows=HEADER_SEARCH_ROWS,
        ),
    )


def _check_row_count(env, count, max_rows):
    if count > max_rows:
        raise UserError(
            env._(
                "The file has %(count)s rows; at most %(limit)s are accepted at a time. "
                "Please split it into several files.",
                count=count,
                limit=max_rows,
            ),
        )


def _check_merged(env, header, last_row):
    touching = [
        ref
        for ref, (_left, top, _right, bottom) in header.sheet.merged_ranges
        if bottom >= header.number and top <= last_row
    ]
    if touching:
        raise UserError(
            env._(
                "Sheet “%(sheet)s” has merged cells in the table: %(ranges)s. "
                "Please unmerge them and fill in every cell.",
                sheet=header.sheet.name,
                ranges=", ".join(touching[:_LISTED]),
            ),
        )
