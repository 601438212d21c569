from . import access_audit_check
