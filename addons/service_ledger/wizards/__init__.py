from . import service_entry_reason, service_visit_cancel
