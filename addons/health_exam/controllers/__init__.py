from . import health_exam_group_report
