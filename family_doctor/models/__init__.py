from . import (
    family_duty,
    family_duty_plan,
    family_duty_match,
    family_duty_manual,
    family_agreement,
    family_proof_mixin,
    family_service,
    family_service_item,
    health_archive_change,
    health_exam,
    health_followup,
)
