from . import evidence_package
