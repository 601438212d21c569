from . import test_access_audit_http
from . import test_access_audit_mixin
