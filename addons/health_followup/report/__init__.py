from . import health_followup_report
