from . import service_entry_reason
