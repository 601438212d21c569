from . import test_access_audit_check
from . import test_access_audit_verify
from . import test_access_event
from . import test_access_seal
from . import test_privileged
