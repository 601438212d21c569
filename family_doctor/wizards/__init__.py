from . import family_confirm, family_service_group, family_service_reason
