from . import (
    service_score_template,
    service_score_template_line,
    service_assessment,
    service_assessment_count,
    service_assessment_weights,
    service_assessment_report,
    service_assessment_cron,
    service_assessment_line,
    service_assessment_line_score,
    service_assessment_line_report,
    service_obligation,
    project_project,
)
