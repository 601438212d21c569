from . import access_audit_mixin
from . import access_audit_linked_mixin
from . import access_event
from . import access_seal
from . import ir_attachment
from . import ir_http
