from . import test_health_exam
from . import test_health_exam_review
from . import test_health_exam_report
from . import test_health_exam_sync
