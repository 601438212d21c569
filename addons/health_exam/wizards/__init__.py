from . import health_exam_reason
from . import health_exam_reason_finding
