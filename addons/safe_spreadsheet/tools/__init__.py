"""Reading and writing spreadsheets that people send to each other."""

from .archive import check_archive
from .cells import normalize
from .ledger import LedgerColumn, LedgerSheet, write_ledger
from .reader import TableStream, read_table
from .result import write_result
from .schema import CellError, Column, ColumnError, Line, Row, Table
from .template import write_template
from .writer import safe_text

__all__ = [
    "CellError",
    "Column",
    "ColumnError",
    "LedgerColumn",
    "LedgerSheet",
    "Line",
    "Row",
    "Table",
    "TableStream",
    "check_archive",
    "normalize",
    "read_table",
    "safe_text",
    "write_ledger",
    "write_result",
    "write_template",
]
