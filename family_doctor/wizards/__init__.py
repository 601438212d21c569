from . import (
    family_catchup,
    family_confirm,
    family_duty_match,
    family_duty_release,
    family_exposure,
    family_scorecard_count,
    family_service_group,
    family_service_reason,
)
