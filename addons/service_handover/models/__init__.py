from . import (
    access_event,
    project_project,
    service_claim,
    service_entry,
    service_handover,
    service_handover_build,
    service_handover_content,
    service_handover_lists,
    service_handover_paper,
    service_handover_receipt,
    service_handover_roster,
)
