from . import family_reason, family_scan, family_sign, family_terminate, family_verify
