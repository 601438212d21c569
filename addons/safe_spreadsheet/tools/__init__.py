"""Reading and writing spreadsheets that people send to each other."""

from .archive import check_archive
from .reader import TableStream, read_table
from .schema import CellError, Column, Row, Table
from .template import write_template
from .writer import safe_text

__all__ = [
    "CellError",
    "Column",
    "Row",
    "Table",
    "TableStream",
    "check_archive",
    "read_table",
    "safe_text",
    "write_template",
]
