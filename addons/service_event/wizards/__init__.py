from . import service_event_call_off
