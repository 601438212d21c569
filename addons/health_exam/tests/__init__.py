from . import test_health_exam
from . import test_health_reference_range
from . import test_health_exam_flag
from . import test_health_exam_check
from . import test_health_exam_rule
from . import test_health_exam_finding
from . import test_health_exam_alert
from . import test_health_exam_task
