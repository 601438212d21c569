from . import evidence_package, evidence_upload
