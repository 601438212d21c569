from . import health_exam_reason
