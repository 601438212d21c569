from . import service_access_end, service_handover_make, service_handover_receive
