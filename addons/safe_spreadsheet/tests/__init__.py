from . import (
    test_base_import_import,
    test_cells,
    test_export,
    test_ledger,
    test_reader,
    test_refused_files,
)
