from . import test_evidence_case, test_evidence_line
