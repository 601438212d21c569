from . import health_followup_correction
