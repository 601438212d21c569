from . import (
    spreadsheet_import_mixin,
    spreadsheet_import_work,
    spreadsheet_import_error_mixin,
    spreadsheet_import_part_mixin,
)
