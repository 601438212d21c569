from . import test_audit_person
from . import test_audit_visit
