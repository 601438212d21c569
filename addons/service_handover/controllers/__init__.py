from . import service_handover
