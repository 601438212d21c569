from . import test_dual_document, test_scoped_record
