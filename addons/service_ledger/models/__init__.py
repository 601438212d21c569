from . import (
    service_claim_note_mixin,
    service_kind,
    service_entry,
    service_entry_check,
    service_entry_version,
    service_entry_claim,
    evidence_item,
    project_project,
    service_member,
)
