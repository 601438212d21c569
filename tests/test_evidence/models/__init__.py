from . import test_evidence_case, test_evidence_handover, test_evidence_line
